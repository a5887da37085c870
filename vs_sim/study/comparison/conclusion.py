"""What a scorecard concludes: joint verdicts, what is missing, and what may and may not be concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vs_sim.log.run import Run
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.scorecard import ScorecardSection
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.inference.judging import judged_together


def judged_sections(sections: Sequence[ScorecardSection]) -> tuple[ScorecardSection, ...]:
    """The sections with the verdicts of their tested rows, which are judged together."""
    tested = [line.estimate for section in sections for line in section.lines if line.tested]
    judged = iter(judged_together(tested))
    return tuple(
        replace(
            section,
            lines=tuple(replace(line, estimate=next(judged)) if line.tested else line for line in section.lines),
        )
        for section in sections
    )


def missingness(measured: Measurements) -> ScorecardSection:
    """How many dialogues failed, and the worst-case bounds of the primary figures over all possible missing answers."""
    done, failed = measured.run.counts
    remarks = [f"{done} dialogues completed, {failed} failed" + ("." if failed else ": nothing is missing.")]
    if failed and measured.primary:
        question = measured.primary[0]
        low_end, high_end = measured.range_of(question)
        named = {"KS" if name == "ks" else name: ends for name, ends in measured.bounds(question).items()}
        between = "; ".join(f"{name} {shown(low)} to {shown(high)}" for name, (low, high) in named.items())
        remarks.append(f"With any missing answers from {low_end:g} to {high_end:g}: {between}.")
    return ScorecardSection("What is missing", remarks=tuple(remarks))


def concluded(run: Run, head: Estimate | None, other: str) -> str:
    """One sentence on what may and what may not be concluded."""
    if run.standin:
        return "What may be concluded is whether the pipeline recovers the ground truth; nothing about people."
    if head is None:
        return "Nothing is compared, so nothing may be concluded about people."
    said = {
        "equivalent": f"the answers to {head.of} are equivalent to those of {other} (margin {shown(head.margin)})",
        "beyond the margin": f"the answers to {head.of} differ from those of {other} by more than {shown(head.margin)}",
        "different": f"the answers to {head.of} are different from those of {other}",
        "inconclusive": f"whether the answers to {head.of} are like those of {other} is {head.verdict_text}",
    }[head.verdict or "inconclusive"]
    return (
        f"What may be concluded: {said}, with these models, methods and prompts; what may not: that single persons, "
        "their reasons or their words are like people's, or that another model or wording would do the same."
    )
