"""What a pilot found, on one screen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.simulation.pilot import REFUSALS, TRUNCATIONS, Pilot
from vs_sim.study.comparison.calibration_bins import wilson_interval

TRANSCRIPTS, MOST_LINES = 2, 8
"""Dialogues that are shown, and lines of each."""
LONGEST_LINE = 100
"""Characters of what is said in one of them."""


def pilot_screen(pilot: Pilot) -> str:
    """The whole screen."""
    return "\n".join(_lines(pilot))


def pilot_summary(pilot: Pilot) -> dict[str, Any]:
    """The same as one JSON-ready object; what is unknown is null."""
    read = pilot.readability
    columns = ("prompt_tokens", "completion_tokens", "usd")
    return {
        "run": str(pilot.run.folder),
        "standin": pilot.run.standin,
        "dialogues": pilot.dialogues,
        "failed": pilot.run.counts[1],
        "max_failed": pilot.run.scenario.max_failed,
        "passes": pilot.passes,
        "asked": read.asked,
        "readable_at_first": read.at_first,
        "readable_after_reasks": read.after_reasks,
        "unanswered": read.unanswered,
        "refusals": read.counted(REFUSALS),
        "truncations": read.counted(TRUNCATIONS),
        "reasons": dict(read.reasons),
        "per_dialogue": {name: _known(pilot.per_dialogue(name)) for name in columns},
        "estimated_per_dialogue": {name: _known(pilot.expected(name)) for name in columns},
        "minutes": list(pilot.minutes),
        "effective_answers": {one.question: one.effective for one in pilot.diversity},
    }


def _lines(pilot: Pilot) -> Iterator[str]:
    run, read = pilot.run, pilot.readability
    if run.standin:
        yield STANDIN_NOTICE
    failed, allowed = run.counts[1], run.scenario.max_failed
    yield f"pilot: {pilot.dialogues} of {pilot.planned.dialogues:,} dialogues in {pilot.seconds:.0f} s; {run.folder}"
    yield f"readable: {_share(read.at_first, read.asked)} at first, {read.after_reasks} after re-asks, " + (
        f"{read.unanswered} never; {read.counted(REFUSALS)} refusals, {read.counted(TRUNCATIONS)} truncated"
    )
    if read.reasons:
        yield "  unreadable attempts: " + ", ".join(f"{reason} {count}" for reason, count in read.reasons.items())
    for name, column in (("prompt tokens", "prompt_tokens"), ("answer tokens", "completion_tokens"), ("cost", "usd")):
        yield f"{name} per dialogue: {_figure(pilot, column, pilot.per_dialogue(column))}" + (
            f" (estimated {_figure(pilot, column, pilot.expected(column))})"
        )
    quick, slow = pilot.minutes
    yield f"the whole run: {quick:.1f} minutes at this time per call, {slow:.1f} if more at once takes as much longer"
    for one in pilot.diversity:
        possible = "" if one.possible is None else f" of {one.possible:,} possible"
        yield f"{one.question}: {one.effective:.1f} effectively different answers{possible} (n = {one.answers})"
    for unit in list(run.dialogues["unit"])[:TRANSCRIPTS]:
        yield from _transcript(pilot, str(unit))
    low, high = wilson_interval(failed, pilot.dialogues)
    yield (
        f"{'go on' if pilot.passes else 'do not run this yet'}: {failed} of {pilot.dialogues} dialogues failed "
        f"(95% interval {low:.0%} to {high:.0%}), and {allowed:.0%} may"
    )


def _transcript(pilot: Pilot, unit: str) -> Iterator[str]:
    drawn = pilot.run.candidates
    rows = drawn[(drawn["unit"] == unit) & drawn["drawn"]]
    yield f"── dialogue {int(unit)}"
    for role, question, private, text in (
        rows[["role", "question", "private", "text"]].head(MOST_LINES).itertuples(index=False)
    ):
        asked = f" [{question}]" if private or question in pilot.run.scenario.questions else ""
        yield f"  {role}{asked}: {_cut(visible(str(text)))}"
    if (more := len(rows) - MOST_LINES) > 0:
        yield f"  … {more} more: vs-sim show {pilot.run.folder} {int(unit)}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.0%})" if of else "nothing asked"


def _figure(pilot: Pilot, column: str, value: float) -> str:
    if math.isnan(value):
        return "unknown"
    return f"${value:.4f}" if column == "usd" else f"{value:,.0f}"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
