from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from tests.sweep.plans import METHODS, held, read
from vs_sim.api.exports import export, source_of
from vs_sim.api.runs import simulate
from vs_sim.errors import LogError, UnknownName
from vs_sim.export.format import FORMATS, Source, renamed, whole
from vs_sim.export.formats.csv import inert
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_run import Sweep

HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    options = RunOptions(out=tmp_path_factory.mktemp("runs") / "r")
    return simulate("persuasion_for_good", size=3, sets=["exchanges=2", f"title={HOSTILE}"], options=options)


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("sweep")
    return held(read(folder, METHODS), folder / "s")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def asked(question: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers."""
    with duckdb.connect() as connection:
        return list(connection.execute(question).fetchall())


@pytest.mark.parametrize("name", FORMATS.names())
def test_every_format_writes_a_run_and_a_sweep(name: str, run: Run, sweep: Sweep, tmp_path: Path) -> None:
    for what in (run, sweep):
        files = export(what, name, tmp_path / type(what).__name__)
        assert files
        assert all(file.stat().st_size for file in files)
        assert sorted(files) == sorted((tmp_path / type(what).__name__).iterdir())


@pytest.mark.parametrize("name", FORMATS.names())
def test_the_same_run_gives_the_same_files(name: str, run: Run, tmp_path: Path) -> None:
    once, again = ([file.read_bytes() for file in export(run, name, tmp_path / part)] for part in "ab")
    assert once == again


def test_parquet_reads_in_duckdb_and_in_pandas(run: Run, tmp_path: Path) -> None:
    export(run, "parquet", tmp_path)
    assert asked(f"SELECT count(*), count(DISTINCT unit) FROM '{tmp_path / 'turns.parquet'}'") == [(12, 3)]
    assert len(pd.read_parquet(tmp_path / "candidates.parquet")) == len(run.candidates)


def test_parquet_is_compressed_with_zstd(run: Run, tmp_path: Path) -> None:
    export(run, "parquet", tmp_path)
    kinds = asked(f"SELECT DISTINCT compression FROM parquet_metadata('{tmp_path / 'turns.parquet'}')")
    assert kinds == [("ZSTD",)]


def test_cells_are_stacked_with_their_names_and_settings(sweep: Sweep, tmp_path: Path) -> None:
    export(sweep, "parquet", tmp_path)
    turns = pd.read_parquet(tmp_path / "turns.parquet")
    assert list(turns.columns[:4]) == ["cell", "label", "roles.persuadee.method", "replicate"]
    assert turns["cell"].nunique() == 2


def test_the_table_of_a_sweep_is_exported_too(sweep: Sweep, tmp_path: Path) -> None:
    export(sweep, "parquet", tmp_path)
    assert len(pd.read_parquet(tmp_path / "table.parquet")) == len(sweep.table())
    assert len(pd.read_parquet(tmp_path / "contrasts.parquet")) == len(sweep.contrasts())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_is_inert_in_csv(text: str) -> None:
    assert inert(text).startswith("'")


@pytest.mark.parametrize("value", ["1 - 2", "a=b", "", None, -2, 3.5])
def test_what_is_no_formula_stays_as_it_is(value: Any) -> None:
    assert inert(value) == value


def test_no_cell_of_a_csv_begins_a_formula(tmp_path: Path) -> None:
    reply = json.dumps({"responses": [{"text": HOSTILE, "probability": 1.0}]})
    entry = f"models.persona={{backend: scripted, replies: ['{reply}']}}"
    sets = ["exchanges=1", "questions.donation=none", "questions.stance=none", "compare={}", entry]
    hostile = simulate(
        "persuasion_for_good",
        size=2,
        sets=[*sets, "roles.persuader.method=vs_standard"],
        options=RunOptions(out=tmp_path / "r"),
    )
    for file in export(hostile, "csv", tmp_path / "out"):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            cells = [cell for row in csv.reader(rows) for cell in row]
        assert [cell for cell in cells if cell.lstrip().startswith(("=", "@"))] == []
    with (tmp_path / "out" / "turns.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert {row["text"] for row in csv.DictReader(rows)} == {f"'{HOSTILE}"}


def test_json_lines_hold_a_row_each(run: Run, tmp_path: Path) -> None:
    export(run, "jsonl", tmp_path)
    assert [row["text"] for row in lines(tmp_path / "turns.jsonl")] == run.turns["text"].tolist()


def test_chat_has_a_dialogue_a_line_in_which_both_take_turns(run: Run, tmp_path: Path) -> None:
    export(run, "chat", tmp_path)
    dialogues = list(lines(tmp_path / "messages.jsonl"))
    roles = [message["role"] for message in dialogues[0]["messages"]]
    assert (len(dialogues), roles) == (3, ["system", "user", "assistant", "user", "assistant"])


def test_the_persuadee_is_who_is_trained(run: Run, tmp_path: Path) -> None:
    export(run, "chat", tmp_path)
    dialogue = next(lines(tmp_path / "messages.jsonl"))
    said = run.turns.query("unit == '000000' and role == 'persuadee'")["text"].tolist()
    assert [m["content"] for m in dialogue["messages"] if m["role"] == "assistant"] == said
    assert dialogue["decisions"]["donation"] == run.dialogues["donation"][0]


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
    assert json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))["instrument_test"] is True


def test_half_a_file_is_never_seen(tmp_path: Path) -> None:
    with pytest.raises(LogError), renamed(tmp_path / "x") as beside:
        beside.write_text("half")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_told_with_those_that_are_known(run: Run) -> None:
    with pytest.raises(UnknownName, match="convokit"):
        export(run, "xlsx")


def test_only_finished_cells_are_exported(tmp_path: Path) -> None:
    found = held(read(tmp_path, METHODS), tmp_path / "s")
    found.known["cells"].append({**found.known["cells"][0], "id": "waiting"})
    assert set(source_of(found).runs) == set(found.runs)
    assert isinstance(source_of(found), Source)


def test_halves_of_characters_do_not_break_a_file() -> None:
    assert whole("a\ud800b") == "a\ufffdb"
