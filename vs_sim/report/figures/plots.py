"""Figures as functions of frames: each draws on axes of a figure of its own and gives them back.

For notebooks, papers and the page alike, in colours that every kind of colour vision tells apart. `size` is `screen`,
`column` or `page`: for a screen, one or two columns of a journal. Nothing heavy is imported before something is drawn,
and no global state is touched: `axes.figure.savefig("figure.pdf")` saves a figure.

| what is drawn | from |
|---|---|
| `focal_masses`, `cumulative` | `run.answers("donation")` and `vs.reference(...)` |
| `trajectories` | `run.answers("stance")`, asked after every exchange |
| `resistance` | `frame(vs.scorecard(run))`, or of several runs with `label` |
| `comparisons` | `frame(vs.scorecard(run))`, or some of its rows: traits, groups, shares, wording |
| `distances` | labels to estimates of a distance |
| `by_cell`, `contrasts` | the tables of a sweep |
| `donations`, `alignment` | the answers and the table of a sweep: the dialogue figures of the paper |
| `shares` | `vs.frequencies(...).frame`: answers in words |
| `candidates` | the rows of `run.candidates` of one answer |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vs_sim.first_use import on_first_use

if TYPE_CHECKING:
    from vs_sim.report.figures.answer_figures import candidates as candidates
    from vs_sim.report.figures.answer_figures import shares as shares
    from vs_sim.report.figures.canvas import Size as Size
    from vs_sim.report.figures.canvas import axes as axes
    from vs_sim.report.figures.estimates import by_cell as by_cell
    from vs_sim.report.figures.estimates import comparisons as comparisons
    from vs_sim.report.figures.estimates import contrasts as contrasts
    from vs_sim.report.figures.estimates import frame as frame
    from vs_sim.report.figures.outcome_figures import cumulative as cumulative
    from vs_sim.report.figures.outcome_figures import distances as distances
    from vs_sim.report.figures.outcome_figures import focal_masses as focal_masses
    from vs_sim.report.figures.outcome_figures import focal_points as focal_points
    from vs_sim.report.figures.paper_figures import alignment as alignment
    from vs_sim.report.figures.paper_figures import donations as donations
    from vs_sim.report.figures.trajectories import resistance as resistance
    from vs_sim.report.figures.trajectories import trajectories as trajectories

HOMES_OF_PLOTS = {
    "vs_sim.report.figures.answer_figures": (
        "candidates",
        "shares",
    ),
    "vs_sim.report.figures.canvas": (
        "Size",
        "axes",
    ),
    "vs_sim.report.figures.estimates": (
        "by_cell",
        "comparisons",
        "contrasts",
        "frame",
    ),
    "vs_sim.report.figures.outcome_figures": (
        "cumulative",
        "distances",
        "focal_masses",
        "focal_points",
    ),
    "vs_sim.report.figures.paper_figures": (
        "alignment",
        "donations",
    ),
    "vs_sim.report.figures.trajectories": (
        "resistance",
        "trajectories",
    ),
}

__getattr__ = on_first_use(__name__, HOMES_OF_PLOTS)
