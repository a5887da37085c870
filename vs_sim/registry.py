"""Names to members: a folder, a decorator, and entry points for other packages.

A registry belongs to one seam (`method`, `measure`, `backend`, …). Its members are the stems of the files in the
seam's folder, or in the folders below it that its patterns name; a file is imported only when its name is asked
for. Other packages join through the entry point group `vs_sim.<seams>`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from vs_sim.errors import UnknownName

T = TypeVar("T")
_PLURALS = {"corpus": "corpora"}
"""Seams whose plural has no `s`."""


class Registry(Generic[T]):
    """The members of one seam, by name.

    Args:
        seam: What a member is called in messages, for example `method`.
        package: The folder's dotted name, for example `vs_sim.elicitation.methods`.
        patterns: Where in the folder the file of a member lies; `{name}` stands for the member's name.
    """

    def __init__(self, seam: str, package: str, *patterns: str) -> None:
        self.seam, self.package, self.patterns = seam, package, patterns or ("{name}.py",)
        self._members: dict[str, T] = {}

    def register(self, name: str, member: T) -> T:
        """Add a member under its name and hand it back.

        Raises:
            ValueError: Another member already has the name.
        """
        if self._members.setdefault(name, member) is not member:
            raise ValueError(f"{self.seam} {name!r} is registered twice")
        return member

    def get(self, name: str) -> T:
        """The member of that name, imported on first use.

        Raises:
            UnknownName: No file, registration or entry point has that name.
        """
        if name not in self._members:
            self._load(name)
        if name not in self._members:
            raise UnknownName(self.seam, name, self.names())
        return self._members[name]

    def names(self) -> list[str]:
        """Every known name, sorted; nothing is imported."""
        return sorted({*self._members, *self.modules(), *_installed(self.seam)})

    def __contains__(self, name: object) -> bool:
        return name in self.names()

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def _load(self, name: str) -> None:
        if module := self.modules().get(name):
            importlib.import_module(module)
        elif entry := _installed(self.seam).get(name):
            member = entry.load()
            self._members.setdefault(name, member)

    def modules(self) -> dict[str, str]:
        """Member to the dotted name of its module."""
        spec = importlib.util.find_spec(self.package)
        found: dict[str, str] = {}
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for pattern in self.patterns:
                for file in Path(folder).glob(pattern.replace("{name}", "*")):
                    if file.stem != "__init__" and file.match(pattern.replace("{name}", file.stem)):
                        parts = file.relative_to(folder).with_suffix("").parts
                        found[file.stem] = ".".join((self.package, *parts))
        return found


@cache
def _installed(seam: str) -> dict[str, importlib.metadata.EntryPoint]:
    """What other packages offer at a seam; read from disk once."""
    return {
        entry.name: entry for entry in importlib.metadata.entry_points(group=f"vs_sim.{_PLURALS.get(seam, seam + 's')}")
    }


def registrar(registry: Registry[T]) -> Callable[[str], Callable[[T], T]]:
    """The plain decorator of a registry: `@registrar(r)("name")`."""
    return lambda name: lambda member: registry.register(name, member)
