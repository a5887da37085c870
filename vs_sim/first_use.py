"""Names that are loaded on first use (PEP 562), so that the package and its command start at once."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def on_first_use(module: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """The `__getattr__` of a module whose names are defined elsewhere.

    Args:
        module: What the module is called, for the message about a name that it does not have.
        homes: The dotted name of a module, to the names that are taken from it.

    Returns:
        A function from a name to what it stands for; it raises AttributeError where the name is in no home.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return getattr(importlib.import_module(home_of[name]), name)

    return load
