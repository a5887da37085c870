"""The parts of the page as values: rows of tables and drawn figures, ready for the template."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.figures import plots
from vs_sim.report.html.svg import inline
from vs_sim.report.terminal.answer_table import answered
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.outcomes import outcome
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate, descriptive, shown
from vs_sim.study.data.reference import Reference, load_reference, reference_names


@dataclass(frozen=True)
class _Row:
    """One estimate as a table shows it."""

    label: str
    code: str
    """The measure's name, as it is asked for."""
    simulated: str
    people: str
    apart: str
    """The distance or the difference, with its interval."""
    n: int
    noise: str
    margin: str
    verdict: str
    note: str


@dataclass(frozen=True)
class Drawing:
    """A figure with its caption."""

    svg: Markup
    caption: str


@dataclass(frozen=True)
class Bound:
    """Between what a figure lies, whatever the failed dialogues would have given."""

    label: str
    low: str
    high: str


@dataclass(frozen=True)
class OutcomeSection:
    """One question compared with reference data, or alone where there are none."""

    question: str
    called: str
    ask: str
    n: int
    missing: int
    rows: tuple[_Row, ...]
    drawings: tuple[Drawing, ...]
    bounds: tuple[Bound, ...]
    reference: Reference | None
    sensitivity: tuple[_Row, ...] = ()


def row(estimate: Estimate, label: str = "") -> _Row:
    """The cells of one estimate; a blank cell is not measured by this kind of measure."""
    summary = not math.isnan(estimate.human)
    digits = wording.digits_of(estimate)
    apart = shown(estimate.difference, sign="+") if summary else shown(estimate.value, digits=digits)
    return _Row(
        label=label or wording.measure_label(estimate),
        code=estimate.name,
        simulated=wording.with_unit(estimate.value, estimate) if summary else "",
        people=wording.with_unit(estimate.human, estimate) if summary else "",
        apart=f"{apart} {estimate.unit}".strip() + wording.interval_of(estimate, digits),
        n=estimate.n,
        noise=shown(estimate.sampling_noise, digits=3),
        margin="" if math.isnan(estimate.margin) else shown(estimate.margin),
        verdict=estimate.verdict_text,
        note=estimate.note,
    )


def compared_outcome(assessed: Assessment, question: str) -> OutcomeSection:
    """One question compared with human data."""
    run, measured = assessed.run, assessed.measurements
    sample, missing = measured.sample(question), run.counts[1]
    reference = measured.comparator.outcomes[question]
    return OutcomeSection(
        question=question,
        called=wording.answers_called(run, question),
        ask=run.scenario.questions[question].ask,
        n=sample.n,
        missing=missing,
        rows=tuple(row(estimate) for estimate in assessed.outcomes[question]),
        drawings=answer_drawings(run, question, reference)
        if reference.levels
        else distribution_drawings(sample, reference, question, reference.unit),
        bounds=bounds(measured, question) if missing else (),
        reference=reference,
        sensitivity=tuple(sensitivity(measured, question)),
    )


def lone_outcomes(run: Run, but: Sequence[str]) -> list[OutcomeSection]:
    """The questions asked at the end that nothing is compared with: numbers, and words of which some come again."""
    found = []
    for question, asked in run.scenario.questions.items():
        if asked.when != "end" or question in but:
            continue
        called = wording.answers_called(run, question)
        if wording.span(run, question) is None:
            drawings = answer_drawings(run, question, None)
            n = answered(run, question).n
            found.append(OutcomeSection(question, called, asked.ask, n, run.counts[1], (), drawings, (), None))
            continue
        sample, unit = outcome(run, question), asked.answer.unit_name
        drawings = distribution_drawings(sample, None, question, unit)
        found.append(OutcomeSection(question, called, asked.ask, sample.n, run.counts[1], (), drawings, (), None))
    return found


def answer_drawings(run: Run, question: str, reference: Reference | None) -> tuple[Drawing, ...]:
    """How often each answer in words was given; nothing where no answer came twice."""
    given = answered(run, question)
    if not given.n or max(given.counts.values()) < 2:
        return ()
    shares = dict(zip(reference.levels, _level_shares(reference), strict=True)) if reference else None
    called = "human data" if reference and reference.people else "ground truth"
    said = "; ".join(f"{answer}: {share:.0%}" for answer, share in list(given.shares.items())[:24])
    axes = plots.shares(given.frame, shares, called=called)
    svg = inline(axes, f"{question}-shares", f"{question}: share of each answer", said)
    caption = f"The most frequent of {len(given.counts)} different answers. Whiskers: 95%."
    return (Drawing(svg, caption),)


def _level_shares(reference: Reference) -> list[float]:
    return [reference.share(float(place)) for place in range(1, len(reference.levels) + 1)]


