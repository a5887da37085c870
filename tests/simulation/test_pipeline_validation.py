from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tests.campaign import PEOPLE, Found, contrast, coverage, gap, people, run, runs, true_distance
from tests.places import needs_shared
from tests.study.people import other_people
from vs_sim import simulate, standin_population, standin_truth
from vs_sim.errors import ScenarioError, StudyError
from vs_sim.simulation.pipeline_validation import mean_distribution, standin_options
from vs_sim.simulation.session import RunOptions
from vs_sim.study.data.estimate import DETECTED
from vs_sim.study.inference.equivalence import assess_equivalence

SHORT = ["exchanges=1", "questions.stance.when=end"]
"""The talk before the decision does not matter for what is tested here."""
LAWS = {"shifted(.1)": 0.1, "shifted(.2)": 0.2, "shifted(.3)": 0.3}
LIST = "questions.donation.method={{{}: {{k: 12}}}}"
METHODS = {
    "direct": "questions.donation.method=direct",
    "sequence": LIST.format("sequence"),
    "vs": LIST.format("vs_standard"),
}


@cache
def small(law: str, times: int = 12) -> list[Found]:
    return runs(times, "dialogues=60", f"models.persona.law={law}", *SHORT)


@cache
def method(name: str) -> Found:
    return run(7, "dialogues=200", METHODS[name], *SHORT)


@pytest.mark.parametrize("law", [pytest.param("human", marks=pytest.mark.nightly), "shifted(.2)"])
def test_the_interval_of_the_distance_to_people_holds_the_true_one(law: str) -> None:
    assert coverage(small(law), true_distance(small(law))) >= 0.85


@pytest.mark.parametrize(
    ("law", "distance"),
    [pytest.param(law, far, marks=[pytest.mark.nightly] * (far == 0.3)) for law, far in LAWS.items()],
)
def test_a_displaced_population_is_displaced_by_as_much(law: str, distance: float) -> None:
    found = small(law) if law == "shifted(.2)" else small(law, 8)
    assert true_distance(found) == pytest.approx(distance, abs=0.03)


def test_p_of_correct_pipelines_is_uniform_in_a_few_runs() -> None:
    values = [one.tested.p for one in (*small("human"), *small("shifted(.2)"))]
    assert stats.kstest(values, "uniform").pvalue > 0.01
    assert 0.3 < np.mean(values) < 0.65


@pytest.mark.nightly
def test_p_of_correct_pipelines_is_uniform_at_length() -> None:
    values = [one.tested.p for one in runs(500, "dialogues=100", *SHORT)]
    assert stats.kstest(values, "uniform").pvalue > 0.01
    assert np.mean(np.array(values) <= 0.05) == pytest.approx(0.05, abs=0.025)


@pytest.mark.parametrize("law", ["human", "shifted(.2)"])
def test_the_self_test_rarely_finds_more_than_chance(law: str) -> None:
    assert np.mean([one.tested.value > one.tested.sampling_noise for one in small(law)]) <= 0.1


def test_people_themselves_are_rarely_called_different() -> None:
    assert np.mean([assess_equivalence(one.sample, PEOPLE).verdict in DETECTED for one in small("human")]) <= 0.1


def test_a_law_displaced_by_three_tenths_is_found() -> None:
    assert (
        np.mean([assess_equivalence(one.sample, PEOPLE).verdict in DETECTED for one in small("shifted(.3)", 8)]) >= 0.9
    )


@pytest.mark.parametrize(("worse", "better"), [("direct", "sequence"), ("sequence", "vs"), ("direct", "vs")])
def test_methods_stand_in_the_order_of_the_theory(worse: str, better: str) -> None:
    law = mean_distribution(method("vs").laws)
    assert contrast(method(worse).sample.numbers, method(better).sample.numbers, law)[0] > 0


def test_methods_are_compared_at_the_same_states() -> None:
    assert method("direct").laws == method("vs").laws


def test_the_population_has_the_declared_law_up_to_its_error() -> None:
    found = standin_population("persuasion_for_good", 200, seed=3, sets=["models.persona.law=human", *SHORT])
    assert sum(found.distribution.values()) == pytest.approx(1)
    assert gap(found.distribution, people()) < 4 * found.error < 0.15


def test_a_scenario_that_compares_nothing_has_no_population_to_tell() -> None:
    with pytest.raises(StudyError, match="no stand-in answers"):
        standin_population("persuasion_for_good", 2, sets=["compare={}", *SHORT])


def test_the_truth_of_a_request_is_the_belief_or_what_is_drawn(tmp_path: Path) -> None:
    options = RunOptions(out=tmp_path / "run")
    held = simulate("persuasion_for_good", sets=["dialogues=1", METHODS["direct"], *SHORT], options=options)
    asked = held.request(held.answered_calls("donation")[0])
    belief, drawn = standin_truth(asked), standin_truth(asked, of="answers")
    assert belief.keys() == drawn.keys()
    assert max(drawn.values()) > max(belief.values())


@pytest.mark.parametrize("sets", [["gama=2"], ["law=humna"], ["faults.fencee=.1"], ["gamma"]])
def test_options_of_a_server_are_checked_as_those_of_a_scenario(sets: list[str]) -> None:
    with pytest.raises(ScenarioError):
        standin_options(sets)


def test_options_of_a_server_are_written_as_in_a_scenario() -> None:
    options = standin_options(["law={0: .5, 1: .5}", "latency={median: 2}", "faults.stall=.1", "gamma=3"])
    assert (options.law, options.faults, options.gamma) == ({"0": 0.5, "1": 0.5}, {"stall": 0.1}, 3.0)


@pytest.mark.nightly
def test_the_coverage_of_the_default_scenario_at_length() -> None:
    found = runs(200, "dialogues=200")
    assert coverage(found, true_distance(found)) >= 0.93
    assert np.mean([one.tested.value > one.tested.sampling_noise for one in found]) <= 0.05


@pytest.mark.nightly
@pytest.mark.parametrize("law", LAWS)
def test_the_coverage_of_displaced_laws_at_length(law: str) -> None:
    found = runs(200, "dialogues=200", "exchanges=2", f"models.persona.law={law}")
    assert coverage(found, true_distance(found)) >= 0.93


@needs_shared
@pytest.mark.nightly
@pytest.mark.parametrize(("law", "words", "rate"), [("human", ("equivalent",), 0.83), ("shifted(.3)", DETECTED, 1.0)])
def test_verdicts_against_other_people_come_at_the_stated_rates(law: str, words: Sequence[str], rate: float) -> None:
    rng = np.random.default_rng(5)
    found = runs(200, "dialogues=200", "exchanges=2", f"models.persona.law={law}")
    said = [assess_equivalence(one.sample, other_people(rng)).verdict in words for one in found]
    assert np.mean(said) == pytest.approx(rate, abs=0.08)


@pytest.mark.nightly
@pytest.mark.parametrize(("worse", "better"), [("direct", "sequence"), ("sequence", "vs_standard")])
def test_methods_of_whole_dialogues_stand_in_the_order_of_the_theory(worse: str, better: str) -> None:
    def talked(name: str) -> Found:
        own = "direct" if name == "direct" else f"{{{name}: {{k: 12}}}}"
        methods = [f"roles.persuadee.method={own}", f"questions.donation.method={own}"]
        return run(7, "dialogues=200", *methods)

    assert contrast(talked(worse).sample.numbers, talked(better).sample.numbers, people_of_default())[0] > 0


def people_of_default() -> dict[float, float]:
    """The law that the shipped scenario's stand-in declares."""
    return dict(standin_population("persuasion_for_good", 500, seed=11).distribution)
