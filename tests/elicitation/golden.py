"""Every prompt as a model reads it: `python -m tests.elicitation.golden` writes the golden files anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.persona import Persona
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import METHODS, Context, elicit
from vs_sim.elicitation.prompts.request_text import before_clause, head, quoted_line
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS

FOLDER = Path(__file__).resolve().parents[1] / "golden"
PERSONA = Persona("p", {"age": 36, "sex": "Female", "agreeable": 3.4, "income": 7}, "test")
DONATION = Question.model_validate(
    {"ask": "How much of your $2 do you donate?", "answer": {"amount": [0, 2]}, "of": "persuadee", "private": True}
)
UTTERANCE = Question(ask="What do you say next?", of="persuadee", when="turn")
LINES = (quoted_line("Persuader", "Hi!"), quoted_line("Persuadee", 'I "only" have <$2>.'))
ANSWERS = {
    "multi_turn": "0.50",
    "vs_multi": '{"responses": [{"text": "0", "confidence": 0.5}, {"text": "1", "confidence": 0.2}]}',
}
VARIANTS: Mapping[str, Mapping[str, Any]] = {
    **{f"vs_standard, {name}": {"definition": name} for name in WEIGHTS},
    "vs_standard, k: model": {"k": "model"},
    "vs_standard, reading: sample": {"reading": "sample"},
    "vs_standard, threshold 0.1": {"threshold": 0.1},
    "vs_standard, threshold 0.005 in percent": {"threshold": 0.005, "definition": "percentage"},
    "sequence, k: model": {"k": "model"},
    "sequence, reading: sample": {"reading": "sample"},
    "vs_cot, threshold 0.1": {"threshold": 0.1},
    "vs_multi, k: 10, batch: 5": {"k": 10, "batch": 5},
    "vs_multi, all at once": {"k": 3},
}


def context(attempt: int = 1) -> Context:
    written = head("Two workers talk.\n", "The $2 are yours.\n", "persuadee", PERSONA)
    return Context(written, LINES, "Exchange 2 of 10.", attempt)


def request(method: str, question: Question = DONATION, attempt: int = 1, **options: Any) -> Request:
    return next(elicit(Choice(name=method, options=options), question, context(attempt)))


def conversation(method: str, attempt: int = 1) -> tuple[Message, ...]:
    """The messages of the second turn of a conversation of several turns."""
    flow = elicit(Choice(name=method), DONATION, context(attempt))
    next(flow)
    return flow.send(Reply(ANSWERS[method])).messages


def text(asked: Request) -> str:
    return "\n\n".join(message.content for message in asked.messages) + "\n"


def clause(asked: Request) -> str:
    """What follows all that methods share."""
    return text(asked).removeprefix(before_clause(asked)).strip()


def later(method: str) -> str:
    """The messages after the first request, each under its role."""
    return "\n\n".join(f"[{m.role}]\n{m.content}" for m in conversation(method)[2:]) + "\n"


def files() -> dict[str, str]:
    """The text of every golden file, by its name."""
    written = {
        f"{method}.{kind}.txt": text(request(method, question))
        for method in METHODS.names()
        for kind, question in (("donation", DONATION), ("utterance", UTTERANCE))
        if not (METHODS.get(method).closed and kind == "utterance")
    }
    written |= {f"{method}.later.txt": later(method) for method in ANSWERS}
    clauses = {name: clause(request(name.split(",")[0], **options)) for name, options in VARIANTS.items()}
    clauses["vs_standard, second attempt"] = clause(request("vs_standard", attempt=2))
    written["clauses.txt"] = "\n\n".join(f"[{name}]\n{words}" for name, words in clauses.items()) + "\n"
    return written


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
