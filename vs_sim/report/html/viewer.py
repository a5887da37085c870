"""Every dialogue of a run as inert JSON: what the viewer of the page lists, filters, searches and shows.

The page holds an index and one block of data per dialogue, which is read only when the dialogue is opened. Blocks are
data, never code: they cannot close their element, and the viewer writes them as text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from vs_sim import seeds
from vs_sim.core.persona import value_text
from vs_sim.core.question import Question
from vs_sim.log.redraw import LoggedDraw, all_draws
from vs_sim.log.run import Run
from vs_sim.report.html.coded_dialogues import Coded, coded
from vs_sim.report.html.untrusted import clipped, one_line, visible
from vs_sim.report.wording import amount, span

Json = dict[str, Any]

_BUDGET = 48_000_000
"""Characters of dialogues that a page holds; beyond it dialogues are drawn at random by the run's seed."""
_LONGEST = 2_000_000
"""Characters of one text that a page holds."""
_FEW = 12
"""Different answers to a question up to which each can be filtered for."""
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Viewer:
    """What the viewer is given."""

    index: Markup
    """The dialogues in order, their outcomes and what they can be filtered by."""
    dialogues: tuple[Markup, ...]
    """One block per dialogue."""
    left_out: int
    """Dialogues of which the page has no room."""


