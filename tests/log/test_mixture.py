from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.log.logs import Law, distribution, logged
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.mixture import Mixture, clustered

LAWS: list[Law] = [{0: 0.5, 1: 0.5}, {0: 1.0}, {1: 0.5, 2: 0.5}, {2: 1.0}]


def by_hand(laws: list[list[float]], people: list[str] | None = None) -> Mixture:
    rows = np.array(laws)
    names = people or [str(number) for number in range(len(rows))]
    values = tuple(float(value) for value in range(rows.shape[1]))
    return Mixture("d", values, rows, tuple(names), np.ones(len(rows)), "exhaustive", "probability")


def test_the_mixture_is_the_mean_of_the_laws(tmp_path: Path) -> None:
    mixed = logged(tmp_path, LAWS).distribution("donation")
    assert list(mixed.values) == [0, 1, 2]
    assert mixed.probabilities == pytest.approx([0.375, 0.25, 0.375])


def test_its_error_is_the_variance_between_laws(tmp_path: Path) -> None:
    mixed = logged(tmp_path, LAWS).distribution("donation")
    between = np.array([[0.5, 1, 0, 0], [0.5, 0, 0.5, 0], [0, 0, 0.5, 1]]).var(axis=1, ddof=1)
    assert mixed.standard_errors == pytest.approx(np.sqrt(between / 4))


def test_equal_laws_leave_no_error_where_draws_would(tmp_path: Path) -> None:
    mixed = logged(tmp_path, [{0: 0.5, 1: 0.5}] * 4).distribution("donation")
    assert mixed.standard_errors == pytest.approx([0, 0])


@given(st.integers(2, 6), st.integers(1, 4))
def test_laws_repeated_by_one_person_tell_nothing_new(persons: int, times: int) -> None:
    rows = np.random.default_rng(persons).dirichlet([1, 1, 1], size=persons)
    once = clustered(rows, [str(number) for number in range(persons)])
    again = clustered(np.repeat(rows, times, axis=0), [str(number) for number in range(persons) for _ in range(times)])
    assert again == pytest.approx(once)


def test_one_person_alone_has_no_standard_error() -> None:
    assert np.isnan(by_hand([[0.5, 0.5], [1, 0]], ["a", "a"]).standard_errors).all()


def test_the_mass_not_listed_is_stated(tmp_path: Path) -> None:
    mixed = logged(tmp_path, [{0: 0.6, 1: 0.2}, {0: 0.5, 1: 0.5}]).distribution("donation")
    assert mixed.unlisted == pytest.approx(0.1)
    assert "mass not listed: 0.10" in str(mixed)


def test_mass_that_no_answer_stated_is_not_known(tmp_path: Path) -> None:
    certain = Distribution((Candidate("1", None, 1.0, 1.0),))
    mixed = logged(tmp_path, [certain, certain]).distribution("donation")
    assert math.isnan(mixed.unlisted)
    assert "not stated" in str(mixed)


def test_it_says_that_it_integrates_the_last_decision_only(tmp_path: Path) -> None:
    mixed = logged(tmp_path, LAWS).distribution("donation")
    assert "last decision only" in str(mixed)
    assert "never pooled with draws" in repr(mixed)


def test_samples_weighted_by_their_probability_carry_a_warning(tmp_path: Path) -> None:
    run = logged(tmp_path, [distribution(law, "sample") for law in LAWS])
    assert run.distribution("donation").sharpened
    assert not run.distribution("donation", select="uniform").sharpened


def test_another_selection_makes_another_law(tmp_path: Path) -> None:
    mixed = logged(tmp_path, [{0: 0.9, 1: 0.1}] * 2).distribution("donation", select="uniform")
    assert mixed.probabilities == pytest.approx([0.5, 0.5])


def test_options_are_a_support_too(tmp_path: Path) -> None:
    mixed = logged(tmp_path, [{"No": 0.9, "Yes": 0.1}] * 2, question="vote").distribution("vote")
    assert dict(zip(mixed.values, mixed.probabilities, strict=True)) == pytest.approx({"No": 0.9, "Yes": 0.1})
    assert not mixed.numeric


def test_texts_have_no_mixture(tmp_path: Path) -> None:
    run = logged(tmp_path, [Distribution((Candidate("because", 1.0, 1.0),))], question="why")
    with pytest.raises(StudyError, match="are texts"):
        run.distribution("why")


def test_a_question_that_was_never_asked_has_an_empty_mixture(tmp_path: Path) -> None:
    mixed = logged(tmp_path, LAWS).distribution("vote")
    assert (mixed.n, mixed.values) == (0, ())
    assert str(mixed)


def test_an_unknown_question_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="donation"):
        logged(tmp_path, LAWS).distribution("donatoin")


def test_the_frame_has_a_row_per_value_with_its_interval(tmp_path: Path) -> None:
    frame = logged(tmp_path, LAWS).distribution("donation").frame
    assert list(frame.columns) == ["value", "probability", "standard_error", "low", "high"]
    assert ((frame["low"] <= frame["probability"]) & (frame["probability"] <= frame["high"])).all()


def test_a_redraw_with_the_logged_numbers_is_the_run_itself(tmp_path: Path) -> None:
    run = logged(tmp_path, LAWS)
    assert run.redraw("donation")["value"].tolist() == run.answers("donation")["value"].tolist()


def test_a_redraw_by_another_selection_keeps_the_numbers(tmp_path: Path) -> None:
    run = logged(tmp_path, LAWS)
    even, again = run.redraw("donation", select="uniform"), run.redraw("donation")
    assert even["u"].tolist() == again["u"].tolist()
    assert set(even["select"]) == {"uniform"}


def test_a_redraw_with_a_seed_has_new_numbers_every_time_the_same(tmp_path: Path) -> None:
    run = logged(tmp_path, LAWS)
    first, second = run.redraw("donation", seed=5), run.redraw("donation", seed=5)
    assert first["u"].tolist() == second["u"].tolist()
    assert first["u"].tolist() != run.redraw("donation")["u"].tolist()


def test_redraws_converge_to_the_mixture(tmp_path: Path) -> None:
    run = logged(tmp_path, LAWS * 5)
    drawn = np.concatenate([run.redraw("donation", seed=seed)["value"].to_numpy() for seed in range(40)])
    shares = [float(np.mean(drawn == value)) for value in (0, 1, 2)]
    assert shares == pytest.approx(run.distribution("donation").probabilities.tolist(), abs=0.06)


def test_texts_can_be_drawn_again(tmp_path: Path) -> None:
    listed = Distribution((Candidate("because", 0.5, 0.5), Candidate("so", 0.5, 0.5)))
    frame = logged(tmp_path, [listed] * 3, question="why").redraw("why", select="mode")
    assert frame["text"].tolist() == ["because"] * 3
