from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import llama_server, needs_llama
from vs_sim import Run, simulate
from vs_sim.simulation.session import RunOptions

pytestmark = [needs_llama, pytest.mark.server]

SETS = [
    "dialogues=2",
    "exchanges=2",
    "models.persona.model=openai/tiny-random-vs",
    "models.persona.max_tokens=700",
    "models.persona.max_in_flight=4",
    "max_failed=100%",
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("llama")
    with llama_server(folder) as address:
        sets = [*SETS, f"models.persona.api_base={address}"]
        yield simulate("persuasion_for_good", sets=sets, options=RunOptions(out=folder / "run"))


def test_every_dialogue_ends_done_or_failed(run: Run) -> None:
    assert sum(run.counts) == 2


def test_answers_come_from_the_real_server(run: Run) -> None:
    assert set(run.calls["answered_by"]) == {"tiny-random-vs"}


def test_distributions_are_read_from_real_answers(run: Run) -> None:
    turns = run.candidates[run.candidates["question"] == "utterance"].query("method == 'vs_standard'")
    assert turns.groupby(["unit", "exchange"]).size().max() == 5


def test_every_failure_has_a_reason(run: Run) -> None:
    assert (run.failures["reason"].str.len() > 0).all()


def test_every_failed_dialogue_has_answers_that_explain_it(run: Run) -> None:
    failed = set(run.dialogues[run.dialogues["failed"].notna()]["unit"])
    assert failed <= set(run.failures[run.failures["what"].isin(["unreadable", "refused"])]["unit"])


def test_no_utterance_was_invented(run: Run) -> None:
    texts = "\n".join(run.calls["text"])
    assert all(text in texts or text.replace('"', '\\"') in texts for text in run.turns["text"])


def test_every_amount_drawn_is_in_range(run: Run) -> None:
    assert run.answers("donation")["value"].between(0, 2).all()


def test_the_form_the_server_takes_is_recorded(run: Run) -> None:
    assert "json_schema" in set(run.calls["structured"])


def test_tokens_are_recorded(run: Run) -> None:
    assert (run.calls["completion_tokens"] > 0).all()


def test_a_run_on_a_real_model_is_no_stand_in_run(run: Run) -> None:
    assert not run.standin


def test_the_log_holds_no_key(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert b"sk-" not in (run.folder / "log.sqlite").read_bytes()
