from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

import vs_sim as vs
from tests.report.browser import PHONE, opened
from tests.report.pages import text_of
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.run import Run
from vs_sim.report.html.sweep_page import sweep_page
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin

DIRECT = ["roles.persuadee.method=direct", "questions.donation.method=direct"]
CELLS = pd.DataFrame(
    [
        ("1", "first", 0, "method=direct", "done", 40, 0, 280, 0.0, ""),
        ("2", "second", 0, "method=vs_standard", "failed", 0, 3, 9, 0.0, "too many <b>failed</b>"),
    ],
    columns=["cell", "label", "replicate", "settings", "status", "dialogues", "failed", "calls", "usd", "reason"],
)
NAN = float("nan")
LATER = (0.2, 0.15, 0.001, 0.001, 0, NAN, "different", None)
TABLE = pd.DataFrame(
    [
        ("1", "first", 0, "ks", "donation", 40, 455, 0.3, NAN, NAN, 0.1, 0.5, *LATER),
    ],
    columns=[
        "cell", "label", "replicate", "measure", "of", "n", "people", "value", "human", "difference", "low", "high",
        "sampling_noise", "margin", "p", "p_adjusted", "missing", "p_missing", "verdict", "reason",
    ],
)  # fmt: skip
NO_PAIRS = pd.DataFrame(
    columns=["measure", "of", "first", "second", "n", "difference", "low", "high", "p", "p_adjusted", "verdict"]
)


@pytest.fixture(scope="module")
def path(standin: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    loaded = load_scenario("persuasion_for_good", ["dialogues=30", "exchanges=2", *DIRECT])
    direct = begin(loaded, RunOptions(out=folder / "direct"))
    return vs.report([standin, direct], out=folder / "comparison.html")


@pytest.fixture(scope="module")
def said(path: Path) -> str:
    return text_of(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("run", "n"), [("run", 40), ("direct", 30)])
def test_a_comparison_says_how_far_each_run_is_from_people(said: str, run: str, n: int) -> None:
    verdict = "(equivalent|beyond the margin|different|inconclusive)"
    assert re.search(rf"{run}: KS distance to human data \.\d+ \[.*?\], n = {n} dialogues, .*?: {verdict}\.", said)


def test_a_comparison_of_standins_is_headed_as_a_pipeline_validation(said: str) -> None:
    assert STANDIN_NOTICE in said


def test_a_comparison_sets_the_second_run_beside_the_first(said: str) -> None:
    assert "direct compared with run: donation" in said


def test_a_comparison_warns_of_choosing_the_nearest(said: str) -> None:
    assert "Repeat it with a new seed" in said


def test_the_dialogues_of_both_runs_can_be_filtered_by_run(browser: Browser, path: Path) -> None:
    with opened(browser, path, viewport=PHONE) as found:
        found.page.select_option('select[data-facet="Run"]', "direct")
        assert found.text("#dialogue-count") == "30 of 70 dialogues"
        assert (found.complaints, len(found.requests), found.overflow) == ([], 1, 0)


@pytest.fixture(scope="module")
def swept(standin: Run) -> str:
    return sweep_page("A plan", (CELLS, TABLE, NO_PAIRS), {"first": standin}, ["vs-sim sweep plan.yaml"])


def test_a_sweep_counts_its_verdicts(swept: str) -> None:
    assert "Of 1 finished cell, by the KS distance of donation to human data: 1 different." in text_of(swept)


def test_a_sweep_lists_failed_cells_with_their_reason_as_text(swept: str) -> None:
    assert "1 of 2 cells failed: what they would have shown is missing." in text_of(swept)
    assert "too many &lt;b&gt;failed&lt;/b&gt;" in swept


def test_a_sweep_says_how_it_is_made_again(swept: str) -> None:
    assert "vs-sim sweep plan.yaml" in text_of(swept)


def test_a_sweep_without_a_finished_cell_has_a_page_that_says_so() -> None:
    assert "No cell is finished." in text_of(sweep_page("A plan", (CELLS, TABLE.iloc[:0], NO_PAIRS), {}))
