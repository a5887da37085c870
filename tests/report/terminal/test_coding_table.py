from __future__ import annotations

from tests.report.printed import printed
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.terminal.coding_table import coding_table, figures_table
from vs_sim.study.coding.agreement import Agreement
from vs_sim.study.coding.label_counts import LabelCounts
from vs_sim.study.coding.published_codings import coding_figures

KNOWN = {"refusal": Agreement(0.61, 0.5, 0.7, 0.9, n=200, clusters=30, alpha=0.6, alpha_low=0.49, alpha_high=0.69)}


def test_a_label_has_its_turns_dialogues_share_and_agreement() -> None:
    shown = printed(coding_table(LabelCounts("resistance", "rules", 40, {"refusal": (12, 10)}, KNOWN, annotated="P4G")))
    assert "resistance coded by rules in 40 dialogues" in shown
    row = next(line for line in shown.splitlines() if line.startswith("refusal"))
    assert row.split() == ["refusal", "12", "10", ".25", ".61", "[.50,", ".70]", ".60", "[.49,", ".69]"]
    assert "agreement with the annotators of P4G per turn, in this run" in shown


def test_agreement_that_is_not_known_is_blank_not_zero() -> None:
    shown = printed(coding_table(LabelCounts("mine", "rules", 0, {"x": (0, 0)})))
    assert next(line for line in shown.splitlines() if line.startswith("x")).split() == ["x", "0"]
    assert "annotators" not in shown


def test_a_stand_in_is_named_and_labels_are_shown_as_they_are() -> None:
    shown = printed(coding_table(LabelCounts("[bold]c", "m\x1b", 1, {"[red]\x1bx": (1, 1)}, standin=True)))
    assert STANDIN_NOTICE in shown and "[bold]c" in shown and "[red]" in shown
    assert "\x1b" not in shown


def test_published_figures_say_of_whom_by_what_rule_and_with_what_agreement() -> None:
    shown = printed(figures_table(coding_figures("persuasion_for_good")))
    assert all(words in shown for words in ("people: ", "rule: ", "licence: ", "agreement with annotators", "group "))
    assert "standard error" in shown
