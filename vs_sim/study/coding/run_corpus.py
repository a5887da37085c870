"""The corpus whose task a run is about, so that its codings apply."""

from __future__ import annotations

from vs_sim.corpora.coded_task import CodedTask
from vs_sim.corpora.corpus import CORPORA
from vs_sim.errors import StudyError
from vs_sim.log.run import Run


def coded_corpus(run: Run) -> str | None:
    """The corpus that a run was imported from or is compared with, if it has codings of its task."""
    about = [run.fact("corpus") or "", *(name.partition("/")[0] for name in run.scenario.compare.references.values())]
    return next((name for name in about if name in CORPORA and CORPORA.get(name).coded), None)


def task_of(corpus: str) -> CodedTask:
    """The codings of a corpus's task.

    Raises:
        UnknownName: No corpus has that name.
        StudyError: It has no codings.
    """
    definition = CORPORA.get(corpus)
    if definition.coded is None:
        known = ", ".join(name for name in CORPORA if CORPORA.get(name).coded)
        raise StudyError(f"corpus {corpus!r} has no codings", hint=f"corpora with codings: {known}")
    return definition.coded


def corpora_coded_by(coding: str) -> list[str]:
    """The corpora whose main coding is of that name."""
    tasks = {name: CORPORA.get(name).coded for name in CORPORA}
    return [name for name, task in tasks.items() if task is not None and task.main == coding]
