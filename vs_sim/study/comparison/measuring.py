"""Any measure of a run, whatever its shape: of answers, of persons and their traits, or of what a role said."""

from __future__ import annotations

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.choose_comparator import human_comparator
from vs_sim.study.comparison.covariates import estimate_table, table_of
from vs_sim.study.comparison.individuals import estimate_pairs, person_pairs_of
from vs_sim.study.comparison.outcomes import (
    answer_range,
    declared_comparison,
    outcome,
    reference_for,
)
from vs_sim.study.comparison.texts import estimate_texts, texts_of
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.inference.worst_case import worst_case
from vs_sim.study.measure import Measure, find_measure
from vs_sim.study.society.replicates import estimate_networks


def measure_run(
    run: Run, name: str, of: str, against: Reference | Moments | None = None, margin: float | None = None
) -> Estimate:
    """One measure of a run, by its shape: of a question's answers, or of what a role said.

    Args:
        run: The run.
        name: A registered measure.
        of: A question; for texts a role.
        against: The other side; None for the people that the scenario names, and for none of texts without them.
        margin: The equivalence margin; None for the scenario's own.

    Raises:
        StudyError: The scenario names no reference, the reference is of another shape, or the measure cannot be taken.
        UnknownName: No measure, question or role has that name.
    """
    chosen = find_measure(name)
    if chosen.shape == "samples":
        people = reference_for(run, of) if against is None else against
        if isinstance(people, Moments):
            raise StudyError(f"{people.id} holds printed figures, no distribution; {name} needs one")
        sample = outcome(run, of)
        declared = declared_comparison(run).margin if margin is None else margin
        found = estimate_measure(sample, name, people, margin=declared)
        return worst_case(found, sample, run.counts[1], people, answer_range(run, of, people))
    if chosen.shape == "society":
        return estimate_networks([run], name)
    if isinstance(against, Reference):
        raise StudyError(f"{against.id} holds values; {name} is compared with figures")
    return _other_shape(run, chosen, of, against)


def _other_shape(run: Run, chosen: Measure, of: str, against: Moments | None) -> Estimate:
    if chosen.shape == "paired":
        return estimate_pairs(person_pairs_of(run, of), chosen.name)[0]
    people = human_comparator(run)
    if chosen.shape == "texts":
        return estimate_texts(texts_of(run, of), chosen.name, against or people.language.get(of))
    shipped = [moments for moments in (people.traits, people.persons) if moments and chosen.name in moments.rows]
    return estimate_table(table_of(run, of), chosen.name, against or next(iter(shipped), None))
