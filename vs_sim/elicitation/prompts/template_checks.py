"""Whether a template of a scenario's own can be filled in, and whether it still says what the format promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, meta

from vs_sim.core.question import Question
from vs_sim.elicitation.prompts.sandbox import LONGEST_PROMPT, refusals
from vs_sim.elicitation.prompts.templates import SUFFIX, Wording, environment, shipped
from vs_sim.errors import Fault, VsSimError, did_you_mean
from vs_sim.files.source_text import Place
from vs_sim.files.strict_yaml import Document

HEAD = ("about", "brief", "role", "facts", "described")
LIST = ("form", "count", "choice", "k")
WEIGHTED = (*LIST, "weight", "field", "example", "threshold")
GIVEN: Mapping[str, tuple[str, ...]] = {
    "system": (),
    "small_talk": (),
    "head": HEAD,
    "description": HEAD,
    "user": ("head", "question", "lines", "now", "clause", "attempt", "ending"),
    "ending": ("clause", "attempt", "problem"),
    "form": ("kind", "low", "high", "unit", "options", "words", "turn"),
    "direct": ("form",),
    "direct_object": ("form",),
    "cot": ("form",),
    "multi_turn": ("form",),
    "sequence": LIST,
    "vs_standard": WEIGHTED,
    "vs_cot": WEIGHTED,
    "vs_multi": (*WEIGHTED, "batch"),
    "vs_multi_more": (*WEIGHTED, "batch"),
    "threshold": ("threshold",),
    "next": (),
    "questioner": (),
    "moment": ("stage", "number", "last", "open"),
}
"""Template to the names it is given."""
RESPONSES = {"the key of the answers": '"responses"'}
_WEIGHTS = {**RESPONSES, "the key of an answer": '"text"', "the key of its weight": '"«field»"'}
PROMISED: Mapping[str, Mapping[str, str]] = {
    "head": {
        "the block <scenario>": "<scenario>",
        "the block <persona>": "<persona>",
        "what the situation is": "«about»",
        "the brief of the role": "«brief»",
        "the line of the role": "role: «role»",
        "the prompted attributes": "«fact»",
    },
    "description": {"the prompted attributes": "«told»"},
    "user": {
        "the scenario and the persona": "«head»",
        "the block <answer>": "<answer>",
        "the question": "«ask»",
        "the block <conversation>": "<conversation>",
        "what was said": "«line»",
        "the block <now>": "<now>",
        "where the conversation stands": "«now»",
        "the answer clause": "«clause»",
    },
    "moment": {"the number of the exchange": "7"},
    "ending": {"the answer clause": "«clause»", "the number of the attempt": "7"},
    "direct_object": {"the key of the answer": '"response"'},
    "cot": {"the key of the reasoning": '"reasoning"', "the key of the answer": '"response"'},
    "sequence": RESPONSES,
    "vs_standard": _WEIGHTS,
    "vs_cot": {**_WEIGHTS, "the key of the reasoning": '"reasoning"'},
    "vs_multi": _WEIGHTS,
    "vs_multi_more": _WEIGHTS,
}
"""Template to what it must hold, and the words in which that shows when it is filled with the sample."""
ANSWERS = ("text", {"amount": (0, 2)}, {"scale": (1, 7)}, {"options": ("Yes", "No")})


@dataclass(frozen=True)
class Objection:
    """Something about a template.

    Attributes:
        message: One sentence.
        line: In the template, 1-based.
        hint: What to do.
        warning: Whether the template can be used all the same.
    """

    message: str
    line: int = 1
    hint: str | None = None
    warning: bool = False


def prompt_faults(document: Document) -> Iterator[tuple[Fault, bool]]:
    """Every objection to the `prompts:` of a scenario at its place, and whether it is no more than a warning."""
    written = document.data.get("prompts")
    prompts = {key: text for key, text in written.items() if isinstance(text, str)} if isinstance(written, dict) else {}
    for name in prompts:
        if name not in shipped():
            message = f"no prompt {name!r}; known: {', '.join(sorted(shipped()))}"
            yield document.fault(("prompts", name), message, key=True, hint=did_you_mean(name, shipped())), False
    known = {name: text for name, text in prompts.items() if name in shipped()}
    for name in known:
        for found in objections(name, known):
            place = _inside(document.place(("prompts", name)), found.line)
            yield place.fault(found.message, path=("prompts", name), hint=found.hint), found.warning


def _inside(place: Place, line: int) -> Place:
    """The line of a text that begins at a place: in a block it begins on the line after."""
    if place.line is None or place.column is None:
        return place
    block = place.source.lines[place.line - 1][place.column - 1 : place.column] in {"|", ">"}
    at = place.line + line
    if not block or at > len(place.source.lines):
        return place
    text = place.source.lines[at - 1]
    return Place(place.source, at, len(text) - len(text.lstrip()) + 1)


def objections(name: str, prompts: Mapping[str, str]) -> Iterator[Objection]:
    """What is wrong with one template of a scenario.

    Args:
        name: Of a shipped template.
        prompts: All templates of the scenario, because they include one another.
    """
    wording = Wording.of(prompts)
    if len(prompts[name]) > LONGEST_PROMPT:
        yield Objection(f"the prompt {name!r} is longer than {LONGEST_PROMPT:,} characters")
        return
    try:
        tree = environment(wording).parse(prompts[name])
    except (TemplateSyntaxError, RecursionError) as error:
        said, line = (error.message, error.lineno) if isinstance(error, TemplateSyntaxError) else (str(error), 1)
        yield Objection(f"the prompt {name!r} is no template: {said}", line)
        return
    refused = list(refusals(tree, frozenset(f"{each}{SUFFIX}" for each in shipped())))
    yield from (Objection(f"the prompt {name!r}: {what}", line) for line, what in refused)
    if refused:
        return
    unknown = sorted(meta.find_undeclared_variables(tree) - set(GIVEN[name]))
    for variable in unknown:
        given = ", ".join(GIVEN[name]) or "nothing"
        message = f"the prompt {name!r} is not given {variable!r}; it is given: {given}"
        yield Objection(message, _line(prompts[name], variable), did_you_mean(variable, GIVEN[name]))
    if not unknown:
        yield from _filled(name, wording)


def _line(text: str, word: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if word in line), 1)


def _filled(name: str, wording: Wording) -> Iterator[Objection]:
    """Objections to what a template gives with the sample, for every kind of answer."""
    missing: dict[str, None] = {}
    for answer in ANSWERS:
        try:
            words = sample(answer) | ({"described": [("", ["«told»"])]} if name == "description" else {})
            text = wording.render(name, **{key: words[key] for key in GIVEN[name]})
        except (VsSimError, TemplateError) as error:
            yield Objection(str(error))
            return
        missing |= {what: None for what, sign in PROMISED.get(name, {}).items() if sign not in text}
    for what in missing:
        hint = "answers may become unreadable, or a private word public: put it back, or make sure it is meant"
        yield Objection(f"the prompt {name!r} no longer holds {what}", hint=hint, warning=True)


def sample(answer: Any) -> dict[str, Any]:
    """Words for every name that a template is given, by which they are known again."""
    question = Question(ask="«ask»", answer=answer, of="somebody", private=True)
    kind = answer if isinstance(answer, str) else type(answer).__name__.lower()
    marked = {key: f"«{key}»" for names in GIVEN.values() for key in names}
    return marked | {
        "question": question,
        "facts": ["«fact»"],
        "described": [],
        "lines": ["«line»"],
        "attempt": 7,
        "ending": "«clause»",
        "kind": kind,
        "low": 0,
        "high": 2,
        "options": ("Yes", "No"),
        "turn": False,
        "stage": "exchange",
        "number": 7,
        "last": 9,
        "open": False,
        "k": 5,
        "batch": 3,
        "example": "0.25",
    }
