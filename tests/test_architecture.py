from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import mirror, structure
from tests.places import PACKAGE, ROOT, sources
from tests.structure import lines

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "data", "info", "manager"}
MOST_MODULES_IN_A_FOLDER = 20
LARGER_FOLDERS: set[str] = set()
MOST_NAMES_DEFINED_TWICE = 30
MOST_FUNCTION_LEVEL_IMPORTS = 40
LONGEST_CHAIN = 21
LONGEST_CHAIN_OF_MODULE_LEVEL_IMPORTS = 17


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def broad(handler: ast.AST) -> bool:
    if not isinstance(handler, ast.ExceptHandler):
        return False
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def test_a_file_has_fewer_than_300_lines() -> None:
    sizes = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    long = [f"{path}: {size} lines" for path, size in sizes.items() if size >= 300]
    assert not long, lines(long)


def test_a_function_has_fewer_than_40_lines() -> None:
    found = [(module, function) for module, tree in structure.trees().items() for function in functions(tree)]
    long = [f"{module}:{f.lineno} {f.name}" for module, f in found if (f.end_lineno or 0) - f.lineno + 1 >= 40]
    assert not long, lines(long)


def test_a_file_opens_with_the_idea_it_holds() -> None:
    silent = [module for module, tree in structure.trees().items() if not ast.get_docstring(tree)]
    assert not silent, lines(silent)


def test_names_say_what_a_file_holds() -> None:
    vague = [path.relative_to(ROOT) for path in sources() if path.stem in VAGUE]
    assert not vague, lines(vague)


def test_an_init_file_holds_only_a_docstring() -> None:
    inits = [path for path in sources() if path.name == "__init__.py" and path.parent != PACKAGE]
    fuller = [path.parent for path in inits if len(structure.trees()[structure.module_name(path)].body) != 1]
    assert not fuller, lines(fuller)


def test_broad_excepts_stand_only_in_the_backend_adapter() -> None:
    found = [module for module, tree in structure.trees().items() for node in ast.walk(tree) if broad(node)]
    assert set(found) <= {"vs_sim.llm.backends.litellm"} and len(found) <= 1, lines(found)


READ_BELOW = {"vs_sim.core.scenario_kind"}
"""Registries that a lower room reads: a log holds scenarios of every kind, and lies below the world."""


def test_every_registry_lies_beside_its_folder_of_plug_ins() -> None:
    beside = [seam for seam in structure.seams() if seam.module not in READ_BELOW]
    astray = [f"{seam.module} of {seam.folder}" for seam in beside if not seam.is_beside_its_folder]
    assert len(structure.seams()) >= 8 and not astray, lines(astray)


def test_every_file_of_a_folder_of_plug_ins_is_one() -> None:
    missing = [
        f"{seam.folder}.{stem} registers no {seam.name} {stem!r}"
        for seam in structure.seams()
        for stem in seam.stems()
        if not seam.knows(stem)
    ]
    assert not missing, lines(missing)


def test_no_folder_is_too_full() -> None:
    full = {folder for folder, size in structure.sizes_of_folders().items() if size > MOST_MODULES_IN_A_FOLDER}
    assert full == LARGER_FOLDERS


def test_no_two_files_share_a_name() -> None:
    assert structure.repeated_stems() == {}


def test_public_names_are_defined_in_one_module() -> None:
    twice = [f"{name}: {', '.join(modules)}" for name, modules in structure.names_defined_twice().items()]
    assert len(twice) <= MOST_NAMES_DEFINED_TWICE, lines([len(twice), *twice])


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    found = structure.circles(structure.graph())
    assert not found, lines(found)


def test_a_chain_of_imports_is_short() -> None:
    chain = structure.longest_chain(structure.graph())
    assert len(chain) <= LONGEST_CHAIN, lines(chain)


def test_a_chain_of_imports_that_run_with_the_package_is_shorter() -> None:
    chain = structure.longest_chain(structure.graph(["module"]))
    assert len(chain) <= LONGEST_CHAIN_OF_MODULE_LEVEL_IMPORTS, lines(chain)


def test_few_imports_wait_inside_a_function() -> None:
    lazy = structure.function_level_imports()
    assert len(lazy) <= MOST_FUNCTION_LEVEL_IMPORTS, lines([len(lazy), *lazy])


def test_every_module_has_a_mirrored_test() -> None:
    bare = mirror.modules() - mirror.mirrored() - mirror.listed(mirror.WITHOUT_TESTS)
    assert not bare, lines(sorted(f"vs_sim/{name}.py has no tests/{mirror.file(name)}" for name in bare))


def test_every_test_mirrors_a_module_or_says_what_it_tests() -> None:
    allowed = mirror.modules() | set(mirror.CROSS_CUTTING) | mirror.listed(mirror.WITHOUT_MODULE)
    astray = mirror.mirrored() - allowed
    assert not astray, lines(sorted(f"tests/{mirror.file(name)} mirrors no vs_sim/{name}.py" for name in astray))


def test_the_lists_of_exceptions_hold_nothing_that_is_mended() -> None:
    assert not mirror.mended(), "take out by `python -m tests.mirror`:" + lines(sorted(mirror.mended()))
    assert set(mirror.CROSS_CUTTING) <= mirror.mirrored()


def test_no_test_is_imported() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{statement.lineno} {name}"
        for path in mirror.TESTS.rglob("*.py")
        for statement, _ in structure.import_statements(ast.parse(path.read_text(encoding="utf-8")))
        for name in structure.imported_names(statement)
        if name.startswith("tests.") and any(part.startswith(("test_", "conftest")) for part in name.split("."))
    ]
    assert not found, "move what is shared into a module of helpers:" + lines(found)


def test_the_arrows_run_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_code_is_clean_by_ruff() -> None:
    ruff = Path(sys.executable).parent / "ruff"
    done = subprocess.run([ruff, "check", "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_code_is_formatted() -> None:
    ruff = Path(sys.executable).parent / "ruff"
    done = subprocess.run([ruff, "format", "--check", "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.nightly  # CI asks mypy itself, after the tests
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="types are checked on the oldest Python")
def test_the_types_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
