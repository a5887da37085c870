"""A run beside people: the outcome of its dialogues as a sample, measured against the reference it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vs_sim.core.scenario import Compare
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.estimate import Estimate
from vs_sim.study.reference import Reference, load_reference
from vs_sim.study.sample import Sample
from vs_sim.study.samples import estimate_measure

BESIDE = ("wasserstein", "donor_share", "mean", "median")
"""Printed beside the primary outcome; they do not vote."""


def outcome(run: Run, question: str) -> Sample:
    """The answers to a question at the end of every dialogue held to its end, with the persons who gave them.

    Failed dialogues are missing, not zero: `len(run.dialogues) - sample.n` of them.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers.
    """
    answers = run.answers(question)
    final = answers[answers["closed"] & answers["exchange"].isna()]
    values = final["value"].tolist()
    if any(not isinstance(value, int | float) for value in values):
        raise StudyError(f"answers to {question!r} are not numbers", hint="compare an amount or a scale question")
    if not values:
        return Sample([], of=question)
    role = run.scenario["questions"][question]["of"]
    people = run.dialogues.set_index("unit")[role].loc[final["unit"]].tolist()
    return Sample([float(value) for value in values], people, question)


def declared(run: Run) -> Compare:
    """What the scenario says the run is compared with."""
    return Compare.model_validate(run.scenario.get("compare", {}))


def people_of(run: Run, question: str) -> Reference:
    """The reference that the scenario names for a question.

    Raises:
        StudyError: It names none.
    """
    name = declared(run).references.get(question)
    if name is None:
        raise StudyError(f"the scenario names no reference for {question!r}", hint="give one with against=")
    return load_reference(run.folder / name if name.endswith(".json") else name)


def primary(run: Run) -> tuple[str, str] | None:
    """The question and the measure of the primary outcome; None when nothing is compared.

    Without a declared one it is the KS distance of the first question that has a reference.
    """
    compare = declared(run)
    if compare.primary:
        question, _, measure = compare.primary.partition(".")
        return question, measure
    first = next(iter(compare.references), None)
    return (first, "ks") if first else None


def measures_of(reference: Reference) -> list[str]:
    """The measures printed for an outcome: the distance, what does not vote, and the mass at focal points."""
    return ["ks", *BESIDE, *(f"mass@{value:g}" for value in (0.0, 0.5, 1.0, 2.0))]


def compared(run: Run, question: str, against: Reference, names: Iterable[str] | None = None) -> list[Estimate]:
    """The estimates of one outcome against one reference, the distance first."""
    sample, margin = outcome(run, question), declared(run).margin
    return [estimate_measure(sample, name, against, margin=margin) for name in names or measures_of(against)]


def against_people(run: Run) -> dict[str, Sequence[Estimate]]:
    """Every outcome that the scenario compares, by question, the primary one first."""
    references = declared(run).references
    first = primary(run)
    order = sorted(references, key=lambda question: first is None or question != first[0])
    return {question: compared(run, question, people_of(run, question)) for question in order}
