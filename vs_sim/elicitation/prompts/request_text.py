"""What the model reads: one system message and one user message of documented blocks.

The user message holds, in this order, `<scenario>`, `<persona>`, `<answer>`, `<conversation>` and `<now>`, and
the answer clause last. Everything but the clause is the same for every method, and what stays the same through
a dialogue comes first, so that provider prefix caches hit. What others said stands in quotes, as JSON strings:
it is data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vs_sim.core.message import Message, Request
from vs_sim.core.persona import Persona
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, ListOptions, WeightedOptions
from vs_sim.elicitation.prompts.reask_words import what_was_wrong
from vs_sim.elicitation.prompts.templates import OURS, Wording
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS


def head(about: str, brief: str, role: str, persona: Persona, wording: Wording = OURS) -> str:
    """The scenario and persona blocks: every prompted attribute, numbers included."""
    return wording.render("head", about=about, brief=brief, role=role, **who(persona))


def who(persona: Persona) -> dict[str, Any]:
    """A persona as the templates are given it: facts, one line each, and its description where that is wanted."""
    facts = [" ".join(fact.split()) for fact in persona.facts()]
    return {"facts": facts, "described": persona.described() if persona.style == "description" else []}


def quoted_line(label: str, text: str) -> str:
    """One line of the conversation block: the words as a JSON string that cannot close a block."""
    return f"{label}: " + json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def messages(question: Question, context: Context, clause: str) -> tuple[Message, ...]:
    """The request's messages: everything but the clause is the same for every method."""
    user = context.wording.render(
        "user",
        head=context.head,
        question=question,
        lines=context.lines,
        now=context.now,
        clause=clause,
        attempt=context.attempt,
        ending=_ending(context, clause),
    )
    return Message("system", context.wording.cached("system")), Message("user", user)


def more(context: Context, clause: str) -> Message:
    """A later user message of a conversation: nothing but another clause, and the attempt."""
    return Message("user", _ending(context, clause))


def _ending(context: Context, clause: str) -> str:
    problem = what_was_wrong(context.problem)
    return context.wording.cached("ending", (("clause", clause), ("attempt", context.attempt), ("problem", problem)))


def before_clause(request: Request) -> str:
    """All that a request says before its answer clause: what methods share, and what a prefix cache can hold."""
    system, user = (message.content for message in request.messages[:2])
    end = max(user.rfind(f"</{block}>\n\n") + len(block) + 3 for block in ("conversation", "now"))
    return f"{system}\n\n{user[:end]}"


def clause(context: Context, method: str, **words: Any) -> str:
    """The answer clause of a method."""
    return context.wording.cached(method, tuple(words.items()))


def form(question: Question, context: Context) -> str:
    """What one answer looks like, in words."""
    unused: dict[str, Any] = {"low": None, "high": None, "unit": None, "options": (), "words": None}
    words = unused | dict(question.answer.prompt_words)
    return context.wording.cached("form", (*words.items(), ("turn", question.when == "turn")))


def counted(options: ListOptions) -> Mapping[str, Any]:
    """How many answers are asked for and how they are chosen, in words."""
    number = f"exactly {options.k} different answers" if options.count else "all different answers"
    if options.reading == "sample":
        choice = "sampled at random from everything this person might answer"
    else:
        choice = "the likeliest first" if options.count else "as many as are plausible"
    return {"count": number, "choice": choice, "k": options.count}


def weighed(options: WeightedOptions) -> Mapping[str, Any]:
    """What each answer's weight means and what it must be below, in words; and its field with an example."""
    weight, threshold = WEIGHTS[options.definition], options.threshold
    return {
        "weight": weight.words,
        "field": weight.field,
        "example": weight.example if threshold is None else weight.example_below(threshold),
        "threshold": None if threshold is None else weight.below(threshold),
    }
