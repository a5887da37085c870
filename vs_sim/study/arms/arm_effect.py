"""An effect with a human counterpart: how far answers change in a run and in its control arm, and the difference.

Three claims are judged together: the distribution of changes with the dialogue, that in the control arm, and the
effect, which is the mean change with the dialogue less that without. Persons are resampled over both arms at once, on
both sides, so that somebody who takes part in both is one unit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scipy import stats

from vs_sim.core.scenario import EffectComparison
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.conclusion import judged_sections
from vs_sim.study.comparison.covariates import estimate_table
from vs_sim.study.comparison.outcomes import answer_unit, declared_comparison, final_answers, span
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate, descriptive, shown
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.published_figures import Moments, load_moments, moment_names
from vs_sim.study.data.reference import Reference, load_reference, reference_names
from vs_sim.study.inference.cluster_bootstrap import TWO_SIDED
from vs_sim.study.inference.judging import least_distance
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.inference.worst_case import worst_case

_DESCRIBED = ("mean", "donor_share", "mass@0", "share_below@0")
_LABELS = {"mean": "mean change", "donor_share": "share moved toward", "mass@0": "share unchanged",
           "share_below@0": "share moved away"}  # fmt: skip
_REMARK = "The effect is the mean change with the dialogue less that in the control arm."


@dataclass(frozen=True)
class Arm:
    """One arm of a simulated experiment.

    Attributes:
        run: The run.
        declared: What its scenario compares.
    """

    run: Run
    declared: EffectComparison

    def changes(self, prefix: str = "") -> Sample:
        """The change of every completed dialogue towards the side argued for; persons are named with a prefix."""
        before = self.run.answers(self.declared.before)
        earlier = before[before["closed"] & before["exchange"].isna()].set_index("unit")["value"]
        later = final_answers(self.run, self.declared.after).set_index("unit")["value"]
        units = [unit for unit in later.index if unit in earlier.index]
        side = 1 if self.declared.toward == "up" else -1
        role = self.run.scenario.questions[self.declared.after].of
        people = self.run.dialogues.set_index("unit")[role].loc[units]
        values = [side * (float(later[unit]) - float(earlier[unit])) for unit in units]
        return Sample(values, [f"{prefix}{person}" for person in people], "change")

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest possible change."""
        ends = span(self.run, self.declared.after)
        if ends is None:
            raise StudyError(f"answers to {self.declared.after!r} are not numbers", hint="ask an amount or a scale")
        return ends[0] - ends[1], ends[1] - ends[0]


def compared_effect(run: Run, control: Run, *, seed: int = 0) -> Scorecard:
    """Both arms and their difference compared with people.

    Args:
        run: A run whose scenario declares an effect.
        control: Its control arm.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: No effect is declared, the second run is no control arm, or a run has no completed dialogue.
    """
    declared = _declared(run, control)
    arms = Arm(run, declared), Arm(control, declared)
    names = ("", "") if _same_people(run, control, declared) else ("treated ", "control ")
    samples = [arm.changes(prefix) for arm, prefix in zip(arms, names, strict=True)]
    if not all(sample.n for sample in samples):
        raise StudyError("an arm has no completed dialogue with both answers")
    figures = load_moments(declared.difference)
    head = effect_estimate(samples, figures, declared.margin, answer_unit(run, declared.after), seed)
    head = with_missing(
        head, [_missing_share(arm.run, sample) for arm, sample in zip(arms, samples, strict=True)], arms[0].bounds
    )
    treated, untreated = load_reference(declared.treated), load_reference(declared.control)
    sections = judged_sections(
        (
            ScorecardSection("Effect of the dialogue", (ScorecardLine(head, "effect", figures.period),), (_REMARK,)),
            _arm_section("Change with the dialogue", arms[0], samples[0], treated, seed),
            _arm_section("Change in the control arm", arms[1], samples[1], untreated, seed),
            _sensitivity(samples, (treated, untreated, figures), head.unit, seed),
            ScorecardSection("What differs from these people", remarks=figures.caveats),
        )
    )
    judged = sections[0].lines[0].estimate
    standin = run.standin or control.standin
    title = f"{run.title}: a run of {samples[0].n} and a control arm of {samples[1].n} dialogues"
    return Scorecard(title, "people", standin, judged, sections, _conclusion(judged, standin))


def effect_estimate(
    samples: Sequence[Sample], figures: Moments, margin: float, unit: str = "", seed: int = 0
) -> Estimate:
    """The effect compared with that among people, not yet judged.

    The interval is that of the difference of both effects, by resampling persons over both arms; p is that of a normal
    difference with the standard error of this interval.

    Args:
        samples: The changes with the dialogue, and those in the control arm.
        figures: The effect among people, by the name of its measure.
        margin: How far the effects may differ, in units of the answer.
        unit: Of the answer.
        seed: Equal inputs give equal numbers.
    """
    name = next(iter(figures.rows))
    trait, _, level = name.partition("@")[2].partition("=")
    treated, control = samples
    people = [*(treated.people or ()), *(control.people or ())]
    arms = [level] * treated.n + [f"not {level}"] * control.n
    table = OutcomeTable(Sample([*treated.values, *control.values], people, "change"), {trait: arms}, unit=unit)
    found = estimate_table(table, name, figures, seed=seed)
    error = (found.high - found.low) / (2 * TWO_SIDED)
    p = 2 * float(stats.norm.sf(abs(found.difference) / error)) if error > 0 else math.nan
    return replace(found, p=p, sampling_noise=math.nan, margin=margin)


