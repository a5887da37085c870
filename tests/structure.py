"""The package as a graph: which module imports which, and which names are defined where.

`python -m tests.structure` prints the figures that the architecture tests bound.
"""

from __future__ import annotations

import ast
import importlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import networkx as nx

from tests.places import PACKAGE, ROOT, sources
from vs_sim.errors import UnknownName

Level = Literal["module", "function", "typing"]
Function = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Import:
    """One import statement.

    Attributes:
        source: The module that imports.
        targets: The modules of the package that are imported; empty where others' are.
        level: Whether it runs with the module, with a function, or for the type checker only.
        line: Where it is written, from 1.
    """

    source: str
    targets: tuple[str, ...]
    level: Level
    line: int

    def __str__(self) -> str:
        """The place, as an editor reads it."""
        return f"{self.source}:{self.line}"


def module_name(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def trees() -> Mapping[str, ast.Module]:
    """The parsed source of every module by its dotted name."""
    return {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sources()}


def defining_module(name: str) -> str | None:
    """The module that an imported dotted name belongs to; None outside of the package."""
    while name and name not in trees():
        name = name.rpartition(".")[0]
    return name or None


def import_statements(node: ast.AST, level: Level = "module") -> Iterator[tuple[ast.Import | ast.ImportFrom, Level]]:
    """Every import statement below a node, with when it runs."""
    for child in ast.iter_child_nodes(node):
        inner = level
        if isinstance(child, Function):
            inner = "function"
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            inner = "typing"
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inner
        yield from import_statements(child, inner)


def imported_names(statement: ast.Import | ast.ImportFrom) -> list[str]:
    """The dotted names that a statement imports."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    return [f"{statement.module}.{alias.name}" for alias in statement.names]


@cache
def imports() -> tuple[Import, ...]:
    """Every import statement of the package."""
    return tuple(
        Import(module, targets_of(statement, module), level, statement.lineno)
        for module, tree in trees().items()
        for statement, level in import_statements(tree)
    )


def targets_of(statement: ast.Import | ast.ImportFrom, module: str) -> tuple[str, ...]:
    """The modules of the package that a statement imports."""
    found = {defining_module(name) for name in imported_names(statement)}
    return tuple(sorted(name for name in found if name and name not in {module, PACKAGE.name}))


def graph(levels: Iterable[Level] = ("module", "function", "typing")) -> nx.DiGraph[str]:
    """Modules and their imports at these levels."""
    wanted = set(levels)
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(trees())
    found.add_edges_from((one.source, target) for one in imports() if one.level in wanted for target in one.targets)
    return found


def circles(modules: nx.DiGraph[str]) -> list[tuple[str, ...]]:
    """The groups of modules that import each other, directly or through others."""
    return sorted(tuple(sorted(group)) for group in nx.strongly_connected_components(modules) if len(group) > 1)


def longest_chain(modules: nx.DiGraph[str]) -> list[str]:
    """The longest chain of imports; of a circle only the first module by name is listed."""
    condensed = nx.condensation(modules)
    return [sorted(condensed.nodes[group]["members"])[0] for group in nx.dag_longest_path(condensed)]


def function_level_imports() -> list[Import]:
    """The imports that wait until a function is called, of the package's own modules and of others'."""
    return [one for one in imports() if one.level == "function"]


def public_names(tree: ast.Module) -> set[str]:
    """The names that a module defines at its top level and that do not begin with an underscore."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {name for name in found if not name.startswith("_")}


def names_defined_twice() -> dict[str, list[str]]:
    """The public names that more than one module defines, with those modules."""
    modules = defaultdict(list)
    for module, tree in trees().items():
        for name in public_names(tree):
            modules[name].append(module)
    return {name: sorted(found) for name, found in sorted(modules.items()) if len(found) > 1}


def repeated_stems() -> dict[str, int]:
    """The names of files that occur more than once, with how often."""
    stems = Counter(path.stem for path in sources() if path.stem != "__init__")
    return {stem: times for stem, times in stems.items() if times > 1}


def sizes_of_folders() -> Counter[str]:
    """How many modules lie in each folder of the package."""
    return Counter(str(path.parent.relative_to(ROOT)) for path in sources() if path.stem != "__init__")


@dataclass(frozen=True)
class Seam:
    """A place where plug-ins join.

    Attributes:
        name: What a plug-in is called.
        module: Where its registry is defined.
        variable: What the registry is called there.
        folder: The dotted name of the folder that holds the plug-ins.
    """

    name: str
    module: str
    variable: str
    folder: str

    @property
    def is_beside_its_folder(self) -> bool:
        """Whether the registry lies next to the folder of its plug-ins, or in it."""
        return self.module.rpartition(".")[0] in {self.folder, self.folder.rpartition(".")[0]}

    def stems(self) -> list[str]:
        """The files of the folder, without the registry's own."""
        registry = getattr(importlib.import_module(self.module), self.variable)
        return sorted({*registry.modules()} - {self.module.rpartition(".")[2]})

    def knows(self, stem: str) -> bool:
        """Whether a file registers a plug-in of its name; one whose extra is not installed here is taken to."""
        registry = getattr(importlib.import_module(self.module), self.variable)
        try:
            return registry.get(stem) is not None
        except UnknownName:
            return False
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("vs_sim"):
                raise
            return True


@cache
def seams() -> tuple[Seam, ...]:
    """Every registry of the package."""
    found = []
    for module, tree in trees().items():
        for node in tree.body:
            match node:
                case ast.AnnAssign(
                    target=ast.Name(id=variable),
                    value=ast.Call(
                        func=ast.Name(id="Registry"), args=[ast.Constant(str(name)), ast.Constant(str(folder)), *_]
                    ),
                ):
                    found.append(Seam(name, module, variable, folder))
    return tuple(found)


def lines(items: Iterable[object]) -> str:
    """One item a line, for the message of a failed test."""
    return "".join(f"\n  {item}" for item in items)


def figures() -> Sequence[tuple[str, object]]:
    """The figures of the package, each with what it counts."""
    everything = graph()
    chain = longest_chain(everything)
    return [
        ("modules", sum(sizes_of_folders().values())),
        ("largest folder", sizes_of_folders().most_common(1)[0]),
        ("repeated stems", len(repeated_stems())),
        ("public names defined in more than one module", len(names_defined_twice())),
        ("function-level imports", len(function_level_imports())),
        ("circles", circles(everything)),
        ("longest chain", f"{len(chain)}: {' > '.join(chain)}"),
        ("longest chain of module-level imports", len(longest_chain(graph(["module"])))),
        ("lines", sum(len(path.read_text(encoding="utf-8").splitlines()) for path in sources())),
    ]


if __name__ == "__main__":
    twice = [f"{name}: {', '.join(found)}" for name, found in names_defined_twice().items()]
    print(*(f"{label}: {figure}" for label, figure in figures()), "names defined twice:" + lines(twice), sep="\n")  # noqa: T201
