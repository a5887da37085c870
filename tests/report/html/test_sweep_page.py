from __future__ import annotations

import pandas as pd

from tests.report.pages import text_of
from vs_sim.report.html.sweep_page import sweep_page

NAN = float("nan")
HOSTILE = "</title><script>alert(1)</script>"
CELLS = pd.DataFrame(
    [
        ("1", "one", 0, "method=direct", "done", 40, 0, 280, NAN, ""),
        ("2", HOSTILE, 0, "x", "failed", 0, 3, 9, 0.0, HOSTILE),
    ],
    columns=["cell", "label", "replicate", "settings", "status", "dialogues", "failed", "calls", "usd", "reason"],
)
TABLE = pd.DataFrame(
    [("1", "one", 0, "ks", "donation", 40, 455, 0.3, NAN, NAN, 0.1, 0.5, 0.2, 0.15, 0.001, 0.001, 0, NAN,
      "different", None),
     ("1", "one", 0, "mean", "donation", 40, 455, 0.9, 0.7, 0.2, 0.1, 0.3, 0.1, NAN, 0.04, 0.04, 0, NAN, None, None)],
    columns=["cell", "label", "replicate", "measure", "of", "n", "people", "value", "human", "difference", "low",
             "high", "sampling_noise", "margin", "p", "p_adjusted", "missing", "p_missing", "verdict", "reason"],
)  # fmt: skip
PAIRS = pd.DataFrame(
    [("ks", "donation", "one", "two", 38, -0.2, -0.3, -0.1, 0.02, 0.02, "different")],
    columns=["measure", "of", "first", "second", "n", "difference", "low", "high", "p", "p_adjusted", "verdict"],
)
PAGE = sweep_page(HOSTILE, (CELLS, TABLE, PAIRS), {}, [f"vs-sim sweep {HOSTILE}"])
SAID = text_of(PAGE)


def test_nothing_from_a_plan_is_markup() -> None:
    assert "<script>alert" not in PAGE
    assert PAGE.count("&lt;script&gt;alert") >= 3


def test_a_failed_cell_is_missing_and_its_reason_is_told() -> None:
    assert "1 of 2 cells failed: what they would have shown is missing." in SAID
    assert "1 of 2 cells are not completed: their values are missing, not zero." in SAID


def test_a_price_that_is_unknown_makes_the_cost_unknown() -> None:
    assert "cost unknown" in SAID
    assert "289 model calls" in SAID


def test_each_measure_has_a_table_with_its_n_and_the_pairs_their_number() -> None:
    assert "ks of donation" in SAID and "mean of donation" in SAID
    assert ".30 [.10, .50]" in SAID and "455" in SAID
    assert "First less second" in SAID and "38" in SAID


def test_a_sweep_without_results_says_so() -> None:
    page = sweep_page("x", (CELLS.iloc[1:], TABLE.iloc[:0], PAIRS.iloc[:0]), {})
    assert "No cell is finished." in text_of(page)
