from __future__ import annotations

from pathlib import Path

from tests.export.exported import lines
from vs_sim.api.exports import export
from vs_sim.log.run import Run


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
