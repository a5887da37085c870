"""The comparator of a run: the human data that its scenario names, or another run in their place."""

from __future__ import annotations

from dataclasses import replace

from vs_sim.corpora.coding_scheme import RULES
from vs_sim.errors import StudyError
from vs_sim.log.labels import coders_of
from vs_sim.log.run import Run
from vs_sim.study.build.reference_from_table import reference_of
from vs_sim.study.coding.behaviour_figures import figures_of
from vs_sim.study.coding.classifier import LEARNED
from vs_sim.study.coding.label_rates import behaviour
from vs_sim.study.coding.published_codings import coding_figures
from vs_sim.study.coding.run_corpus import coded_corpus, task_of
from vs_sim.study.comparison.behaviour import estimate_behaviour, exchanges_of
from vs_sim.study.comparison.comparator import BehaviourFigures, Comparator
from vs_sim.study.comparison.covariates import moments_of_table, table_of
from vs_sim.study.comparison.outcomes import (
    answer_unit,
    compared_questions,
    ends_in_numbers,
    outcome,
    primary,
    reference_for,
)
from vs_sim.study.comparison.texts import moments_of_texts, texts_of
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.printed_context import context_of
from vs_sim.study.data.provenance import Header, Source
from vs_sim.study.data.published_figures import moments_of_same_people
from vs_sim.study.data.reference import load_reference, reference_names

PERSONS = ("within_person", "retest_gap", "variance_split@persona", "variance_split@dialogue", "variance_split@draw")


def human_comparator(run: Run) -> Comparator:
    """The references that the scenario names, and the shipped figures of the same people."""
    first = primary(run)
    outcomes = {question: reference_for(run, question) for question in compared_questions(run)}
    if first is None or first[0] not in outcomes:
        return Comparator("people", outcomes, first)
    id_ = outcomes[first[0]].id
    corpus = coded_corpus(run)
    spoken = {role: moments_of_same_people(id_, f"language_{role}") for role in run.scenario.roles}
    return Comparator(
        name="people" if outcomes[first[0]].people else "a known distribution",
        outcomes=outcomes,
        head=first,
        others=tuple(load_reference(name) for name in reference_names() if name.startswith(f"{id_}_")),
        traits=moments_of_same_people(id_, "traits"),
        persons=moments_of_same_people(id_, "persons"),
        language={role: moments for role, moments in spoken.items() if moments},
        exchanges=task_of(corpus).exchanges if corpus else None,
        behaviour=tuple(human_behaviour(corpus, coder) for coder in coders_compared(run)) if corpus else (),
        context=context_of(id_),
    )


def coders_compared(run: Run) -> list[str]:
    """The coders by whom a run is compared: the rules, and the trained classifier where it has coded the run.

    Empty where the run is not about the task of a corpus with codings.
    """
    if (corpus := coded_corpus(run)) is None:
        return []
    return [RULES, *([LEARNED] if LEARNED in coders_of(run.folder).get(task_of(corpus).main, ()) else [])]


def run_comparator(run: Run, other: Run, *, language: bool = True) -> Comparator:
    """Another run as the comparator: its answers, traits, persons and texts are the reference.

    The compared questions are those that both runs ask at the end and that are answered by numbers.

    Args:
        run: The run that is compared.
        other: The run that takes the place of human data.
        language: Whether texts, traits and persons are compared too.

    Raises:
        StudyError: There is no such question, or the other run has fewer than two persons.
    """
    numeric = [question for question in run.scenario.questions if ends_in_numbers(run, question)]
    shared = [name for name in numeric if name in other.scenario.questions and ends_in_numbers(other, name)]
    if not shared:
        raise StudyError(f"{run.folder.name} and {other.folder.name} share no question with numbers for answers")
    declared_first = primary(run)
    first = declared_first if declared_first and declared_first[0] in shared else (shared[0], "ks")
    header = Header(
        id=f"run {other.folder.name}", source=Source(name=str(other.folder.name)), unit=answer_unit(run, first[0])
    )
    found = Comparator(
        name=f"the run {other.folder.name}",
        outcomes={name: reference_of(outcome(other, name), header) for name in (first[0], *shared)},
        head=first,
        exchanges=exchanges_of(other),
    )
    if not language:
        return found
    table = table_of(other, first[0])
    roles = [role for role in run.scenario.roles if role in other.scenario.roles]
    return replace(
        found,
        traits=moments_of_table(table, table.names, header) if table.names else None,
        persons=moments_of_table(table, PERSONS, header) if table.sample.persons < table.sample.n else None,
        language={role: moments_of_texts(texts_of(other, role), header) for role in roles},
        behaviour=_shared_behaviour(run, other),
    )


def _shared_behaviour(run: Run, other: Run) -> tuple[BehaviourFigures, ...]:
    """The figures of another run by every coder of both, where both are about the same task."""
    corpus = coded_corpus(other)
    if corpus is None or corpus != coded_corpus(run):
        return ()
    own = coders_compared(run)
    return tuple(run_behaviour(other, corpus, coder) for coder in coders_compared(other) if coder in own)


def human_behaviour(corpus: str, coder: str = RULES, group: str = "") -> BehaviourFigures:
    """The shipped figures of a coder on the human text of a corpus, of the group that runs are compared with.

    Raises:
        UnknownName: No figures of that coder are shipped.
    """
    people, group = coding_figures(corpus, coder), group or task_of(corpus).publication.group
    return BehaviourFigures(people.id, coder, people.groups[group], corpus, people.exchanges, people.agreement, group)


def run_behaviour(run: Run, corpus: str, coder: str = RULES) -> BehaviourFigures:
    """The same of another run, read up to the exchanges that most of its dialogues have.

    Raises:
        StudyError: The coder did not code it.
    """
    task = task_of(corpus)
    exchanges = min(exchanges_of(run), task.exchanges)
    figures = figures_of(behaviour(run, task, coder, exchanges=exchanges))
    agreed = coding_figures(corpus, coder).agreement
    return BehaviourFigures(f"run {run.folder.name}", coder, figures, corpus, exchanges, agreed)


def behaviour_of(run: Run) -> list[Estimate]:
    """The behaviour in the dialogues of a run compared with that of people, coded by rules; empty for other tasks."""
    corpus = coded_corpus(run)
    if corpus is None or not len(run.turns) or not run.counts[0]:
        return []
    return estimate_behaviour(run, human_behaviour(corpus))
