"""A ConvoKit corpus: a folder of `utterances.jsonl`, `speakers.json`, `conversations.json` and two files about these.

The format is that of ConvoKit's own dump (https://convokit.cornell.edu/documentation/data_format.html). A speaker is
a person in a role; the candidates of a turn, with their probabilities, stand in its meta.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vs_sim.export.format import ExportSource, format_, jsonable, lines
from vs_sim.log.run import Run

Meta = dict[str, Any]


@format_("convokit")
def _write(source: ExportSource, out: Path) -> list[Path]:
    """The five files of a corpus; load it with `convokit.Corpus(filename=…)`."""
    utterances: list[Meta] = []
    speakers: dict[str, Meta] = {}
    conversations: dict[str, Meta] = {}
    for cell, run in source.runs.items():
        before = jsonable(source.columns.get(cell, {}))
        speakers |= dict(spoken_by(cell, run, before))
        for unit, said in talks(cell, run):
            utterances += said
            conversations[said[0]["id"]] = {"meta": {**before, "unit": unit, **ended(run, unit)}, "vectors": []}
    whole: Meta = {"title": source.title, "standin": source.standin, "made_by": "vs_sim"}
    documents: dict[str, Any] = {
        "speakers.json": speakers,
        "conversations.json": conversations,
        "corpus.json": whole,
        "index.json": index(utterances, speakers, conversations, whole),
    }
    written = [lines(out / "utterances.jsonl", (json.dumps(each, ensure_ascii=False) for each in utterances))]
    return written + [lines(out / name, [json.dumps(each, ensure_ascii=False)]) for name, each in documents.items()]


def named(cell: str, *parts: object) -> str:
    """A name that no two things of a corpus share."""
    return "/".join([*([cell] if cell else []), *(str(part) for part in parts)])


def spoken_by(cell: str, run: Run, before: Meta) -> Iterator[tuple[str, Meta]]:
    """Every person in a role, with their prompted attributes."""
    for row in run.personas.to_dict("records"):
        facts = {str(name): value for name, value in row.items() if name != "unit" and value is not None}
        known = {name: value for name, value in jsonable(facts).items() if value is not None}
        yield named(cell, row["role"], row["person"]), {"meta": {**before, **known}, "vectors": []}


def talks(cell: str, run: Run) -> Iterator[tuple[str, list[Meta]]]:
    """Every dialogue that has turns, as utterances that reply to one another."""
    who = run.personas.set_index(["unit", "role"])["person"].to_dict()
    offered = _candidates(run)
    for unit, turns in run.turns.groupby("unit", sort=True):
        first, last, said = named(cell, unit, 0), None, []
        for row in turns.to_dict("records"):
            id_ = named(cell, unit, row["turn"])
            meta = {name: row[name] for name in ("exchange", "role", "method", "index", "probability")}
            meta["candidates"] = offered.get((unit, row["exchange"], row["role"]), [])
            speaker = named(cell, row["role"], who.get((unit, row["role"]), row["role"]))
            said.append(
                {"id": id_, "conversation_id": first, "text": row["text"], "speaker": speaker, "meta": jsonable(meta)}
                | {"reply-to": last, "timestamp": row["turn"], "vectors": []}
            )
            last = id_
        yield str(unit), said


def _candidates(run: Run) -> dict[tuple[Any, ...], list[list[Any]]]:
    """What was offered at each turn: texts with the probabilities used."""
    offered: dict[tuple[Any, ...], list[list[Any]]] = {}
    spoken = run.candidates[~run.candidates["private"].astype(bool)]
    for row in spoken.to_dict("records"):
        key = (row["unit"], row["exchange"], row["role"])
        offered.setdefault(key, []).append([row["text"], row["probability"]])
    return offered


def ended(run: Run, unit: str) -> Meta:
    """How a dialogue ended: whether it failed, and what was decided."""
    dialogues = run.dialogues.set_index("unit")
    if unit not in dialogues.index:
        return {"failed": "not finished"}
    row = jsonable(
        {name: dialogues.loc[unit, name] for name in ["failed", *questions(run)] if name in dialogues.columns}
    )
    return {name: value for name, value in row.items() if value is not None}


def questions(run: Run) -> list[str]:
    """The names of a run's questions."""
    return list(run.scenario.questions)


def index(utterances: list[Meta], speakers: Mapping[str, Meta], conversations: Mapping[str, Meta], whole: Meta) -> Meta:
    """What kinds of values the metas hold, as ConvoKit writes it."""
    return {
        "utterances-index": kinds(each["meta"] for each in utterances),
        "speakers-index": kinds(each["meta"] for each in speakers.values()),
        "conversations-index": kinds(each["meta"] for each in conversations.values()),
        "overall-index": kinds([whole]),
        "version": 1,
        "vectors": [],
    }


def kinds(metas: Any) -> dict[str, list[str]]:
    """Each key of metas with the kinds of its values."""
    found: dict[str, set[str]] = {}
    for meta in metas:
        for name, value in meta.items():
            if value is not None:
                found.setdefault(name, set()).add(str(type(value)))
    return {name: sorted(types) for name, types in found.items()}