def inert_json(value: Any) -> Markup:
    r"""JSON that cannot leave its script element, whatever it holds.

    >>> print(inert_json({"a": "</script>\u202e"}))
    {"a":"\u003c/script\u003e�"}
    """
    text = json.dumps(_seen(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # nothing in it can close the element


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return clipped(visible(value), _LONGEST)
    if isinstance(value, Mapping):
        return {visible(str(key)): _seen(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_seen(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def viewer(runs: Mapping[str, Run]) -> Viewer:
    """The dialogues of runs, by the name that each run has on the page; one run may have the empty name."""
    rows: list[Json] = []
    blocks: list[Markup] = []
    left = 0
    for label, run in runs.items():
        entries = [(row, inert_json(block)) for row, block in _entries(label, run)]
        kept = _within([len(block) for _, block in entries], _BUDGET // len(runs), run.seed)
        rows += [entries[at][0] for at in kept]
        blocks += [entries[at][1] for at in kept]
        left += len(entries) - len(kept)
    return Viewer(inert_json({"rows": rows, **_legend(runs), "facets": _facets(rows)}), tuple(blocks), left)


def _within(sizes: Sequence[int], room: int, seed: int) -> list[int]:
    """The places of what there is room for, in order: drawn at random, at least one."""
    kept: list[int] = []
    for at in seeds.generator(seed, "dialogues in the viewer").permutation(len(sizes)):
        room -= sizes[at]
        if room < 0 and kept:
            break
        kept.append(int(at))
    return sorted(kept)


def _legend(runs: Mapping[str, Run]) -> Json:
    """Who speaks, what is asked, and how much may be answered."""
    questions: Json = {}
    roles: dict[str, None] = {}
    for run in runs.values():
        roles |= dict.fromkeys(run.scenario.roles)
        for name, asked in run.scenario.questions.items():
            ends = span(run, name)
            questions[name] = {"ask": asked.ask, "span": list(ends) if ends else None}
    return {"roles": list(roles), "questions": questions}


def _facets(rows: Sequence[Json]) -> list[Json]:
    """What can be filtered by: a name, and its entries with the number of dialogues of each."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        for name, labels in row["is"].items():
            found.setdefault(name, Counter()).update(labels)
    return [{"name": name, "entries": counts.most_common()} for name, counts in found.items() if counts]


def _entries(label: str, run: Run) -> Iterator[tuple[Json, Json]]:
    """The row and the block of every dialogue, in order."""
    said = coded(run)
    answers: dict[str, list[LoggedDraw]] = {}
    for one in all_draws(run.log):
        answers.setdefault(one.unit, []).append(one)
    prompted = _prompted(run)
    ended, few = dict(run.outcomes()), _few(run)
    wrong = _failures(run)
    for unit in sorted(answers.keys() | ended.keys(), key=_natural):
        outcome = ended.get(unit, {"failed": "not completed", "decisions": {}})
        own = said.get(unit, Coded())
        lines = _lines(run, answers.get(unit, ()), own)
        row = _row(run, unit, outcome, own, few)
        number = str(int(unit)) if unit.isdecimal() else unit
        key = f"{label}/{number}" if label else number
        block = {
            "lines": lines,
            "personas": prompted.get(unit, []),
            "wrong": wrong.get(unit, []),
            "whole": list(own.whole),
        }
        if label:
            row["is"] = {"Run": [label], **row["is"]}
        yield {"d": key, **row}, {"d": key, "failed": outcome["failed"], "end": row["end"], **block}


def _row(run: Run, unit: str, outcome: Json, own: Coded, few: Mapping[str, bool]) -> Json:
    questions, decisions = run.scenario.questions, outcome["decisions"]
    shown = [[name, _shown(questions.get(name), value)] for name, value in decisions.items()]
    state = "failed" if outcome["failed"] else "completed"
    found: dict[str, list[str]] = {"State": [state]}
    for name, value in decisions.items():
        if isinstance(value, int | float) and name in questions and questions[name].answer.unit_name:
            found[name] = ["above 0" if value > 0 else "0"]
        elif few.get(name):
            found[name] = [one_line(_shown(questions.get(name), value), 40)]
    if own.changes:
        found["Change of mind"] = ["any", *own.changes]
    if own.course:
        found["Course"] = [own.course]
    if own.kinds:
        found["Shows"] = list(own.kinds)
    note = own.course or (one_line(str(outcome["failed"]), 60) if outcome["failed"] else "")
    return {"end": shown, "note": note, "is": found}


def _shown(question: Question | None, value: object) -> str:
    if isinstance(value, int | float):
        return amount(float(value), question.answer.unit_name if question else "")
    return str(value)


def _few(run: Run) -> dict[str, bool]:
    """Questions to which few different answers were given."""
    given: dict[str, set[str]] = {}
    for _, outcome in run.outcomes():
        for name, value in outcome["decisions"].items():
            given.setdefault(name, set()).add(str(value))
    return {name: len(values) <= _FEW for name, values in given.items()}


def _lines(run: Run, answers: Iterable[LoggedDraw], own: Coded) -> list[Json]:
    """What was said and asked, in the order in which it is read: the exchange, then its private answers."""
    questions = run.scenario.questions
    lines, turn = [], 0
    used: dict[str, int] = {}
    for one in answers:
        asked = questions.get(one.question)
        private = asked is not None and asked.private
        place = one.question if one.exchange is None else f"{one.question}.{one.exchange + 1}"
        line = _line(one) | {"t": place if private else str(turn), "p": int(private)}
        if not private:
            line["k"] = list(own.turns.get(turn, ()))
            turn += 1
        known = used.setdefault(line["t"], 0)
        used[line["t"]] += 1
        line["t"] += f"~{known + 1}" if known else ""
        moment = -1.0 if asked is not None and asked.when == "start" else math.inf
        lines.append((moment if one.exchange is None else float(one.exchange), private, line))
        line["w"] = "" if one.exchange is not None else "start" if moment < 0 else "end"
    return [line for _, _, line in sorted(lines, key=lambda entry: entry[:2])]


def _line(one: LoggedDraw) -> Json:
    draw = one.draw
    value = draw.candidate.value
    offers = [[offer.text, offer.stated, round(offer.probability, 6)] for offer in draw.distribution.candidates]
    line: Json = {"x": one.exchange, "r": one.role, "q": one.question, "m": one.method}
    line |= {"s": draw.select, "u": round(draw.u, 6), "i": draw.index, "c": offers}
    if isinstance(value, int | float):
        line["v"] = value
    if repairs := list(dict.fromkeys(repair.kind for repair in draw.distribution.repairs)):
        line["g"] = repairs
    return line


def _prompted(run: Run) -> dict[str, list[Any]]:
    """Dialogue to its roles, each with the prompted attributes of its persona."""
    found: dict[str, list[Any]] = {}
    for unit, text in run.log.execute("SELECT unit, personas FROM closed"):
        personas = json.loads(text)
        found[unit] = [
            [role, [f"{name.replace('_', ' ')}: {value_text(value)}" for name, value in persona["traits"].items()]]
            for role, persona in personas.items()
        ]
    return found


def _failures(run: Run) -> dict[str, list[Any]]:
    """Dialogue to the replies that could not be used, with their texts."""
    found: dict[str, list[Any]] = {}
    query = "SELECT unit, name, what, reason, raw FROM failed WHERE what <> 'transport' ORDER BY unit, seq"
    for unit, name, what, reason, raw in run.log.execute(query):
        found.setdefault(unit, []).append([str(name), what, reason, raw or ""])
    return found


def _natural(unit: str) -> tuple[int, str]:
    return (int(unit), "") if unit.isdecimal() else (-1, unit)
