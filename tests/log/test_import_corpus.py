from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vs_sim.core.label import Label
from vs_sim.core.persona import Persona
from vs_sim.core.scenario import Scenario
from vs_sim.corpora.corpus import Conversation, Corpus, EarlierAnswer, Line
from vs_sim.errors import LogError
from vs_sim.log.import_corpus import HUMAN, write_corpus
from vs_sim.log.run import Run

SCRIPT: dict[str, Any] = {
    "kind": "persuasion",
    "about": "One asks the other.",
    "models": {"m": {"backend": "standin"}},
    "roles": {"asker": {"model": "m"}, "giver": {"model": "m"}},
    "questions": {
        "mood": {"of": "giver", "ask": "How?", "answer": {"scale": [1, 7]}, "when": "start", "private": True},
        "gift": {"of": "giver", "ask": "How much?", "answer": {"amount": [0, 2]}, "private": True},
    },
}


def corpus() -> Corpus:
    script = Scenario.model_validate(SCRIPT)
    talk = Conversation(
        "d1",
        (Line("asker", 0, "Would you give?"), Line("giver", 0, "Yes.")),
        {"asker": Persona("a"), "giver": Persona("b", {"age": 30})},
        {"gift": 1.0},
        (EarlierAnswer("mood", 4.0),),
        {"date": "2018"},
        {"resistance": (Label("commitment", turn=1),)},
    )
    return Corpus(
        "mine", script, (talk, Conversation("d2", (), {"giver": Persona("c")}, {"gift": 0.0})), {"x.csv": "ab"}
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return write_corpus(corpus(), tmp_path / "run")


def test_a_corpus_becomes_a_finished_run_of_people(run: Run) -> None:
    assert (run.state, run.counts, run.call_count) == ("done", (2, 0), 0)
    assert run.fact("people") and not run.standin
    assert run.fact("sha256 x.csv") == "ab"


def test_what_was_said_and_decided_is_certain_and_by_the_method_human(run: Run) -> None:
    assert list(run.turns["text"]) == ["Would you give?", "Yes."]
    assert run.answers("gift")["value"].tolist() == [1.0, 0.0]
    assert set(run.candidates["probability"]) == {1.0}
    assert {method for (method,) in run.log.execute("SELECT DISTINCT method FROM answered")} == {HUMAN}


def test_an_answer_from_before_the_conversation_is_no_decision(run: Run) -> None:
    assert run.answers("mood")["value"].tolist() == [4]
    assert dict(run.outcomes())["d1"]["decisions"] == {"gift": 1.0}
    assert dict(run.outcomes())["d1"]["facts"] == {"date": "2018"}


def test_the_labels_of_annotators_are_kept_beside_the_log(run: Run) -> None:
    assert (run.folder / "codings.sqlite").is_file()


def test_a_folder_that_holds_a_run_is_never_written_over(run: Run) -> None:
    with pytest.raises(LogError, match="already holds a run"):
        write_corpus(corpus(), run.folder)
    assert Run(run.folder).counts == (2, 0)
