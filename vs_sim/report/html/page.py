"""One page for one run: a single file that loads nothing, runs nothing, and shows strangers' text as text."""

from __future__ import annotations

import base64
import hashlib
import shlex
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from vs_sim.errors import VsSimError
from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.html import run_account, sections
from vs_sim.report.html.chapters import chapters
from vs_sim.report.html.coded_dialogues import coded_task
from vs_sim.report.html.dialogue_data import transcripts
from vs_sim.report.html.untrusted import clipped, one_line, visible
from vs_sim.report.html.viewer import viewer
from vs_sim.report.terminal.scorecard_table import card_tables
from vs_sim.study.comparison.comparator import beside_people
from vs_sim.study.comparison.measuring import against_people, compared, people_of, primary
from vs_sim.study.comparison.scorecard_sections import card as filled_card
from vs_sim.study.data.estimate import Estimate


def write_report(run: Run, path: Path, self_test: Estimate | None) -> Path:
    """Write the page of a run; the same log gives the same page.

    Args:
        run: The run, finished or not.
        path: Where to write it; folders are made, and a page that is there is replaced.
        self_test: The distance to the law a stand-in had; None for other runs.

    Returns:
        The path written.

    Raises:
        VsSimError: The file cannot be written.
    """
    return write_page(render(run, self_test), path)


def write_page(text: str, path: Path) -> Path:
    """Write a page.

    Raises:
        VsSimError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise VsSimError(f"{path}: cannot be written ({error.strerror})", hint="choose another --out") from error
    return path


def render(run: Run, self_test: Estimate | None) -> str:
    """The page as text."""
    return template().render(answer(run, self_test) | evidence(run) | account(run) | measured(run, self_test))


def measured(run: Run, self_test: Estimate | None) -> dict[str, Any]:
    """The card, and what is drawn of it."""
    card = filled_card(run, beside_people(run), self_test)
    return {"card": card, "card_tables": card_tables(card), "chapters": chapters(card)}


@cache
def template(name: str = "page.html.j2") -> Template:
    """A compiled page; every text that enters it is made visible and escaped."""
    environment = Environment(
        loader=PackageLoader("vs_sim.report.html", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clipped": clipped, "one_line": one_line}
    environment.globals |= {"style": _source("page.css", "viewer.css"), "script": _source("viewer.js")}
    environment.globals["policy"] = policy(_source("page.css", "viewer.css"), _source("viewer.js"))
    return environment.get_template(name)


def _source(*names: str) -> Markup:
    """Our own style or script, as it stands on the page."""
    folder = files("vs_sim.report.html") / "templates"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # our own


def policy(style: str, script: str) -> str:
    """What the page may do: apply this style, run this script, and nothing else; no address is ever asked."""
    known = {name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
             for name, text in (("style", style), ("script", script))}  # fmt: skip
    return (
        f"default-src 'none'; style-src 'sha256-{known['style']}'; script-src 'sha256-{known['script']}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def answer(run: Run, self_test: Estimate | None) -> dict[str, Any]:
    """What the run says: the conclusion, the outcomes beside people, what may be concluded."""
    estimates, first = against_people(run), primary(run)
    if first and first[0] in estimates and wording.primary_of(estimates, first) is None:
        own = compared(run, first[0], people_of(run, first[0]), [first[1]])
        estimates = {**estimates, first[0]: [*own, *estimates[first[0]]]}
    head = wording.primary_of(estimates, first)
    outcomes = [
        sections.compared_outcome(run, found, people_of(run, question)) for question, found in estimates.items()
    ]
    return {
        "title": run.scenario["title"] or run.folder.name,
        "instrument_test": wording.STANDIN if run.instrument_test else "",
        "headline": wording.headline(run, head),
        "beside": wording.beside(run, self_test),
        "head": head,
        "distances": sections.distances(head, self_test),
        "outcomes": [*outcomes, *sections.lone_outcomes(run, list(estimates))],
        "self_test": self_test and sections.row(self_test, "KS distance to the known law"),
        "self_test_sentence": self_test and wording.self_test_sentence(self_test),
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
        "failures": run_account.failures(run),
        "asked_again": run_account.asked_again(run),
        "courses": {question: sections.course(run, question) for question in wording.stances(run)},
        "transcripts": transcripts(run),
        "viewer": viewer({"": run}),
        "coded": coded_task(run) is not None,
    }


def account(run: Run) -> dict[str, Any]:
    """How it was made, what it cost, and how to make it again."""
    answers, repairs = run_account.repairs(run)
    return {
        "scenario": run.scenario,
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