def distribution_drawings(sample: Sample, reference: Reference | None, name: str, unit: str) -> tuple[Drawing, ...]:
    """The masses at focal values and the cumulative shares, with those of the reference where there is one."""
    compared = ": simulation and reference" if reference else ""
    masses = plots.focal_masses(sample, reference, unit=unit)
    curve = plots.cumulative(sample, reference, unit=unit)
    clustered = "; human data are resampled by person" if reference else ""
    band = " Band: 95% of samples of n from the reference population, at each value." if reference else ""
    return (
        Drawing(
            inline(
                masses,
                f"{name}-masses",
                f"{name}: shares of focal values{compared}",
                spoken_masses(sample, reference, unit),
            ),
            f"Share of each focal value and of all others. Whiskers: 95% by resampling{clustered}.",
        ),
        Drawing(
            inline(
                curve, f"{name}-curve", f"{name}: cumulative shares{compared}", spoken_curve(sample, reference, unit)
            ),
            f"Share of dialogues with at most this value.{band}",
        ),
    )


def spoken_masses(sample: Sample, reference: Reference | None, unit: str) -> str:
    """The focal masses in words."""
    said = []
    for point in plots.focal_points(sample, reference):
        sides = [f"reference {reference.share(point):.0%}"] if reference else []
        sides += [f"simulated {np.mean(sample.numbers == point):.0%}"] if sample.n else []
        said.append(f"{wording.amount(point, unit)}: {', '.join(sides)}")
    return "; ".join(said) or "No dialogue was completed."


def spoken_curve(sample: Sample, reference: Reference | None, unit: str) -> str:
    """The quartiles in words."""
    quarters = (0.25, 0.5, 0.75)
    said = []
    if reference:
        at = [float(reference.support[np.searchsorted(reference.curve, q - 1e-12)]) for q in quarters]
        said.append("reference quartiles: " + ", ".join(wording.amount(value, unit) for value in at))
    if sample.n:
        at = [float(value) for value in np.quantile(sample.numbers, quarters, method="inverted_cdf")]
        said.append("simulated quartiles: " + ", ".join(wording.amount(value, unit) for value in at))
    return "; ".join(said) or "No dialogue was completed."


def distance_drawing(head: Estimate | None, validation: Estimate | None) -> Drawing | None:
    """The primary distance and that of the pipeline validation, with equivalence margin and sampling noise."""
    label = "to human data" if head and head.people else "to the reference"
    rows = {label: head} if head and math.isfinite(head.value) and math.isnan(head.human) else {}
    rows |= {"to the ground truth": validation} if validation else {}
    if not rows:
        return None
    said = "; ".join(
        f"{label}: {wording.figures(estimate)}, verdict: {estimate.verdict_text}" for label, estimate in rows.items()
    )
    caption = (
        "0: identical distributions; 1: no overlap. Shaded: within the equivalence margin, stated before the run. "
        "Dashed: sampling noise, the distance that 5% of samples of n from the reference population exceed."
    )
    return Drawing(
        inline(plots.distances(rows), "distances", "Distance, equivalence margin and sampling noise", said), caption
    )


def course_drawing(run: Run, question: str) -> Drawing:
    """The mean answer to a question after every exchange, over completed dialogues."""
    answers = run.answers(question)
    completed = answers[answers["closed"]]
    means = completed.assign(value=completed["value"].astype(float)).groupby("exchange")["value"].mean()
    said = "; ".join(f"after exchange {int(place) + 1}: {value:.2f}" for place, value in means.items())  # type: ignore[call-overload]
    svg = inline(
        plots.trajectories(completed, wording.span(run, question) or (0, 1)), f"{question}-course",
        f"{question}: mean answer by exchange", said or "No answer was given.",
    )  # fmt: skip
    caption = (
        f"Mean over {completed['unit'].nunique()} dialogues; band: 95% by resampling dialogues. "
        "There are no reference data."
    )
    return Drawing(svg, caption)


BOUNDED = {"ks": "KS distance to human data", "mean": "mean", "donor_share": "share above 0"}


def bounds(measured: Measurements, question: str) -> tuple[Bound, ...]:
    """Worst-case bounds of the distance, the mean and the share above 0 over completed and failed dialogues."""
    found = measured.bounds(question).items()
    return tuple(Bound(BOUNDED[name], shown(low), shown(high)) for name, (low, high) in found)


def sensitivity(measured: Measurements, question: str) -> list[_Row]:
    """The distance to the shipped references named after this one, which choose people in other ways: descriptive."""
    reference = measured.comparator.outcomes[question]
    names = [name for name in reference_names() if name.startswith(f"{reference.id}_")]
    others = (reference, *map(load_reference, names)) if names else ()
    return [row(descriptive(measured.estimate(question, "ks", each)), each.title or each.id) for each in others]
