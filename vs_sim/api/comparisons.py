"""What a user can do with runs that are held: a card of one, several beside each other, a plan before the first."""

from __future__ import annotations

from pathlib import Path

from vs_sim.log.run import Run
from vs_sim.study.comparison.comparator import beside_people, beside_run
from vs_sim.study.comparison.many_runs import comparison
from vs_sim.study.comparison.scorecard import Card
from vs_sim.study.comparison.scorecard_sections import card as filled
from vs_sim.study.data.reference import Reference, load_reference
from vs_sim.study.inference.equivalence import MARGIN
from vs_sim.study.inference.power import EFFECT, Plan
from vs_sim.study.inference.power import plan as planned


def card(run: Run, *, against: Run | None = None) -> Card:
    """Everything that is known of a run beside people, the primary outcome first, and what may be concluded.

    Args:
        run: The run.
        against: Another run in the place of people; None for the people that the scenario names.

    Raises:
        StudyError: The two runs share no question with numbers for answers.
    """
    from vs_sim.simulation.pipeline_validation import (
        self_test,  # what runs a scenario is slow to import, and only a card asks for it
    )

    if against is not None:
        return filled(run, beside_run(run, against))
    return filled(run, beside_people(run), self_test(run))


def compare(*runs: Run) -> Card:
    """Runs beside each other: each beside its people, corrected for their number, and each beside the first.

    Raises:
        StudyError: There are fewer than two, or two that share no question with numbers for answers.
    """
    return comparison(runs)


def plan(
    against: Reference | str | Path, *, margin: float = MARGIN, power: float = 0.8, effect: float = EFFECT
) -> Plan:
    """How many dialogues a comparison with these people needs, and when the human file is the limit.

    Args:
        against: The reference, its shipped name, or its file.
        margin: How far is still similar, stated before anything is seen.
        power: How often a perfect simulation should be called `equivalent`.
        effect: A trait effect, Cohen's d, to be found with the same power.

    Raises:
        StudyError: The margin, the power or the effect is out of range.
    """
    reference = against if isinstance(against, Reference) else load_reference(against)
    return planned(reference, margin=margin, power=power, effect=effect)
