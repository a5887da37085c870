from __future__ import annotations

from vs_sim.report.figures.canvas import PEOPLE, axes
from vs_sim.report.html.svg import inline

HOSTILE = "</svg><script>alert(1)</script>"


def test_a_figure_has_a_title_and_a_description_for_those_who_do_not_see_it() -> None:
    svg = inline(axes(1.0), "curve", "Shares", "half of all")
    assert 'role="img" aria-labelledby="curve-title curve-description"' in svg
    assert '<title id="curve-title">Shares</title><desc id="curve-description">half of all</desc>' in svg


def test_nothing_in_a_figure_is_markup_or_moves_the_text_about() -> None:
    drawn = axes(1.0)
    drawn.set_xlabel(HOSTILE)
    svg = inline(drawn, "x", HOSTILE, HOSTILE + "\u202e")
    assert "<script" not in svg and "\u202e" not in svg
    assert svg.count("&lt;script&gt;") == 3


def test_a_figure_holds_no_style_that_the_policy_of_a_page_forbids() -> None:
    drawn = axes(1.0)
    drawn.plot([0, 1], color=PEOPLE)
    svg = inline(drawn, "x", "t", "d")
    assert " style=" not in svg and "<style" not in svg
    assert f"var(--people, {PEOPLE})" in svg


def test_letters_stay_letters() -> None:
    drawn = axes(1.0)
    drawn.set_xlabel("share at most this")
    assert "share at most this</text>" in inline(drawn, "x", "t", "d")
