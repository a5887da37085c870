"""A run beside people: the outcome of its dialogues as a sample, measured against the reference it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vs_sim.core.scenario import Compare
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.ordered_categories import CATEGORICAL, place
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.reference import Reference, load_reference
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.measure import Measure, find_measure

BESIDE = ("wasserstein", "donor_share", "mean", "median")
"""Printed beside the primary outcome; they do not vote."""


def outcome(run: Run, question: str) -> Sample:
    """The answers to a question at the end of every dialogue held to its end, with the persons who gave them.

    Failed dialogues are missing, not zero: `len(run.dialogues) - sample.n` of them.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers, and what they may be is not known.
    """
    answers = run.answers(question)
    final = answers[answers["closed"] & answers["exchange"].isna()]
    values = final["value"].tolist()
    if any(not isinstance(value, int | float) for value in values):
        levels = levels_of(run, question)
        values = [place(text, levels) for text in final["text"]]
    if not values:
        return Sample([], of=question)
    role = run.scenario["questions"][question]["of"]
    people = run.dialogues.set_index("unit")[role].loc[final["unit"]].tolist()
    return Sample([float(value) for value in values], people, question)


def levels_of(run: Run, question: str) -> tuple[str, ...]:
    """The known answers to a question whose answers are no numbers: those of its reference, else its options.

    Raises:
        StudyError: None are known.
    """
    known: tuple[str, ...] = ()
    if question in declared(run).references:
        known = people_of(run, question).levels
    answer = run.scenario["questions"][question]["answer"]
    if not known and isinstance(answer, dict):
        known = tuple(answer.get("options", ()))
    if not known:
        raise StudyError(
            f"answers to {question!r} are not numbers", hint="compare an amount, a scale or options, or name levels"
        )
    return known


def numbering(run: Run, question: str) -> Callable[[str], float]:
    """From an answer as it is written to the number that it counts as."""
    answer = run.scenario["questions"][question]["answer"]
    if isinstance(answer, dict) and "options" not in answer:
        return float
    levels = levels_of(run, question)
    return lambda text: place(text, levels)


def span(run: Run, question: str) -> tuple[float, float] | None:
    """The lowest and the highest answer possible; None where answers are not numbers."""
    answer = run.scenario["questions"][question]["answer"]
    ends = (answer.get("amount") or answer.get("scale")) if isinstance(answer, dict) else None
    return (float(ends[0]), float(ends[1])) if ends else None


def declared(run: Run) -> Compare:
    """What the scenario says the run is compared with."""
    return Compare.model_validate(run.scenario.get("compare", {}))


def measured(
    run: Run, name: str, of: str, against: Reference | Moments | None = None, margin: float | None = None
) -> Estimate:
    """One measure of a run, by its shape: of a question's answers, or of what a role said.

    Args:
        run: The run.
        name: A registered measure.
        of: A question; for texts a role.
        against: The other side; None for the people that the scenario names, and for none of texts without them.
        margin: How far is still similar; None for the scenario's own.

    Raises:
        StudyError: The scenario names no reference, the reference is of another shape, or the measure cannot be taken.
        UnknownName: No measure, question or role has that name.
    """
    chosen = find_measure(name)
    if chosen.shape == "samples":
        people = against or people_of(run, of)
        if isinstance(people, Moments):
            raise StudyError(f"{people.id} holds printed figures, no law; {name} needs one")
        return estimate_measure(outcome(run, of), name, people, margin=margin or declared(run).margin)
    if isinstance(against, Reference):
        raise StudyError(f"{against.id} holds values; {name} is compared with figures")
    return _other_shape(run, chosen, of, against)


def _other_shape(run: Run, chosen: Measure, of: str, against: Moments | None) -> Estimate:
    from vs_sim.study.comparison.comparator import beside_people
    from vs_sim.study.comparison.covariates import estimate_table, table_of
    from vs_sim.study.comparison.individuals import estimate_pairs, pairs_of
    from vs_sim.study.comparison.texts import estimate_texts, texts_of

    if chosen.shape == "paired":
        return estimate_pairs(pairs_of(run, of), chosen.name)[0]
    people = beside_people(run)
    if chosen.shape == "texts":
        return estimate_texts(texts_of(run, of), chosen.name, against or people.language.get(of))
    shipped = [moments for moments in (people.traits, people.persons) if moments and chosen.name in moments.rows]
    return estimate_table(table_of(run, of), chosen.name, against or next(iter(shipped), None))


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
    if first is None:
        return None
    return first, CATEGORICAL[0] if people_of(run, first).levels else "ks"


def measures_of(reference: Reference) -> list[str]:
    """The measures printed for an outcome: the distance, what does not vote, and the mass at focal points."""
    if reference.levels:
        return list(CATEGORICAL)
    if reference.exact and all(float(value).is_integer() for value in reference.values):
        return ["ks", "wasserstein", "total_variation@1", "kl@1,0.05", "entropy@1", "mean"]
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
