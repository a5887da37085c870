from __future__ import annotations

import json
from pathlib import Path

from tests.export.exported import lines
from vs_sim.api.exports import export
from vs_sim.log.run import Run
from vs_sim.sweep.sweep_run import Sweep


def test_a_corpus_has_what_convokit_reads(run: Run, tmp_path: Path) -> None:
    files = {file.name for file in export(run, "convokit", tmp_path)}
    assert files == {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}
    first, second, *_ = lines(tmp_path / "utterances.jsonl")
    assert {"id", "conversation_id", "text", "speaker", "meta", "reply-to", "timestamp", "vectors"} == set(first)
    assert (first["reply-to"], second["reply-to"]) == (None, first["id"])


def test_every_speaker_and_conversation_of_a_corpus_is_known(sweep: Sweep, tmp_path: Path) -> None:
    export(sweep, "convokit", tmp_path)
    speakers = json.loads((tmp_path / "speakers.json").read_text(encoding="utf-8"))
    conversations = json.loads((tmp_path / "conversations.json").read_text(encoding="utf-8"))
    utterances = list(lines(tmp_path / "utterances.jsonl"))
    assert {u["speaker"] for u in utterances} <= set(speakers)
    assert {u["conversation_id"] for u in utterances} == set(conversations)
    assert len({u["id"] for u in utterances}) == len(utterances) == 16


def test_a_corpus_says_that_a_stand_in_spoke(run: Run, tmp_path: Path) -> None:
    export(run, "convokit", tmp_path)
    assert json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))["standin"] is True
