from __future__ import annotations

from typing import Literal

from vs_sim.report.figures.canvas import axes
from vs_sim.report.html.chapters import (
    chapters,
    drawn,
    language_chapter,
    resistance_chapter,
    spoken,
    traits_chapter,
)  # fmt: skip
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.data.estimate import Estimate

REFUSES = Estimate("refuses_after_request", "persuadee", 0.3, -0.3, 0.1, n=40, people=455, human=0.4, difference=-0.1)
OPEN = Estimate("trait_effect@openness", "donation", 0.5, 0.1, 0.7, n=40, people=455, human=0.1, difference=0.4)
WORDS = Estimate("turn_length", "persuadee", 22.0, -1.0, 5.0, n=40, people=455, human=20.0, difference=2.0)


def card(*sections: ScorecardSection) -> Scorecard:
    return Scorecard(title="x", comparator="people", standin=True, head=None, sections=sections, conclusion="")


def section(topic: Literal["", "behaviour", "language"], *estimates: Estimate, role: str = "") -> ScorecardSection:
    return ScorecardSection("rows", tuple(map(ScorecardLine, estimates)), topic=topic, role=role)


def test_a_run_without_secondary_results_has_no_chapters() -> None:
    assert chapters(card()) == []


def test_a_run_has_a_chapter_for_each_kind_of_result() -> None:
    found = chapters(
        card(section("behaviour", REFUSES), section("", OPEN), section("language", WORDS, role="persuadee"))
    )
    assert [chapter.id for chapter in found] == ["resistance", "traits", "language"]
    assert all(chapter.lead and chapter.figures for chapter in found)


def test_shares_of_dialogues_are_called_by_what_they_mean() -> None:
    (chapter,) = resistance_chapter({"": [REFUSES]})
    assert "refuses after the first request" in chapter.figures[1].svg
    assert "not an attitude" in chapter.lead


def test_a_run_of_which_nothing_was_coded_is_left_out() -> None:
    assert list(resistance_chapter({"a": [Estimate("resistance@0", "persuadee", float("nan"))]})) == []


def test_effects_of_traits_are_warned_of() -> None:
    (chapter,) = traits_chapter(card(section("", OPEN)))
    assert "differ by chance" in chapter.lead
    assert ">openness<" in chapter.figures[0].svg


def test_language_is_relative_to_people() -> None:
    (chapter,) = language_chapter(card(section("language", WORDS, role="persuadee")))
    assert "divided by the human value" in chapter.figures[0].caption
    assert "words per turn" in chapter.figures[0].svg


def test_a_figure_is_told_in_words_and_numbers() -> None:
    assert spoken([WORDS], ["words"]) == "words: simulated 22.00, people 20.00"
    assert spoken([Estimate("ks", "donation", float("nan"))]) == "Nothing was measured."


def test_a_title_is_escaped() -> None:
    assert "<b>" not in drawn(axes(1.0), "x", "<b>", "<b>", "a caption").svg
