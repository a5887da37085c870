"""What others print about the task of a corpus: shown with a comparison as context, never judged."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.corpora.corpus import CORPORA
from vs_sim.study.data.estimate import shown
from vs_sim.study.data.published_figures import load_moments
from vs_sim.study.data.published_vs_paper import PAPER_FIGURES, empty_answer, load_paper


def context_of(reference: str) -> tuple[str, ...]:
    """The names of the printed figures that the corpus of a reference gives as context; none of other references."""
    corpus = reference.partition("/")[0]
    return CORPORA.get(corpus).context if corpus in CORPORA else ()


def context_lines(names: Sequence[str]) -> tuple[str, ...]:
    """Printed figures as sentences, in the order of their names."""
    return tuple(line for name in names for line in (_paper() if name == PAPER_FIGURES else _moments(name)))


def error_caution(names: Sequence[str]) -> tuple[str, ...]:
    """What a mean absolute error says by itself, where the figures of the paper are part of the context."""
    return (empty_answer(),) if PAPER_FIGURES in names else ()


def _paper() -> tuple[str, ...]:
    paper = load_paper()
    models: dict[str, list[str]] = {}
    for row in paper.rows:
        models.setdefault(row.model, []).append(f"{row.method} {shown(row.ks, digits=3)} / {shown(row.mae, digits=3)}")
    rows = (f"{model}: {'; '.join(found)}" for model, found in models.items())
    return (f"{paper.title}: KS / mean absolute error. {paper.population}", *rows, empty_answer())


def _moments(name: str) -> tuple[str, ...]:
    moments = load_moments(name)
    unit = f" ({moments.unit})" if moments.unit else ""
    figures = ", ".join(f"{measure} {shown(moment.value)}" for measure, moment in moments.rows.items())
    return (f"{moments.title}: {figures}{unit}.",)
