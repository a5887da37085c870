"""Figures of frames and samples: each function draws on axes of a figure of its own and gives them back.

No global state is touched: figures are made directly, never through pyplot, and are freed with their axes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from vs_sim import seeds
from vs_sim.report.svg import FAINT, INK, PEOPLE, SIMULATED
from vs_sim.report.untrusted import one_line
from vs_sim.report.words import amount
from vs_sim.study.estimate import shown
from vs_sim.study.law import Floats, grid, rounded

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from vs_sim.study.estimate import Estimate
    from vs_sim.study.reference import Reference
    from vs_sim.study.sample import Sample

WIDTH = 4.7
"""Of every figure, in inches; so drawn, 9 pt are legible on a phone and on paper."""

RESAMPLES = 2000
MOST_BARS = 8
STYLE: dict[Any, Any] = {
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
}


def axes(height: float) -> Axes:
    """Empty axes of a new figure, WIDTH inches by `height`."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        drawn: Axes = Figure(figsize=(WIDTH, height), layout="constrained").add_subplot()
        drawn.set_axisbelow(True)
        return drawn


def distances(rows: Mapping[str, Estimate]) -> Axes:
    """Distances between 0 and 1 as dots with intervals, beside the margin and human noise.

    Args:
        rows: Label to a distance such as `ks`, from top to bottom; one without a value is left out.
    """
    kept = {label: row for label, row in rows.items() if np.isfinite(row.value)}
    if not kept:
        return _nothing("nothing was measured")
    drawn = axes(0.85 + 0.42 * len(kept))
    margin = max((row.margin for row in kept.values() if np.isfinite(row.margin)), default=0.0)
    drawn.axvspan(0, margin, color=PEOPLE, alpha=0.14, linewidth=0, label=f"margin {shown(margin)}")
    for place, row in enumerate(kept.values()):
        labels = ("_", "_") if place else ("distance, 95% interval", "chance alone")
        interval = np.nan_to_num([[row.value - row.low], [row.high - row.value]]).clip(0)
        drawn.errorbar(row.value, place, xerr=interval, fmt="o", color=SIMULATED, ms=7, lw=2, label=labels[0])
        tick = [place - 0.28, place + 0.28]
        drawn.plot([row.human_noise] * 2, tick, color=INK, lw=1.6, linestyle=(0, (2, 1)), label=labels[1])
    ends = [end for row in kept.values() for end in (row.high, row.value, row.human_noise) if np.isfinite(end)]
    drawn.set_xlim(0, min(1.0, max([*ends, 1.5 * margin]) * 1.08))
    drawn.set_ylim(len(kept) - 0.5, -0.5)
    drawn.set_yticks(range(len(kept)), [_plain(label, 28) for label in kept])
    drawn.tick_params(axis="y", length=0)
    drawn.spines["left"].set_visible(False)
    _legend_above(drawn, 3)
    return drawn


def focal_masses(sample: Sample, reference: Reference | None = None, *, unit: str = "") -> Axes:
    """The share of every focal value, and of all others together, beside people's.

    Whiskers are 95% intervals by resampling; those of people are clustered by person.

    Args:
        sample: The simulated values; may be empty.
        reference: The people; None to show the simulation alone.
        unit: Of the values.
    """
    points = focal_points(sample, reference)
    if not points:
        return _nothing("no dialogue was held to its end")
    drawn = axes(2.9)
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
    labels = [_plain(amount(point, unit), 12) for point in points] + ["other"]
    drawn.set_xticks(range(len(labels)), labels)
    drawn.tick_params(axis="x", length=0)
    drawn.set_ylabel("share of dialogues")
    drawn.grid(axis="y", color=FAINT, linewidth=0.5)
    _legend_above(drawn, 2)
    return drawn


