"""One page for several runs: a comparison, or a sweep given as plain frames with the runs of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.figures import plots
from vs_sim.report.html.chapters import Chapter, drawn, resistance_chapter
from vs_sim.report.html.coded_dialogues import coded_task
from vs_sim.report.html.dialogue_data import transcripts
from vs_sim.report.html.template import page_template
from vs_sim.report.html.viewer import viewer
from vs_sim.report.terminal.scorecard_table import CardTable, card_tables
from vs_sim.study.comparison.choose_comparator import behaviour_of, human_comparator
from vs_sim.study.comparison.outcomes import declared_comparison, outcome, primary, reference_for
from vs_sim.study.comparison.scorecard import Scorecard
from vs_sim.study.comparison.scorecard_sections import language_section as section_of_language
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import shown
from vs_sim.study.data.reference import Reference

PEOPLE = "Some of these dialogues are those of people, imported from a corpus; the others are simulated."
LIMITS = (
    "That the run with the smallest distance is the best: the smallest of several is small by selection. Repeat it "
    "with a new seed before reporting it.",
    "That runs not shown to differ are equivalent.",
    "That simulated persons decide for the same reasons as people: distributions are compared, not reasons.",
    "That other models, prompts, methods or populations would give the same results.",
)
MOST_LINES = 6
"""Curves that one figure holds."""


@dataclass(frozen=True)
class Several:
    """The head of the page, and its chapters.

    Attributes:
        title: What it is called.
        facts: Below the title, one each.
        answer: What is found, one sentence each.
        chapters: In reading order.
        again: The commands that reproduce it.
    """

    title: str
    facts: Sequence[str]
    answer: Sequence[str]
    chapters: Sequence[Chapter]
    again: Sequence[str]


def render_several(page: Several, runs: Mapping[str, Run]) -> str:
    """The page as text.

    Args:
        page: What it says.
        runs: What each run is called, to the run: for the viewer, and for how each was made.
    """
    first = next(iter(runs.values()), None)
    return page_template("several.html.j2").render(
        page=page,
        standin_notice=STANDIN_NOTICE if any(run.standin for run in runs.values()) else "",
        people=PEOPLE if any(run.fact("people") for run in runs.values()) else "",
        limits=LIMITS,
        made=CardTable("Runs", MADE, tuple(_made(label, run) for label, run in runs.items()), ()),
        viewer=viewer(runs),
        transcripts=transcripts(first) if first else [],
        coded=any(coded_task(run) for run in runs.values()),
    )


MADE = ("run", "dialogues", "failed", "calls", "USD", "seed", "method", "digest")


def _made(label: str, run: Run) -> tuple[str, ...]:
    done, failed = run.counts
    usd = "unknown" if run.usd is None else f"{run.usd:.4f}"
    return (label, str(done), str(failed), str(run.call_count), usd, str(run.seed), _method(run), run.digest[:12])


def _method(run: Run) -> str:
    methods = dict.fromkeys(run.candidates["method"]) if len(run.candidates) < 10_000 else {}
    return ", ".join(map(str, methods)) or "see its scenario"


def comparison_page(runs: Mapping[str, Run], cards: Sequence[Scorecard]) -> str:
    """The page that compares several runs.

    Args:
        runs: What each run is called, to the run; two or more.
        cards: The comparison first, then scorecards of one run compared with another.
    """
    question, reference = compared_question(runs)
    found = [outcomes(runs, question, reference)] if question else []
    first = cards[0].sections[0]
    estimates = {line.run: line.estimate for line in first.lines}
    answer = [
        f"{label}: {wording.figures(one)}: {one.verdict_text or 'no verdict'}." for label, one in estimates.items()
    ]
    behaviour = {label: behaviour_of(run) for label, run in runs.items() if not run.fact("people")}
    found += [*resistance_chapter(behaviour), *courses(runs), *language_chapters(runs)]
    tables = tuple(table for card in cards for table in _titled(card, len(cards) > 1))
    found.append(
        Chapter("card", "Scorecard", "Scorecard: every comparison", cards[0].conclusion, (), (), tables),
    )
    folders = " ".join(run.folder.resolve().name for run in runs.values())
    done = sum(run.counts[0] for run in runs.values())
    return render_several(
        Several(
            title=f"{len(runs)} runs compared",
            facts=[f"{done} dialogues", ", ".join(runs)],
            answer=answer or [wording.NOTHING_COMPARED],
            chapters=found,
            again=[f"vs-sim report {folders}", f"vs-sim compare {folders}"],
        ),
        runs,
    )


def _titled(card: Scorecard, named: bool) -> Iterator[CardTable]:
    for table in card_tables(card):
        title = f"{card.title} compared with {card.comparator}: {table.title}" if named else table.title
        yield CardTable(title, table.columns, table.rows, table.said)


def compared_question(runs: Mapping[str, Run]) -> tuple[str, Reference | None]:
    """The question that leads in the first run that names one, with its people; else the first that all share."""
    for run in runs.values():
        head = primary(run)
        if head and head[0] in declared_comparison(run).references:
            return head[0], reference_for(run, head[0])
    first, *others = [_numeric(run) for run in runs.values()]
    shared = [name for name in first if all(name in asked for asked in others)]
    return (shared[0] if shared else ""), None


def _numeric(run: Run) -> list[str]:
    asked = run.scenario.questions
    return [name for name, each in asked.items() if each.when == "end" and wording.span(run, name)]


def samples_of(runs: Mapping[str, Run], question: str) -> dict[str, Sample]:
    """The answers to a question in each run that has them."""
    found = {}
    for label, run in runs.items():
        if question in run.scenario.questions:
            try:
                sample = outcome(run, question)
            except StudyError:
                continue
            if sample.n:
                found[label] = sample
    return found


def outcomes(runs: Mapping[str, Run], question: str, reference: Reference | None) -> Chapter:
    """How the answers lie, run by run."""
    samples = samples_of(runs, question)
    unit = reference.unit if reference else ""
    few = dict(list(samples.items())[:MOST_LINES])
    said = "; ".join(f"{label}: mean {shown(float(one.numbers.mean()))}, n = {one.n}" for label, one in samples.items())
    compared = ": simulation and human data" if reference else ""
    figures = []
    if reference is None or not reference.levels:
        curve = plots.cumulative(few, reference, unit=unit)
        left = f" The first {MOST_LINES} of {len(samples)}." if len(few) < len(samples) else ""
        figures = [
            drawn(curve, "curves", f"{question}: cumulative{compared}", said, f"Share with at most this value.{left}"),
            drawn(
                plots.donations(samples, reference, unit=unit), "bubbles", f"{question}: values", said,
                "Area of a bubble: share of dialogues that gave this value. Cross: mean.",
            ),
        ]  # fmt: skip
    called = question.replace("_", " ")
    return Chapter("outcomes", "Outcomes", f"{called.capitalize()}{compared}", "", tuple(figures))


def courses(runs: Mapping[str, Run]) -> Iterator[Chapter]:
    """The private answers by exchange of every question that more than one run asks."""
    names = dict.fromkeys(name for run in runs.values() for name in wording.stance_questions(run))
    for name in names:
        asked = {label: run for label, run in runs.items() if name in wording.stance_questions(run)}
        rows = [run.answers(name).assign(run=label) for label, run in list(asked.items())[:MOST_LINES]]
        answers = pd.concat(rows)
        completed = answers[answers["closed"]]
        first = next(iter(asked.values()))
        axes = plots.trajectories(completed, wording.span(first, name) or (0, 1), by="run")
        figure = drawn(
            axes, f"course-{name}", f"{name}: mean answer by exchange", "One line per run.",
            "Mean over dialogues; bands: 95% by resampling dialogues. There are no reference data.",
        )  # fmt: skip
        called = name.replace("_", " ")
        yield Chapter(f"course-{name}", f"Course: {called}", f"{called.capitalize()} by exchange", "", (figure,))


def language_chapters(runs: Mapping[str, Run]) -> Iterator[Chapter]:
    """How the texts of runs compare with human ones, for those whose scenario names reference data."""
    frames = []
    for label, run in runs.items():
        comparator = human_comparator(run)
        sections = [section_of_language(run, role, comparator) for role in run.scenario.roles]
        lines = [line for section in sections for line in section.lines]
        if lines:
            frames.append(plots.frame([line.estimate for line in lines], label=label))
    if frames:
        yield alignment_chapter(pd.concat(frames))


def alignment_chapter(table: pd.DataFrame) -> Chapter:
    """The paper's second figure, one for each role."""
    figures = []
    texts = table[table["measure"].isin(("distinct@1", "distinct@2", "distinct@3", "readability", "turn_length"))]
    for role in dict.fromkeys(texts["of"]):
        axes = plots.alignment(texts, of=role)
        rows = texts[(texts["of"] == role) & texts["value"].notna()]
        said = "; ".join(f"{row.label}, {row.measure}: {shown(float(row.value))}" for row in rows.itertuples())
        caption = f"The {role.replace('_', ' ')}. Whiskers: 95%. Dashed: human data."
        figures.append(drawn(axes[0], f"alignment-{role}", f"How the {role} writes", said, caption))
    lead = "Distinct words, pairs and triples among all that a role says, and reading grade."
    return Chapter("language", "Language", "Language of the dialogues", lead, tuple(figures))