def with_missing(estimate: Estimate, shares: Sequence[float], bounds: tuple[float, float]) -> Estimate:
    """The estimate with its bounds over all changes that failed dialogues could have had.

    A share of missing answers moves the mean of its arm by at most that share of the range of changes.

    Args:
        estimate: The effect.
        shares: The share of failed dialogues in each arm.
        bounds: The lowest and the highest possible change.
    """
    if not any(shares):
        return estimate
    moved = math.fsum(shares) * (bounds[1] - bounds[0])
    error = (estimate.high - estimate.low) / (2 * TWO_SIDED)
    nearest = max(abs(estimate.difference) - moved, 0.0)
    return replace(
        estimate,
        missing=max(1, round(math.fsum(shares) * estimate.n)),
        low_missing=max(least_distance(estimate) - moved, 0.0),
        upper_missing=estimate.upper + moved,
        p_missing=2 * float(stats.norm.sf(nearest / error)) if error > 0 else math.nan,
    )


def _declared(run: Run, control: Run) -> EffectComparison:
    declared = declared_comparison(run).effect
    if declared is None:
        raise StudyError(f"the scenario of {run.folder.name} declares no effect", hint="add compare: effect: to it")
    if getattr(run.scenario, "control", False) or not getattr(control.scenario, "control", False):
        raise StudyError(
            f"{control.folder.name} is no control arm of {run.folder.name}",
            hint="name the run first, and then one made with --set control=small_talk",
        )
    for question in (declared.before, declared.after):
        if control.scenario.questions.get(question) != run.scenario.questions[question]:
            raise StudyError(f"{control.folder.name} does not ask {question!r} as {run.folder.name} does")
    return declared


def _same_people(run: Run, control: Run, declared: EffectComparison) -> bool:
    """Whether the same persons take part in both arms: their personas were drawn alike."""
    role = run.scenario.questions[declared.after].of
    drawn = [
        (
            one.seed if one.scenario.persona_seed is None else one.scenario.persona_seed,
            one.scenario.roles[role].personas,
        )
        for one in (run, control)
    ]
    return drawn[0] == drawn[1]


def _missing_share(run: Run, sample: Sample) -> float:
    return run.counts[1] / (sample.n + run.counts[1])


def _arm_section(title: str, arm: Arm, sample: Sample, reference: Reference, seed: int) -> ScorecardSection:
    """The distance of the changes of one arm to those of people, tested, and descriptive shares."""
    margin, missing = declared_comparison(arm.run).margin, arm.run.counts[1]
    ks = estimate_measure(sample, "ks", reference, margin=margin, seed=seed)
    lines = [ScorecardLine(worst_case(ks, sample, missing, reference, arm.bounds, seed=seed), period=reference.period)]
    for name in _DESCRIBED:
        found = descriptive(estimate_measure(sample, name, reference, seed=seed))
        lines.append(ScorecardLine(found, _LABELS[name], reference.period, tested=False))
    return ScorecardSection(title, tuple(lines))


def _sensitivity(
    samples: Sequence[Sample], compared: tuple[Reference, Reference, Moments], unit: str, seed: int
) -> ScorecardSection:
    """The same figures compared with other choices of people: descriptive."""
    lines = []
    for sample, reference in zip(samples, compared[:2], strict=True):
        for name in (each for each in reference_names() if each.startswith(f"{reference.id}_")):
            other = load_reference(name)
            found = descriptive(estimate_measure(sample, "ks", other, seed=seed))
            lines.append(ScorecardLine(found, f"ks to {name}", other.period, tested=False))
    for name in (each for each in moment_names() if each.startswith(f"{compared[2].id}_")):
        others = load_moments(name)
        found = descriptive(effect_estimate(samples, others, math.nan, unit, seed))
        lines.append(ScorecardLine(found, f"effect compared with {name}", others.period, tested=False))
    return ScorecardSection("Sensitivity: other choices of the people compared with", tuple(lines))


def _conclusion(effect: Estimate, standin: bool) -> str:
    if standin:
        return "A stand-in answered: what is shown is that effects are measured, nothing about people."
    said = (
        f"the effect is {shown(effect.value)} {effect.unit}, among people {shown(effect.human)}: {effect.verdict_text}"
    )
    return f"What may be concluded: {said}, with these models, methods and prompts, for this proposition."
