from __future__ import annotations

import pandas as pd
import pytest

from tests.report.printed import cells_of, printed
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.terminal.sweep_tables import CAPTION, PAIRED, leading, outcome_cells, p_value, sweep_tables

NAN = float("nan")
CELLS = pd.DataFrame(
    [("1", "[red]\x1bone", 0, "done", 40, 0, 280, 0.5, ""), ("2", "two", 0, "failed", 0, 3, 9, NAN, "no <b>key</b>")],
    columns=["cell", "label", "replicate", "status", "dialogues", "failed", "calls", "usd", "reason"],
)
TABLE = pd.DataFrame(
    [
        ("one", 0, "ks", "donation", 40, 455, 0.3, NAN, NAN, 0.1, 0.5, 0.2, 0.15, 0.0001, "different", None, 0),
        ("two", 1, "ks", "donation", None, 455, NAN, NAN, NAN, NAN, NAN, NAN, 0.15, NAN, None, None, 0),
        ("one", 0, "mean", "donation", 40, 455, 0.9, 0.7, 0.2, 0.1, 0.3, 0.1, NAN, 0.04, None, None, 0),
        ("one", 0, "distinct@1", "ann", 40, 455, 0.9, 0.7, 0.2, 0.1, 0.3, 0.1, NAN, 0.04, None, None, 0),
    ],
    columns=["label", "replicate", "measure", "of", "n", "people", "value", "human", "difference", "low", "high",
             "sampling_noise", "margin", "p_adjusted", "verdict", "reason", "missing"],
).astype({"n": "Int64", "people": "Int64"})  # fmt: skip
PAIRS = pd.DataFrame(
    [("ks", "donation", "one", "two", 38, -0.2, -0.3, -0.1, 0.02, "different")],
    columns=["measure", "of", "first", "second", "n", "difference", "low", "high", "p_adjusted", "verdict"],
).astype({"n": "Int64"})
SHOWN = printed(sweep_tables("A sweep", True, (CELLS, TABLE, PAIRS)))


def test_every_cell_has_its_status_its_cost_and_the_reason_of_its_failure() -> None:
    rows = {row[0]: row for row in cells_of(SHOWN) if row[0] in ("1", "2")}
    assert rows["1"][3:8] == ["done", "40", "0", "280", "0.5000"]
    assert rows["2"][3:] == ["failed", "0", "3", "9", "unknown", "no <b>key</b>"]


def test_names_are_shown_as_they_are_and_the_stand_in_is_named() -> None:
    assert "[red]" in SHOWN and "\x1b" not in SHOWN
    assert STANDIN_NOTICE in SHOWN


def test_an_outcome_is_shown_with_n_people_interval_noise_margin_p_and_verdict() -> None:
    row = next(row for row in cells_of(SHOWN) if row[-1] == "different" and len(row) == 10)
    assert row == ["one", "40", "455", "", "", ".30 [.10, .50]", ".200", ".15", "<.001", "different"]


def test_what_was_not_measured_is_blank_and_a_replicate_is_numbered() -> None:
    row = outcome_cells(TABLE.to_dict("records")[1])
    assert row == ["two #2", "", "455", "", "", "", "", ".15", "", ""]


def test_the_measures_of_the_first_outcome_lead() -> None:
    assert leading(TABLE) == [("ks", "donation"), ("mean", "donation")]


def test_pairs_are_shown_with_their_number_and_both_tables_say_what_p_is_corrected_for() -> None:
    row = next(row for row in cells_of(SHOWN) if row[0] == "ks of donation")
    assert row == ["ks of donation", "one", "two", "38", "-.20 [-.30, -.10]", ".020", "different"]
    said = " ".join(SHOWN.split())
    assert CAPTION[:50] in said and PAIRED[:50] in said


@pytest.mark.parametrize(("p", "text"), [(0.0004, "<.001"), (0.05, ".050"), (NAN, ""), (1.0, "1.000")])
def test_a_p_is_printed_as_papers_print_it(p: float, text: str) -> None:
    assert p_value(p) == text
