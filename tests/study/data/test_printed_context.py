from __future__ import annotations

from vs_sim.study.data.printed_context import context_lines, context_of, error_caution
from vs_sim.study.data.published_vs_paper import PAPER_FIGURES


def test_context_is_what_the_corpus_of_a_reference_names() -> None:
    assert context_of("persuasion_for_good/paid") == (PAPER_FIGURES, "dictator/engel_2011")
    assert context_of("my_own/reference") == ()


def test_printed_moments_are_one_sentence_with_their_unit() -> None:
    (line,) = context_lines(["dictator/engel_2011"])
    assert line.endswith("mean .28, mass@0 .36, mass@0.5 .17 (share of the pie).")


def test_every_model_of_the_paper_has_a_line() -> None:
    lines = context_lines([PAPER_FIGURES])
    assert any(line.startswith("DeepSeek-R1: direct .368 / .684") for line in lines)


def test_the_caution_about_single_errors_goes_with_the_paper() -> None:
    assert error_caution(["dictator/engel_2011"]) == ()
    assert "always answering" in error_caution([PAPER_FIGURES])[0]
