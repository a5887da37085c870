"""Codings through `vs_sim.code`: by rules, by what was learned, and by a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vs_sim import code, codings, simulate
from vs_sim.core.message import Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import StudyError
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.simulation.model_coding import label_with_model
from vs_sim.simulation.session import RunOptions
from vs_sim.study.coding.label_counts import count_labels

CODER = ModelEntry(backend="scripted", replies=("",))
ONE = json.dumps({"turns": [{"turn": 1, "labels": ["refusal"]}]})


@pytest.fixture
def talked(tmp_path: Path) -> Run:
    sets = ["dialogues=12", "exchanges=2", "seed=5"]
    return simulate("persuasion_for_good", sets=sets, options=RunOptions(out=tmp_path / "run"))


def test_rules_code_a_run_without_a_model(talked: Run) -> None:
    assert code(talked, "resistance") == "rules"
    assert set(codings(talked, "resistance")["label"]) <= {"refusal", "resistance", "reserve", "commitment", "request"}


def test_the_labels_of_a_model_are_kept_with_what_they_imply(talked: Run) -> None:
    found = label_with_model(talked, "resistance", CODER, backend=Scripted.of([ONE]))
    labels = codings(talked, "resistance", found.coder)
    assert (found.coder, found.uncoded) == ("llm:scripted", ())
    assert labels.groupby("unit")["label"].apply(set).tolist() == [{"refusal", "resistance", "reserve"}] * 12


def test_the_codebook_and_the_quoted_conversation_stand_in_the_prompt(talked: Run) -> None:
    asked: list[Request] = []

    def script(request: Request) -> str:
        asked.append(request)
        return ONE

    label_with_model(talked, "resistance", CODER, backend=Scripted.of(script))
    prompt = asked[0].messages[-1].content
    assert "- refusal (persuadee): refuses to give" in prompt
    assert json.dumps(talked.turns["text"].iloc[0], ensure_ascii=False) in prompt


def test_a_model_is_paid_once_for_the_same_coding(talked: Run) -> None:
    label_with_model(talked, "resistance", CODER, backend=Scripted.of([ONE]))
    silent = Scripted.of(lambda request: pytest.fail("asked again"))
    assert label_with_model(talked, "resistance", CODER, backend=silent).uncoded == ()


def test_dialogues_without_a_readable_answer_stay_uncoded(talked: Run) -> None:
    def script(request: Request) -> str:
        return ONE if talked.turns["text"].iloc[0] in request.messages[-1].content else "I would rather not."

    found = label_with_model(talked, "resistance", CODER, backend=Scripted.of(script))
    assert len(found.labels) + len(found.uncoded) == 12
    assert found.uncoded
    assert len(count_labels(talked, "resistance", found.coder).rows) == 5


def test_the_stand_in_does_not_code(talked: Run) -> None:
    with pytest.raises(StudyError, match="no readable answer about any dialogue"):
        code(talked, "resistance", model="standin")


def test_a_run_is_coded_by_one_coder_at_a_time(talked: Run) -> None:
    with pytest.raises(StudyError, match="one coder at a time"):
        code(talked, "resistance", model="standin", learned_from=talked)


def test_a_log_is_not_written_when_it_is_coded(talked: Run) -> None:
    before = talked.digest
    code(talked, "acts")
    assert (Run(talked.folder).digest, (talked.folder / "codings.sqlite").exists()) == (before, True)
