from __future__ import annotations

import io

from rich.console import Console, RenderableType

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.terminal.reference_table import plan_table, reference_table
from vs_sim.report.terminal.scorecard_table import card_table
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.published_figures import load_moments
from vs_sim.study.data.reference import exact_reference, load_reference
from vs_sim.study.inference.power import plan_sample

HOSTILE = Scorecard(
    title="[bold]</b>\x1b[31m",
    comparator="people",
    standin=True,
    head=None,
    sections=(ScorecardSection("\x1b[2J", (ScorecardLine(Estimate("[red]mean", "gift", 0.5, n=3)),), ("<script>",)),),
    conclusion="nothing",
)


def text(renderable: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    console.print(renderable)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_a_card_is_headed_as_a_pipeline_validation() -> None:
    assert STANDIN_NOTICE in text(card_table(HOSTILE))


def test_names_from_a_scenario_are_shown_as_they_are() -> None:
    found = text(card_table(HOSTILE))
    assert "\x1b" not in found
    assert "[bold]" in found and "[red]mean" in found


def test_columns_that_no_row_uses_are_left_out() -> None:
    assert "margin" not in text(card_table(HOSTILE))


def test_names_from_a_scenario_are_escaped_in_a_notebook() -> None:
    assert "<script>" not in HOSTILE._repr_html_()


def test_a_known_law_has_no_counts() -> None:
    found = text(reference_table(exact_reference({0.0: 0.5, 1.0: 0.5})))
    assert "a known distribution, no human data" in found


def test_a_reference_says_who_when_and_by_what_rule() -> None:
    found = text(reference_table(load_reference("persuasion_for_good/paid")))
    for words in ("people: Persuadees of period C", "period: C", "rule: dollars donated", "licence: Apache-2.0"):
        assert words in found


def test_figures_have_their_errors() -> None:
    assert "0.7820" in text(reference_table(load_moments("persuasion_for_good/persons")))


def test_a_plan_has_a_row_for_any_number_of_dialogues() -> None:
    assert "any" in text(plan_table(plan_sample(load_reference("persuasion_for_good/paid"))))
