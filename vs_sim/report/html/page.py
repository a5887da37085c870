"""One page for one run: a single file that loads nothing, runs nothing, and shows strangers' text as text."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.integrity.frozen_record import frozen_sentence
from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.html import run_account, sections
from vs_sim.report.html.chapters import chapters
from vs_sim.report.html.coded_dialogues import coded_task
from vs_sim.report.html.dialogue_data import transcripts
from vs_sim.report.html.template import page_template, write_page
from vs_sim.report.html.viewer import viewer
from vs_sim.report.terminal.scorecard_table import card_tables
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.data.estimate import Estimate


def write_report(run: Run, path: Path, validation: Estimate | None) -> Path:
    """Write the page of a run; the same log gives the same page.

    Args:
        run: The run, finished or not.
        path: Where to write it; folders are made, and a page that is there is replaced.
        validation: The distance of a stand-in run to its ground truth; None for other runs.

    Returns:
        The path written.

    Raises:
        VsSimError: The file cannot be written.
    """
    return write_page(render(run, validation), path)


def render(run: Run, validation: Estimate | None) -> str:
    """The page as text; everything on it is read off one assessment of the run."""
    assessed = Assessment(run, validation=validation)
    return page_template().render(answer(assessed) | evidence(run) | account(run) | scorecard_context(assessed))


def scorecard_context(assessed: Assessment) -> dict[str, Any]:
    """The scorecard, and what is drawn of it."""
    card = assessed.scorecard
    return {"card": card, "card_tables": card_tables(card), "chapters": chapters(card)}


def answer(assessed: Assessment) -> dict[str, Any]:
    """What the run says: the conclusion, the outcomes compared with human data, what may be concluded."""
    run, head, validation = assessed.run, assessed.primary, assessed.validation
    outcomes = [sections.compared_outcome(assessed, question) for question in assessed.outcomes]
    return {
        "title": run.title,
        "standin_notice": STANDIN_NOTICE if run.standin else "",
        "headline": wording.headline(run, head),
        "notes": [*filter(None, [frozen_sentence(run)]), *wording.missing_and_validation(run, validation)],
        "head": head,
        "distances": sections.distance_drawing(head, validation),
        "outcomes": [*outcomes, *sections.lone_outcomes(run, list(assessed.outcomes))],
        "validation_sentence": validation and wording.validation_sentence(validation),
        "may": wording.may_conclude(run, head),
        "may_not": wording.may_not_conclude(run, head),
    }


def evidence(run: Run) -> dict[str, Any]:
    """What is missing, what happened on the way, and dialogues to read."""
    done, failed = run.counts
    return {
        "done": done,
        "failed": failed,
        "missing": wording.missing_sentence(run),
        "failures": run_account.failure_counts(run),
        "asked_again": run_account.asked_again(run),
        "courses": {question: sections.course_drawing(run, question) for question in wording.stance_questions(run)},
        "transcripts": transcripts(run),
        "viewer": viewer({"": run}),
        "coded": coded_task(run) is not None,
    }


def account(run: Run) -> dict[str, Any]:
    """How it was made, what it cost, and how to reproduce it."""
    answers, repairs = run_account.repairs(run)
    return {
        "scenario": run.written_scenario,
        "scenario_text": run_account.scenario_text(run),
        "folder": run.folder.resolve().name,
        "quoted_folder": shlex.quote(run.folder.resolve().name),
        "state": run.state,
        "seed": run.seed,
        "digest": run.digest,
        "versions": run.versions,
        "usd": run.usd,
        "calls": run.call_count,
        "models": run_account.models(run),
        "asking": run_account.asking(run),
        "answers": answers,
        "repairs": repairs,
    }
