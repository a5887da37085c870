"""A headline that failed dialogues could overturn is inconclusive because of them, wherever it is shown."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import vs_sim as vs
from tests.log.logs import logged
from tests.report.pages import page_of
from vs_sim.log.run import Run
from vs_sim.report.terminal.run_table import run_table
from vs_sim.report.terminal.sweep_tables import outcome_cells
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.data.reference import load_reference
from vs_sim.sweep.results import CellResult, cell_table

SAID = "inconclusive because 37 dialogues are missing"


def people_like(folder: Path, failed: int) -> Run:
    """213 dialogues that answer as people do, and some that failed."""
    paid = load_reference("persuasion_for_good/paid")
    at = np.searchsorted(paid.curve, (np.arange(213) + 0.5) / 213)
    return logged(folder, [{float(paid.values[place]): 1.0} for place in at], failed=failed)


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return people_like(tmp_path_factory.mktemp("failing"), 37)


def test_without_failures_the_same_answers_are_equivalent(tmp_path: Path) -> None:
    head = Assessment(people_like(tmp_path, 0)).primary
    assert head is not None and (head.verdict, head.reason) == ("equivalent", None)


def test_the_bounds_cross_the_margin_and_the_headline_says_so(failing: Run) -> None:
    head = Assessment(failing).primary
    assert head is not None and head.upper < head.margin < head.upper_missing
    assert (head.verdict, head.reason, head.missing) == ("inconclusive", "missing dialogues", 37)


def test_scorecard_and_json_say_so(failing: Run) -> None:
    found = vs.scorecard(failing)
    assert SAID in found._repr_html_() and SAID in found.conclusion
    primary = json.loads(json.dumps(found.to_dict()))["primary"]
    assert (primary["verdict"], primary["reason"], primary["missing"]) == ("inconclusive", "missing dialogues", 37)


def test_an_estimate_asked_for_by_name_says_so(failing: Run) -> None:
    assert repr(vs.measure(failing, "ks", of="donation")).endswith(SAID)


def test_the_table_says_so(failing: Run) -> None:
    console = Console(file=StringIO(), width=240, color_system=None, record=True)
    console.print(run_table(failing, None))
    assert SAID in console.export_text()


def test_the_page_says_so(failing: Run) -> None:
    page = page_of(failing)
    assert f'<p class="verdict inconclusive">{SAID}</p>' in page
    assert "because 37 dialogues are missing: their answers could overturn every claim" in page
    assert "are equivalent to" not in page


def test_the_table_of_a_sweep_says_so(failing: Run) -> None:
    table = cell_table([CellResult("1", "only", {}, 0, failing)], [])
    row = table[table["measure"] == "ks"].to_dict("records")[0]
    assert (row["verdict"], row["reason"], row["missing"]) == ("inconclusive", "missing dialogues", 37)
    assert outcome_cells(row)[-1] == SAID
