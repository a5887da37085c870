"""The answers of a simulation compared with those of people: shares of focal values, cumulative shares, distances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from vs_sim import seeds
from vs_sim.report.figures.canvas import (
    DASHES,
    INK,
    PEOPLE,
    SERIES,
    SIMULATED,
    Size,
    axes,
    legend_above,
    lines_across,
    nothing,
    plain,
    rows_of,
)  # fmt: skip
from vs_sim.report.wording import amount
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats, grid, rounded
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.data.reference import Reference

Answers = Sample | pd.DataFrame

_RESAMPLES = 2000
MOST_BARS = 8


def sample_of(answers: Answers) -> Sample:
    """Answers as a sample: those at the end of completed dialogues, where the frame says which are.

    Args:
        answers: A sample; or a frame with a numeric `value`, such as `run.answers("donation")` gives it.
    """
    if isinstance(answers, Sample):
        return answers
    frame = answers
    if "closed" in frame:
        frame = frame[frame["closed"]]
    if "exchange" in frame and frame["exchange"].isna().any():
        frame = frame[frame["exchange"].isna()]
    return Sample([float(value) for value in frame["value"].dropna()])


def distances(rows: Mapping[str, Estimate], *, size: Size = "screen") -> Axes:
    """Distances between 0 and 1 as dots with intervals, with the equivalence margin and sampling noise.

    Args:
        rows: Label to a distance such as `ks`, from top to bottom; one without a value is left out.
        size: Where the figure will stand.
    """
    kept = {label: row for label, row in rows.items() if np.isfinite(row.value)}
    if not kept:
        return nothing("nothing was measured", size)
    drawn = axes(0.85 + 0.42 * len(kept), size)
    margin = max((row.margin for row in kept.values() if np.isfinite(row.margin)), default=0.0)
    if margin:
        drawn.axvspan(0, margin, color=PEOPLE, alpha=0.14, linewidth=0, label=f"margin {shown(margin)}")
    for place, row in enumerate(kept.values()):
        labels = ("_", "_") if place else ("distance, 95% interval", "sampling noise")
        interval = np.nan_to_num([[row.value - row.low], [row.high - row.value]]).clip(0)
        drawn.errorbar(row.value, place, xerr=interval, fmt="o", color=SIMULATED, ms=7, lw=2, label=labels[0])
        tick = [place - 0.28, place + 0.28]
        drawn.plot([row.sampling_noise] * 2, tick, color=INK, lw=1.6, linestyle=(0, (2, 1)), label=labels[1])
    ends = [end for row in kept.values() for end in (row.high, row.value, row.sampling_noise) if np.isfinite(end)]
    drawn.set_xlim(0, min(1.0, max([*ends, 1.5 * margin]) * 1.08))
    rows_of(drawn, list(kept))
    legend_above(drawn, 3)
    return drawn


def focal_masses(
    answers: Answers, reference: Reference | None = None, *, unit: str = "", size: Size = "screen"
) -> Axes:
    """The share of every focal value, and of all others together, compared with human data.

    Whiskers are 95% intervals by resampling; those of people are clustered by person.

    Args:
        answers: The simulated values, as a sample or as `run.answers("donation")`; may be empty.
        reference: The people; None to show the simulation alone.
        unit: Of the values.
        size: Where the figure will stand.
    """
    sample = sample_of(answers)
    points = focal_points(sample, reference)
    if not points:
        return nothing("no dialogue was completed", size)
    drawn = axes(2.9, size)
    sides = {"people": (PEOPLE, _people_masses(reference, points)) if reference else None}
    sides["simulated"] = (SIMULATED, _simulated_masses(sample, reference, points)) if sample.n else None
    present = {who: side for who, side in sides.items() if side}
    width = 0.8 / len(present)
    for place, (who, (colour, (share, low, high))) in enumerate(present.items()):
        at = np.arange(len(share)) + (place - (len(present) - 1) / 2) * width
        hatch = "" if who == "simulated" else "////"
        face = colour if who == "simulated" else "none"
        drawn.bar(at, share, width * 0.92, facecolor=face, edgecolor=colour, hatch=hatch, linewidth=1, label=who)
        whiskers = np.clip([share - low, high - share], 0, None)
        drawn.errorbar(at, share, whiskers, fmt="none", ecolor=INK, elinewidth=1, capsize=2)
    labels = [plain(amount(point, unit), 12) for point in points] + ["other"]
    drawn.set_xticks(range(len(labels)), labels)
    drawn.tick_params(axis="x", length=0)
    drawn.set_ylabel("share of dialogues")
    lines_across(drawn)
    legend_above(drawn, 2)
    return drawn


def cumulative(
    answers: Answers | Mapping[str, Answers],
    reference: Reference | None = None,
    *,
    unit: str = "",
    size: Size = "screen",
) -> Axes:
    """The share of values at most x, with the pointwise 95% band of other people like these.

    For one simulation the largest gap, which is the KS distance, is marked.

    Args:
        answers: The simulated values, as a sample or as `run.answers("donation")`; or several by what each is called.
        reference: The people; None to show the simulations alone.
        unit: Of the values.
        size: Where the figure will stand.
    """
    several = answers if isinstance(answers, Mapping) else {"simulated": answers}
    samples = {label: sample for label, each in several.items() if (sample := sample_of(each)).n}
    if not samples and reference is None:
        return nothing("no dialogue was completed", size)
    x = grid([sample.numbers for sample in samples.values()] + ([reference.support] if reference else []))
    drawn = axes(2.9, size)
    x = np.concatenate([[x[0] - 1e-9], x])
    if reference:
        _band(drawn, x, reference)
    _curves(drawn, x, samples)
    if reference and len(samples) == 1:
        _mark_gap(drawn, x, next(iter(samples.values())).ecdf(x), reference.ecdf(x))
    drawn.set_ylim(0, 1.02)
    drawn.set_xlabel(plain(f"value, {unit}" if unit else "value", 30))
    drawn.set_ylabel("share at most this")
    lines_across(drawn)
    legend_above(drawn, 2)
    return drawn


def _curves(drawn: Axes, x: Floats, samples: Mapping[str, Sample]) -> None:
    for place, (label, sample) in enumerate(samples.items()):
        which = place % len(SERIES)
        colour, dashes = SERIES[which], DASHES[which]
        drawn.step(x, sample.ecdf(x), where="post", color=colour, linestyle=dashes, linewidth=2, label=plain(label, 28))


def _band(drawn: Axes, x: Floats, reference: Reference) -> None:
    """What other people like these would give, and what these gave."""
    low, high = np.quantile(_resampled(reference), [0.025, 0.975], axis=0)
    lower, upper = (_stretched(side, reference.support, x) for side in (low, high))
    drawn.fill_between(x, lower, upper, step="post", color=PEOPLE, alpha=0.22, linewidth=0, label="people, 95% band")
    dashed = (0, (4, 1.5))
    drawn.step(x, reference.ecdf(x), where="post", color=PEOPLE, linewidth=1.6, linestyle=dashed, label="people")


def focal_points(sample: Sample, reference: Reference | None, least: float = 0.05) -> list[float]:
    """The values that hold at least this share of the people or of the simulation, at most MOST_BARS of them."""
    shares = dict.fromkeys(reference.focal(least), 1.0) if reference else {}
    for value in sample.support if sample.n else ():
        share = float(np.mean(sample.numbers == value))
        if share >= least:
            shares[float(value)] = max(share, shares.get(float(value), 0.0))
    if not shares and sample.n:
        shares = {float(value): 1.0 for value in sample.support}
    return sorted(sorted(shares, key=lambda value: -shares[value])[:MOST_BARS])


Masses = tuple[Floats, Floats, Floats]


def _people_masses(reference: Reference, points: Sequence[float]) -> Masses:
    return _masses(reference.curve[None, :], _resampled(reference), reference.support, points)


def _simulated_masses(sample: Sample, reference: Reference | None, points: Sequence[float]) -> Masses:
    x = grid([sample.support, reference.support] if reference else [sample.support])
    people = reference.ecdf(x) if reference else sample.ecdf(x)
    curves = sample.resample(x, people, _RESAMPLES, seeds.generator(0, "whiskers", sample.n))
    return _masses(sample.ecdf(x)[None, :], curves, x, points)


def _masses(curve: Floats, curves: Floats, support: Floats, points: Sequence[float]) -> Masses:
    """The mass at each point and of the rest, with its 95% interval over resampled curves: (points + 1,) each."""
    share, resampled = (_at(which, support, points) for which in (curve, curves))
    low, high = np.quantile(resampled, [0.025, 0.975], axis=0)
    return share[0], low, high


def _at(curves: Floats, support: Floats, points: Sequence[float]) -> Floats:
    mass = np.diff(curves, prepend=0.0, axis=-1)
    columns = [mass[:, support == point].sum(axis=-1) for point in rounded(points)]
    return np.stack([*columns, 1 - np.sum(columns, axis=0)], axis=-1).clip(0.0, 1.0)


def _resampled(reference: Reference) -> Floats:
    return reference.resample(seeds.generator(0, "band of people", reference.digest), _RESAMPLES)


def _stretched(curve: Floats, support: Floats, x: Floats) -> Floats:
    return np.concatenate([[0.0], curve])[np.searchsorted(support, rounded(x), side="right")]


def _mark_gap(drawn: Axes, x: Floats, simulated: Floats, people: Floats) -> None:
    """A line between the curves where they are farthest apart, in the middle of the step."""
    widest = int(np.argmax(np.abs(simulated - people)))
    end = x[widest + 1] if widest + 1 < len(x) else x[widest]
    at = (x[widest] + end) / 2
    between = sorted((float(simulated[widest]), float(people[widest])))
    label = f"largest gap, KS {shown(between[1] - between[0])}"
    drawn.plot([at, at], between, color=INK, linewidth=1.4, marker="_", markersize=7, label=label)
