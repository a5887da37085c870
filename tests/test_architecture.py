from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import PACKAGE, ROOT, sources

IDS = [str(path.relative_to(ROOT)) for path in sources()]
each_source = pytest.mark.parametrize("path", sources(), ids=IDS)
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "data", "info", "manager"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@each_source
def test_a_file_has_fewer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


@each_source
def test_a_function_has_fewer_than_40_lines(path: Path) -> None:
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno + 1 >= 40]
    assert long == []


@each_source
def test_a_file_opens_with_the_idea_it_holds(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@each_source
def test_names_say_what_a_file_holds(path: Path) -> None:
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", [p for p in sources() if p.name == "__init__.py" and p.parent != PACKAGE], ids=str)
def test_an_init_file_holds_only_a_docstring(path: Path) -> None:
    assert len(ast.parse(path.read_text(encoding="utf-8")).body) == 1


@each_source
def test_broad_excepts_stand_only_in_the_backend_adapter(path: Path) -> None:
    handlers = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ExceptHandler)]
    broad = [h for h in handlers if h.type is None or ast.unparse(h.type) in {"Exception", "BaseException"}]
    allowed = 1 if path == PACKAGE / "llm" / "backends" / "litellm.py" else 0
    assert len(broad) <= allowed


def test_the_arrows_run_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_seam_has_its_contract_beside_its_folder() -> None:
    folders = {"layers": None, "prompts": None, "measures": "measure", "methods": "method", "backends": "backend"}
    folders |= {"kinds": "kind"}
    for folder in (f for room in PACKAGE.iterdir() if room.is_dir() for f in room.iterdir() if f.is_dir()):
        contract = folders.get(folder.name, None)
        assert contract is None or (folder.parent / f"{contract}.py").exists()


def test_the_code_is_clean_by_ruff() -> None:
    ruff = Path(sys.executable).parent / "ruff"
    done = subprocess.run([ruff, "check", "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_code_is_formatted() -> None:
    ruff = Path(sys.executable).parent / "ruff"
    done = subprocess.run([ruff, "format", "--check", "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="types are checked on the oldest Python")
def test_the_types_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
