from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.bar_table import BAR, WIDEST, Bar, bar, columns, html_table, shortened, single_line, text_table
from vs_sim.core.distribution import Candidate, Distribution, uniform_over


def test_a_bar_is_as_long_as_its_share() -> None:
    assert [bar(share) for share in (0.0, 0.5, 1.0)] == ["", "█" * (BAR // 2), "█" * BAR]


def test_a_share_that_is_not_known_has_no_bar() -> None:
    assert bar(float("nan")) == ""


@given(st.text())
def test_nothing_in_a_text_is_obeyed_by_a_terminal(text: str) -> None:
    assert single_line(text).isprintable()


@given(st.text(max_size=200))
def test_a_text_never_takes_more_than_its_column(text: str) -> None:
    assert columns(shortened(single_line(text))) <= WIDEST


def test_columns_stand_under_each_other_whatever_the_script() -> None:
    rows = [Bar("Texas", ("0.500",), 0.5), Bar("东京", ("0.250",), 0.25)]
    lines = text_table(("answer", "p"), rows).splitlines()
    assert [columns(line.partition("█")[0]) for line in lines[1:]] == [columns(lines[1].partition("█")[0])] * 2


def test_html_holds_no_markup_of_the_answer() -> None:
    page = html_table(("answer",), [Bar("<script>", (), 1.0)], ["<note>"])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;note&gt;" in page


def test_a_distribution_is_drawn_with_what_was_stated_and_what_is_used() -> None:
    shown = str(Distribution((Candidate("Yes", 0.6, 0.75), Candidate("No", 0.2, 0.25))).repair("renormalised"))
    assert shown.splitlines()[1].split()[:3] == ["Yes", "0.6", "0.750"]
    assert shown.splitlines()[-1] == "repairs: renormalised"


def test_a_distribution_says_how_much_is_not_listed() -> None:
    assert "0.20 of the mass not listed" in str(Distribution((Candidate("Yes", 0.8, 1.0),)))
    assert "not listed" not in str(uniform_over(["Yes", "No"]))


def test_the_short_form_is_one_line() -> None:
    assert "\n" not in repr(uniform_over(["a\nb"] + [str(number) for number in range(20)]))
    assert "16 more" in repr(uniform_over([str(number) for number in range(21)]))


@pytest.mark.parametrize(
    ("stated", "listed"), [([0.5, 0.3], 0.8), ([0.9, 0.8], 1.0), ([0.5, None], float("nan")), ([0, 0], 0.0)]
)
def test_the_listed_mass_is_the_stated_sum_at_most_one(stated: list[float | None], listed: float) -> None:
    found = Distribution(tuple(Candidate(str(i), weight, 0.5) for i, weight in enumerate(stated)))
    assert found.listed == pytest.approx(listed, nan_ok=True)


@pytest.mark.parametrize("kind", ["nll", "logprob", "perplexity"])
def test_logarithms_list_no_share(kind: str) -> None:
    found = Distribution((Candidate("a", 0.5, 1.0),)).repair(kind)
    assert found.listed != found.listed
