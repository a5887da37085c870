from __future__ import annotations

import math

import pandas as pd

from tests.report.printed import cells_of, printed
from vs_sim.report.terminal.divergence_rows import (
    DIVERGENCE_NOTE,
    divergence_rows,
    divergence_title,
    divergences_in_terminal,
)

NAN = math.nan
FRAME = pd.DataFrame(
    [
        ("roll", "[red]\x1bdirect", 60, 3, 0.5, 0.3, 0.7, 0.06, NAN, NAN, NAN),
        ("roll", "list", 60, 6, 0.125, 0.1, 0.2, 0.06, -0.375, -0.6, -0.2),
        ("all", "list", 60, None, math.inf, NAN, NAN, 0.06, NAN, NAN, NAN),
    ],
    columns=["question", "label", "n", "answers", "kl", "low", "high", "sampling_noise", "less_first", "less_low",
             "less_high"],
).astype({"n": "Int64", "answers": "Int64"})  # fmt: skip


def test_a_row_has_n_interval_noise_and_the_difference_from_the_first() -> None:
    assert divergence_rows(FRAME)[1] == ["roll", "list", "60", "6", ".12 [.10, .20]", ".060", "-.38 [-.60, -.20]"]


def test_what_was_not_measured_is_blank_and_what_is_excluded_is_infinite() -> None:
    assert divergence_rows(FRAME)[0][-1] == ""
    assert divergence_rows(FRAME)[2][3:5] == ["", "infinite"]


def test_the_terminal_shows_labels_as_they_are_and_says_what_is_not_smoothed() -> None:
    shown = printed(divergences_in_terminal(FRAME, "base"))
    assert divergence_title("base") in shown and "\x1b" not in shown and "[red]" in shown
    assert DIVERGENCE_NOTE.split(";")[0].split()[-1] in shown
    assert [row[0] for row in cells_of(shown)].count("roll") == 2
