"""What the model reads: one system message and one user message of documented blocks.

The user message holds, in this order, `<scenario>`, `<persona>`, `<answer>`, `<conversation>` and `<now>`, and
the answer clause last. Everything but the clause is the same for every method, and what stays the same through
a dialogue comes first, so that provider prefix caches hit. What others said stands in quotes, as JSON strings:
it is data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from vs_sim.core.message import Message
from vs_sim.core.persona import Persona, told
from vs_sim.core.question import Amount, Options, Question, Scale
from vs_sim.elicitation.method import Context, ListOptions


@cache
def template(name: str) -> Template:
    """The compiled template of that name in `prompts/`."""
    environment = Environment(
        loader=PackageLoader("vs_sim.elicitation", "prompts"),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=False,
    )
    environment.filters["told"] = told
    environment.filters["quoted"] = lambda items: json.dumps(items, ensure_ascii=False)
    return environment.get_template(f"{name}.j2")


def head(about: str, brief: str, role: str, persona: Persona) -> str:
    """The scenario and persona blocks: every told attribute, numbers included."""
    facts = [" ".join(fact.split()) for fact in persona.facts()]
    return template("head").render(about=about, brief=brief, role=role, facts=facts)


def quoted(label: str, text: str) -> str:
    """One line of the conversation block: the words as a JSON string that cannot close a block."""
    return f"{label}: " + json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def messages(question: Question, context: Context, clause: str) -> tuple[Message, ...]:
    """The request's messages: everything but the clause is the same for every method."""
    user = template("user").render(
        head=context.head,
        question=question,
        lines=context.lines,
        now=context.now,
        clause=clause,
        attempt=context.attempt,
    )
    return Message("system", template("system").render()), Message("user", user)


def clause(method: str, **words: Any) -> str:
    """The answer clause of a method."""
    return template(method).render(**words)


def form(question: Question) -> str:
    """What one answer looks like, in words."""
    match question.answer:
        case Amount(amount=(low, high), unit=unit):
            return f"a number from {told(low)} to {told(high)} ({unit}) without any words"
        case Scale(scale=(low, high)):
            return f"a whole number from {low} to {high} without any words"
        case Options(options=options):
            return "one of " + ", ".join(json.dumps(option, ensure_ascii=False) for option in options)
        case _:
            return "the words this person says next, without a name in front"


def counted(options: ListOptions) -> Mapping[str, str]:
    """How many answers are asked for and how they are chosen, in words."""
    number = f"exactly {options.k} different answers" if options.count else "all different answers"
    if options.reading == "sample":
        choice = "sampled at random from everything this person might answer"
    else:
        choice = "the likeliest first" if options.count else "as many as are plausible"
    return {"count": number, "choice": choice}
