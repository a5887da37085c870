from __future__ import annotations

import math
from dataclasses import replace

import pytest

from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.study.data.estimate import Estimate, Verdict

KS = Estimate(
    "ks", "donation", 0.21, 0.15, 0.27, n=200, personas=200, people=455, upper=0.26, sampling_noise=0.104,
    margin=0.15, verdict="different",
)  # fmt: skip


def test_the_sentence_of_a_difference_holds_every_figure(standin: Run) -> None:
    said = wording.verdict_sentence(standin, replace(KS, low=0.16))
    numbers = (
        "KS distance to human data .21 [.16, .27], n = 200 dialogues, equivalence margin .15, sampling noise .104."
    )
    assert said.startswith(f"The simulated donation amounts are different from those of people: {numbers}")


def test_beyond_the_margin_says_what_is_ruled_out(standin: Run) -> None:
    said = wording.verdict_sentence(standin, replace(KS, low=0.16, verdict="beyond the margin"))
    assert said.startswith("The simulated donation amounts are beyond the margin from those of people")
    assert said.endswith("A distance of .15 or less is ruled out at the 5% level.")


def test_an_equivalent_outcome_with_a_small_p_says_that_the_difference_is_detectable(standin: Run) -> None:
    close = replace(KS, value=0.1, low=0.02, upper=0.14, verdict="equivalent")
    assert "differ detectably" in wording.verdict_sentence(standin, replace(close, p=0.02))
    assert "differ detectably" not in wording.verdict_sentence(standin, replace(close, p=0.2))


def test_more_than_sampling_noise_is_not_more_than_the_margin(standin: Run) -> None:
    said = wording.verdict_sentence(standin, replace(KS, value=0.12, low=0.03, high=0.19))
    assert "whether by less or by more than the margin is undecided" in said
    assert "differ by more than sampling noise" in said


@pytest.mark.parametrize("verdict", ["equivalent", "beyond the margin", "different", "inconclusive"])
def test_no_sentence_says_similar(standin: Run, verdict: Verdict) -> None:
    said = wording.verdict_sentence(standin, replace(KS, value=0.05, low=0.0, high=0.14, verdict=verdict))
    assert "similar" not in said
    assert said.startswith("The simulated donation amounts are equivalent to those of people") == (
        verdict == "equivalent"
    )


def test_inconclusive_says_that_not_different_is_not_equivalent(standin: Run) -> None:
    assert "Not shown to differ is not shown to be equivalent." in wording.verdict_sentence(
        standin, replace(KS, verdict="inconclusive")
    )


def test_fewer_than_thirty_persons_are_never_claimed_about(standin: Run) -> None:
    said = wording.verdict_sentence(
        standin, replace(KS, n=29, personas=29, verdict="inconclusive", reason="few persons")
    )
    assert "Nothing is claimed about fewer than 30 simulated persons." in said


def test_nothing_measured_is_not_a_number(standin: Run) -> None:
    said = wording.verdict_sentence(standin, replace(KS, value=math.nan, n=0, verdict="inconclusive"))
    assert said == "No dialogue was completed, so the simulated donation amounts were not measured."


def test_a_number_at_the_margin_is_told_to_three_decimals() -> None:
    assert "[.000, .149]" in wording.figures(replace(KS, value=0.05, low=0.0, high=0.149))


def test_repeated_personas_are_told() -> None:
    assert "n = 200 dialogues of 50 personas" in wording.figures(replace(KS, personas=50))


def test_a_summary_is_compared_with_human_data() -> None:
    mean = Estimate(
        "mean", "donation", 0.82, 0.2, 0.5, n=200, personas=200, people=455, unit="USD", human=0.47, difference=0.35
    )
    assert wording.figures(mean).startswith("mean .82 USD, human data .47 USD, difference +.35 [+.20, +.50], n = 200")


def test_an_equivalent_mean_rules_out_a_difference_in_its_unit(standin: Run) -> None:
    mean = Estimate(
        "mean", "donation", 0.5, -0.1, 0.15, n=200, personas=200, people=455, unit="USD", human=0.47, difference=0.03,
        upper=0.14, margin=0.3, p=0.5, verdict="equivalent",
    )  # fmt: skip
    said = wording.verdict_sentence(standin, mean)
    assert "equivalence margin .30 USD" in said
    assert said.endswith("A difference of .30 USD or more is ruled out at the 5% level.")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [("equivalent", "recovered"), ("different", "was not recovered"), ("inconclusive", "inconclusive on")],
)
def test_the_pipeline_validation_says_whether_the_ground_truth_was_recovered(verdict: Verdict, said: str) -> None:
    assert f"{said} " in wording.validation_sentence(replace(KS, people=0, verdict=verdict))


def test_a_small_p_of_a_recovered_ground_truth_is_said_to_happen_in_one_of_twenty_runs(standin: Run) -> None:
    recovered = replace(KS, people=0, verdict="equivalent")
    assert "one of twenty runs" in wording.validation_sentence(replace(recovered, p=0.04))
    assert "one of twenty runs" not in wording.validation_sentence(replace(recovered, p=0.06))


def test_the_pipeline_validation_does_not_speak_of_people() -> None:
    said = wording.validation_sentence(replace(KS, people=0))
    assert "human" not in said
    assert "people" not in said


def test_from_a_standin_nothing_about_people_may_be_concluded(standin: Run) -> None:
    assert not any("people" in sentence for sentence in wording.may_conclude(standin, KS))
    assert any("Anything about people" in sentence for sentence in wording.may_not_conclude(standin, KS))


def test_only_equivalence_lifts_the_warning_about_closeness(standin: Run) -> None:
    close = "That the simulation is close to human data"
    said = {
        v: any(s.startswith(close) for s in wording.may_not_conclude(standin, replace(KS, verdict=v)))
        for v in ("equivalent", "different")
    }
    assert said == {"equivalent": False, "different": True}


def test_a_failed_dialogue_is_missing_not_zero(failing: Run) -> None:
    assert "missing, not zero" in wording.missing_sentence(failing)