def cumulative(sample: Sample, reference: Reference | None = None, *, unit: str = "") -> Axes:
    """The share of values at most x, with the pointwise 95% band of other people like these.

    The largest gap, which is the KS distance, is marked.

    Args:
        sample: The simulated values; may be empty.
        reference: The people; None to show the simulation alone.
        unit: Of the values.
    """
    parts = [sample.numbers] + ([reference.support] if reference else [])
    x = grid(parts)
    if not len(x):
        return _nothing("no dialogue was held to its end")
    drawn = axes(2.9)
    x = np.concatenate([[x[0] - 1e-9], x])
    if reference:
        low, high = np.quantile(_resampled(reference), [0.025, 0.975], axis=0)
        lower, upper = (_stretched(side, reference.support, x) for side in (low, high))
        drawn.fill_between(
            x, lower, upper, step="post", color=PEOPLE, alpha=0.22, linewidth=0, label="people, 95% band"
        )
        dashed = (0, (4, 1.5))
        drawn.step(x, reference.ecdf(x), where="post", color=PEOPLE, linewidth=1.6, linestyle=dashed, label="people")
    if sample.n:
        drawn.step(x, sample.ecdf(x), where="post", color=SIMULATED, linewidth=2, label="simulated")
    if reference and sample.n:
        _mark_gap(drawn, x, sample.ecdf(x), reference.ecdf(x))
    drawn.set_ylim(0, 1.02)
    drawn.set_xlabel(_plain(f"value, {unit}" if unit else "value", 30))
    drawn.set_ylabel("share at most this")
    drawn.grid(axis="y", color=FAINT, linewidth=0.5)
    _legend_above(drawn, 2)
    return drawn


def by_exchange(answers: pd.DataFrame, span: Sequence[float]) -> Axes:
    """The mean answer after every exchange, with its 95% interval by resampling dialogues.

    Args:
        answers: One row per answer, with `exchange` (0-based) and a numeric `value`; may be empty.
        span: The lowest and the highest answer possible.
    """
    rows = answers.dropna(subset=["exchange", "value"])
    if rows.empty:
        return _nothing("no answer was given")
    import matplotlib
    import seaborn

    drawn = axes(2.4)
    frame = rows.assign(exchange=rows["exchange"].astype(int) + 1, value=rows["value"].astype(float))
    with matplotlib.rc_context(STYLE):
        seaborn.lineplot(
            frame, x="exchange", y="value", color=SIMULATED, marker="o", markeredgewidth=0, errorbar=("ci", 95),
            n_boot=500, seed=0, ax=drawn,
        )  # fmt: skip
    drawn.set_ylim(span[0], span[1])
    drawn.set_xticks(sorted(set(frame["exchange"])) if frame["exchange"].max() <= 20 else drawn.get_xticks())
    drawn.set_xlim(0.5, frame["exchange"].max() + 0.5)
    drawn.set_xlabel("after exchange")
    drawn.set_ylabel("mean answer")
    drawn.grid(axis="y", color=FAINT, linewidth=0.5)
    return drawn


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
    curves = sample.resample(x, people, RESAMPLES, seeds.generator(0, "whiskers", sample.n))
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
    return reference.resample(seeds.generator(0, "band of people", reference.digest), RESAMPLES)


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


def _legend_above(drawn: Axes, columns: int) -> None:
    drawn.get_figure(root=True).legend(  # type: ignore[union-attr]  # these axes have a figure
        loc="outside upper left", ncols=columns, frameon=False, labelcolor=INK, handlelength=1.6, columnspacing=1.2
    )


def _plain(text: str, longest: int) -> str:
    """A label that is never read as mathematics, whatever it holds."""
    return one_line(text, longest).replace("$", r"\$")


def _nothing(note: str) -> Axes:
    """Axes that say why they are empty."""
    drawn = axes(1.2)
    drawn.set_axis_off()
    drawn.text(0.5, 0.5, note, ha="center", va="center", transform=drawn.transAxes, color=INK)
    return drawn
