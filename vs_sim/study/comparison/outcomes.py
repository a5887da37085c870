"""The outcomes of a run: the answers to its questions as samples, and what its scenario compares them with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vs_sim.core.scenario import Compare
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.run import Run
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ordered_categories import CATEGORICAL, place
from vs_sim.study.data.reference import Reference, load_reference

if TYPE_CHECKING:
    import pandas as pd

SUMMARIES = ("wasserstein", "donor_share", "mean", "median")
"""Reported with the primary outcome; they are descriptive."""


def final_answers(run: Run, question: str) -> pd.DataFrame:
    """The answers to a question at the end of every completed dialogue, one row each.

    Raises:
        UnknownName: The scenario has no such question.
    """
    answers = run.answers(question)
    return answers[answers["closed"] & answers["exchange"].isna()]


def outcome(run: Run, question: str) -> Sample:
    """The final answers to a question as numbers, with the persons who gave them.

    Failed dialogues are missing, not zero: `len(run.dialogues) - sample.n` of them.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers, and the possible answers are not known.
    """
    final = final_answers(run, question)
    values = final["value"].tolist()
    if any(not isinstance(value, int | float) for value in values):
        levels = levels_of(run, question)
        values = [place(text, levels) for text in final["text"]]
    if not values:
        return Sample([], of=question)
    role = run.scenario.questions[question].of
    people = run.dialogues.set_index("unit")[role].loc[final["unit"]].tolist()
    return Sample([float(value) for value in values], people, question)


def levels_of(run: Run, question: str) -> tuple[str, ...]:
    """The possible answers to a question that is not answered in numbers: those of its reference, else its options.

    Raises:
        StudyError: None are known.
    """
    known: tuple[str, ...] = ()
    if question in declared_comparison(run).references:
        known = reference_for(run, question).levels
    answer = run.scenario.questions[question].answer
    if not known and not answer.numeric:
        known = answer.levels
    if not known:
        raise StudyError(
            f"answers to {question!r} are not numbers", hint="compare an amount, a scale or options, or name levels"
        )
    return known


def numbering(run: Run, question: str) -> Callable[[str], float]:
    """The function from an answer as it is written to the number that stands for it."""
    if run.scenario.questions[question].answer.numeric:
        return float
    levels = levels_of(run, question)
    return lambda text: place(text, levels)


def span(run: Run, question: str) -> tuple[float, float] | None:
    """The lowest and the highest possible answer; None where answers are not numbers."""
    return run.scenario.questions[question].answer.span


def answer_range(run: Run, question: str, reference: Reference) -> tuple[float, float]:
    """The lowest and the highest possible answer, or those of the reference where the question has no range."""
    return span(run, question) or (float(reference.support[0]), float(reference.support[-1]))


def ends_in_numbers(run: Run, question: str) -> bool:
    """Whether a question is asked at the end and answered by a number."""
    return run.scenario.questions[question].final_number


def answer_unit(run: Run, question: str) -> str:
    """The unit of the answers to a question, such as USD; empty where they have none."""
    return run.scenario.questions[question].answer.unit_name


def declared_comparison(run: Run) -> Compare:
    """The comparison that the scenario declares: references, primary outcome and equivalence margin."""
    return run.scenario.compare


def reference_for(run: Run, question: str) -> Reference:
    """The reference that the scenario names for a question.

    Raises:
        StudyError: It names none.
        UnknownName: There is no such question.
    """
    if question not in run.scenario.questions:
        raise UnknownName("question", question, run.scenario.questions)
    name = declared_comparison(run).references.get(question)
    if name is None:
        raise StudyError(f"the scenario names no reference for {question!r}", hint="give one with against=")
    return load_reference(run.folder / name if name.endswith(".json") else name)


def primary(run: Run) -> tuple[str, str] | None:
    """The question and the measure of the primary outcome; None when nothing is compared.

    Without a declared one it is the KS distance of the first question that has a reference.
    """
    compare = declared_comparison(run)
    if compare.primary:
        question, _, measure = compare.primary.partition(".")
        return question, measure
    first = next(iter(compare.references), None)
    if first is None:
        return None
    return first, CATEGORICAL[0] if reference_for(run, first).levels else "ks"


def compared_questions(run: Run) -> list[str]:
    """The questions for which the scenario names a reference, that of the primary outcome first."""
    first = primary(run)
    return sorted(declared_comparison(run).references, key=lambda question: first is None or question != first[0])


def reported_measures(reference: Reference) -> list[str]:
    """The measures reported of an outcome: the distance, descriptive summaries, and the mass at focal values."""
    if reference.levels:
        return list(CATEGORICAL)
    if reference.exact and all(float(value).is_integer() for value in reference.values):
        return ["ks", "wasserstein", "total_variation@1", "kl@1,0.05", "entropy@1", "mean"]
    return ["ks", *SUMMARIES, *(f"mass@{value:g}" for value in reference.focal())]
