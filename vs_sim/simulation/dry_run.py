"""A dry run of one dialogue, as a text: who talks to whom, what is asked when, and every prompt of the model.

The prompts are those of a run. The answers between them are placeholders, so that what depends on answers (a follow-up
question, a speaker who leaves) shows one of the ways it can go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vs_sim.core.condition import Between
from vs_sim.core.distribution import Select
from vs_sim.core.event import Asked
from vs_sim.core.persona import Trait, value_text
from vs_sim.core.persona_source import PersonaSource
from vs_sim.core.question import After, Choice, Question
from vs_sim.core.scenario import Scenario
from vs_sim.simulation.cost_estimate import dry_calls, tokens
from vs_sim.world.dialogue import UTTERANCE
from vs_sim.world.kind import KINDS

WHEN = {
    "turn": "after every turn of theirs",
    "every_exchange": "after every exchange",
    "start": "at the start",
    "end": "at the end",
}
RULE = "─" * 100


def rehearsal(scenario: Scenario, folder: Path) -> str:
    """One dialogue of a scenario, as it would be run.

    Args:
        scenario: The scenario.
        folder: Where persona files named in it are looked for.
    """
    asked = dry_calls(scenario, folder, 1)
    return "\n".join(
        [*planned_lines(scenario, asked), *(line for each in enumerate(asked, 1) for line in prompt(*each, len(asked)))]
    )


def planned_lines(scenario: Scenario, asked: Sequence[Asked]) -> Iterator[str]:
    """Who takes part, what is asked when, and how many calls that makes."""
    kind = KINDS.get(scenario.kind)
    total, each = kind.size(scenario), len(asked)
    yield f"{scenario.title or scenario.kind}: {total:,} {kind.size_key}; {_meeting(scenario, asked)}"
    for name, role in scenario.roles.items():
        personas = _personas(role.personas, scenario)
        yield f"  {name}: {_asking(role.model, role.method, role.select)}; personas: {personas}"
    calls = Counter(call.name[-3] for call in asked)
    if turns := calls.pop(UTTERANCE, 0):
        yield f"  turns: {turns} in all, {turns // len(scenario.roles)} of each, in the order of the roles"
    for key, question in scenario.questions.items():
        yield f"  {key}: {_asked(question, scenario)}; {_times(calls.pop(key, 0))}"
    for key, count in calls.items():
        yield f"  {key}: asked privately whether to go on, and the dialogue ends with a no; at most {_times(count)}"
    prompted = sum(tokens(call)[0] for call in asked)
    some = [name for name, question in scenario.questions.items() if question.only_if]
    never = [name for name in some if not any(call.name[-3] == name for call in asked)]
    most = "at most " if (calls or some) and not never else ""
    more = f", and more where {' or '.join(never)} is asked" if never else ""
    whole = f"{most}{each * total:,} calls in all{more}"
    yield f"  {most}{_times(each)} in one of them, about {prompted:,.0f} tokens asked; {whole}"
    yield "  tokens are estimated at four characters each; answers are placeholders"


def prompt(number: int, call: Asked, of: int) -> Iterator[str]:
    """One call: its name, whom it asks, and its messages."""
    yield RULE
    yield f"{number} of {of}: {'/'.join(call.name)}, asked of {call.model!r}, about {tokens(call)[0]:,.0f} tokens"
    for message in call.request.messages:
        yield f"[{message.role}]"
        yield message.content


def _meeting(scenario: Scenario, asked: Sequence[Asked]) -> str:
    """Who talks to whom."""
    first, *others = scenario.roles
    if not others and any(call.name[-3] == UTTERANCE for call in asked):
        return f"each {first} talks to others, one at a time"
    if any(call.name[-3] == UTTERANCE for call in asked):
        return f"{first} talks to {' and '.join(others)}, and begins"
    return f"{' and '.join(scenario.roles)} {'answer' if others else 'answers'} alone, without a talk"


def _times(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _asking(model: str, method: Choice, select: Select) -> str:
    options = ", ".join(f"{name}: {value}" for name, value in method.options.items())
    return f"model {model}, {method.name}{f' ({options})' if options else ''}, drawn by {select}"


def _personas(source: PersonaSource, scenario: Scenario) -> str:
    named = source.population or source.file or source.participants or ""
    if scenario.personas == "none" or not (named or source.shuffled):
        return "none"
    words = [named, "shuffled" if source.shuffled or scenario.personas else ""]
    words += [
        f"{key} of {', '.join(given)}"
        for key, given in (("segments", source.segments), ("quota", source.quota))
        if given
    ]
    return ", ".join(word for word in words if word)


def _asked(question: Question, scenario: Scenario) -> str:
    when = question.when
    words = f"after exchange {', '.join(map(str, when.after))}" if isinstance(when, After) else WHEN[when]
    words = "" if scenario.kind == "survey" else f" {words}"
    private = ", privately" if question.private else ""
    fits = " and ".join(f"{name} is {_fitting(wanted)}" for name, wanted in question.only_if.items())
    only = f", only if {fits}" if fits else ""
    role = scenario.roles[question.of]
    how = _asking(question.model or role.model, question.method or role.method, question.select or role.select)
    return f"asked of {question.of}{words}{private}{only}; {question.answer.described}; {how}"


def _fitting(wanted: tuple[Trait, ...] | Between) -> str:
    """A condition in words."""
    if not isinstance(wanted, Between):
        return " or ".join(value_text(value) for value in wanted)
    bounds = (("at least", wanted.at_least), ("at most", wanted.at_most))
    return " and ".join(f"{word} {value_text(bound)}" for word, bound in bounds if bound is not None)
