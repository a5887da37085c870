from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from tests.log.logs import Law, logged
from tests.study.people import PAID
from vs_sim import measure, seeds
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.errors import StudyError
from vs_sim.log.mixture import Mixture
from vs_sim.study.comparison.full_distribution import Whole, estimate_whole, variance_saved, whole_sample
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import DETECTED, Estimate
from vs_sim.study.inference.equivalence import assess_equivalence


def mixed(laws: Floats, people: list[str] | None = None) -> Whole:
    """Laws over the amounts that people gave, as a sample."""
    names = tuple(people or map(str, range(len(laws))))
    listed = np.ones(len(laws))
    return whole_sample(Mixture("d", tuple(PAID.support.tolist()), laws, names, listed, "exhaustive", "probability"))


def points(drawn: Floats) -> Floats:
    """Laws that are all certain."""
    return np.eye(len(PAID.support))[np.searchsorted(PAID.support, drawn)]


def differing(n: int, rng: np.random.Generator, kept: float = 0.5) -> Floats:
    """Laws of persons who differ, whose mixture is that of people; `kept` of the variance lies between them."""
    cuts = norm.ppf(PAID.curve.clip(0, 1))
    cuts[-1] = np.inf
    person = rng.standard_normal((n, 1)) * np.sqrt(kept)
    return np.diff(norm.cdf((cuts - person) / np.sqrt(1 - kept)), prepend=0.0, axis=1)


def test_laws_that_are_points_are_measured_as_their_draws() -> None:
    drawn = PAID.sample(seeds.generator(1), 100)
    one, other = assess_equivalence(mixed(points(drawn)), PAID), assess_equivalence(Sample(drawn), PAID)
    figures = [(e.value, e.upper, e.sampling_noise, e.verdict) for e in (one, other)]
    assert figures[0] == pytest.approx(figures[1])


def test_a_mixture_is_worth_more_draws_than_it_has_dialogues() -> None:
    assert mixed(differing(100, seeds.generator(2))).effective_n > 150


def test_equal_laws_never_look_certain() -> None:
    sample = mixed(np.tile(PAID.probabilities, (100, 1)))
    assert (sample.variance(PAID.support) > 0).all()


def test_its_noise_is_smaller_than_that_of_draws() -> None:
    rng = seeds.generator(3)
    noise = assess_equivalence(mixed(differing(100, rng)), PAID).sampling_noise
    assert noise < assess_equivalence(Sample(PAID.sample(rng, 100)), PAID).sampling_noise


def test_people_themselves_are_rarely_called_different() -> None:
    found = [assess_equivalence(mixed(differing(100, seeds.generator(4, str(i)))), PAID) for i in range(25)]
    assert np.mean([each.verdict in DETECTED for each in found]) <= 0.1
    assert np.mean([each.low == 0 for each in found]) >= 0.9


def test_a_law_at_the_margin_is_rarely_called_similar() -> None:
    moved = np.zeros(len(PAID.support))
    moved[0], moved[PAID.support == 1] = -0.15, 0.15
    found = [assess_equivalence(mixed(differing(100, seeds.generator(5, str(i))) + moved), PAID) for i in range(25)]
    assert np.mean([each.verdict == "equivalent" for each in found]) <= 0.1


def test_fewer_than_thirty_persons_are_too_few() -> None:
    laws = differing(100, seeds.generator(6))
    assert assess_equivalence(mixed(laws, [str(i % 20) for i in range(100)]), PAID).verdict == "inconclusive"


def test_persons_who_repeat_make_the_mixture_less_sure() -> None:
    laws = np.repeat(differing(50, seeds.generator(7)), 4, axis=0)
    alone, repeated = mixed(laws), mixed(laws, [str(i // 4) for i in range(200)])
    assert repeated.effective_n < alone.effective_n
    assert (repeated.variance(PAID.support) >= alone.variance(PAID.support)).all()


@pytest.mark.parametrize("name", ["mean", "wasserstein", "donor_share", "median"])
def test_every_measure_of_samples_measures_the_whole_law(name: str) -> None:
    found = estimate_whole(mixed(differing(60, seeds.generator(8))).mixture, name, PAID)
    assert found.low <= (found.difference if found.name in ("mean", "donor_share", "median") else found.value)


def whole_and_drawn(folder: Path) -> tuple[Estimate, Estimate]:
    laws: list[Law] = [{0: 0.5, 1: 0.3, 2: 0.2}, {0: 0.2, 0.5: 0.5, 1: 0.3}] * 30
    run = logged(folder, laws)
    return measure(run.distribution("donation"), "ks"), measure(run, "ks", of="donation")


def test_the_whole_law_of_a_run_is_measured_against_what_the_scenario_names(tmp_path: Path) -> None:
    of_laws, of_draws = whole_and_drawn(tmp_path)
    assert of_laws.reference == of_draws.reference == "persuasion_for_good/paid"
    assert of_laws.sampling_noise < of_draws.sampling_noise


def test_the_estimate_says_that_it_is_not_of_draws(tmp_path: Path) -> None:
    assert "never pooled with draws" in whole_and_drawn(tmp_path)[0].note


def test_options_cannot_be_set_beside_amounts(tmp_path: Path) -> None:
    run = logged(tmp_path, [{"Yes": 0.5, "No": 0.5}] * 3, question="vote")
    with pytest.raises(StudyError, match="not numbers"):
        measure(run.distribution("vote"), "ks", against=PAID)


def test_a_mixture_made_by_hand_needs_a_reference() -> None:
    with pytest.raises(StudyError, match="names no reference"):
        measure(mixed(differing(5, seeds.generator(9))).mixture, "ks")


def test_the_variance_saved_is_that_within_the_laws(tmp_path: Path) -> None:
    saved = variance_saved(logged(tmp_path, [{0: 0.5, 2: 0.5}, {0: 1.0}, {2: 1.0}])).iloc[0]
    between, within = 1 / 3, (1 + 0 + 0) / 9  # of the means 1, 0, 2; and of a draw within each
    assert saved["saved"] == pytest.approx(within / (between + within))
    assert saved["effective_n"] == pytest.approx(3 * (between + within) / between)


def test_laws_and_draws_stand_side_by_side_and_are_never_pooled(tmp_path: Path) -> None:
    run = logged(tmp_path, [{0: 0.5, 2: 0.5}, {0: 0.25, 1: 0.75}])
    saved = variance_saved(run).iloc[0]
    assert saved["drawn"] == pytest.approx(run.answers("donation")["value"].mean())
    assert saved["whole"] == pytest.approx(0.875)


def test_one_answer_each_saves_nothing(tmp_path: Path) -> None:
    certain = [Distribution((Candidate(str(value), None, 1.0, float(value)),)) for value in (0, 1, 2)]
    assert variance_saved(logged(tmp_path, certain)).iloc[0]["saved"] == pytest.approx(0)


def test_the_error_of_the_mixture_is_what_repeated_runs_show(tmp_path: Path) -> None:
    rng = seeds.generator(10)
    means = [mixed(differing(50, rng)).numbers.mean() for _ in range(300)]
    of_one = mixed(differing(50, rng)).covariance(PAID.support)
    steps = np.diff(PAID.support)
    assert np.sqrt(steps @ of_one[:-1, :-1] @ steps) == pytest.approx(np.std(means), rel=0.25)
