"""What a run will cost, before anything is spent: a dry run of a few dialogues, scaled up.

The dry dialogues use the real prompts, methods and personas; only the model is replaced by one that answers every
question in the form asked for, at the length people write. So calls are exact for scenarios of fixed length, and
tokens, dollars and minutes are estimates.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.answer_type import ANSWER_TYPES
from vs_sim.core.event import Asked
from vs_sim.core.message import Name, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.errors import VsSimError
from vs_sim.llm.backend import BACKENDS
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.ledger import MemoryLedger
from vs_sim.seeds import uniform
from vs_sim.simulation.models_of_run import models_used
from vs_sim.world.kind import KINDS, Encounter, unit_name
from vs_sim.world.persona_sampling import persona_sampler

SAMPLE = 3
"""Dialogues of the dry run."""
CHARACTERS_PER_TOKEN = 4.0
GENEROUSLY = 2.5
"""Times the estimate that a model in the process has room for."""
SECONDS_PER_CALL = 3.0
"""What a hosted model usually takes; the longest chain of calls sets the least time."""
USUAL_ANSWERS = 5
"""Where the model decides how many it gives."""
_PLACEHOLDER = "(A placeholder: what this person says stands here, and it is about as long as these words are.)"
"""As long as people's turns: 17 words."""


@dataclass(frozen=True)
class CostEstimate:
    """What a run will take.

    Attributes:
        dialogues: Planned.
        calls: To be made.
        prompt_tokens: Estimated, at four characters per token.
        completion_tokens: Estimated, likewise.
        usd: At the models' prices; NaN when the price of any is unknown.
        minutes: With the window and the models' limits, at three seconds per call.
    """

    dialogues: int
    calls: int
    prompt_tokens: int
    completion_tokens: int
    usd: float
    minutes: float

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON: an unknown price is null."""
        unknown = {"usd": None} if math.isnan(self.usd) else {}
        return asdict(self) | unknown

    def __str__(self) -> str:
        usd = "unknown: give price: in the model entry" if math.isnan(self.usd) else f"${self.usd:.2f}"
        tokens = f"about {self.prompt_tokens:,} tokens asked, {self.completion_tokens:,} answered"
        seconds = f"at {SECONDS_PER_CALL:g} s per call"
        return (
            f"{self.dialogues:,} dialogues, {self.calls:,} calls, {tokens}\n"
            f"cost: {usd}; time: at least {self.minutes:.0f} minutes {seconds}"
        )


def expected_cost(scenario: Scenario, folder: Path, *, window: int = 64) -> CostEstimate:
    """What holding a scenario will take.

    Args:
        scenario: The scenario.
        folder: Where persona files named in it are looked for.
        window: Dialogues under way at once.
    """
    total = KINDS.get(scenario.kind).size(scenario)
    sampled = min(SAMPLE, total)
    asked = dry_calls(scenario, folder, sampled)
    scale = total / sampled
    by_model = {key: [call for call in asked if call.model == key] for key in models_used(scenario)}
    return CostEstimate(
        dialogues=total,
        calls=round(len(asked) * scale),
        prompt_tokens=round(sum(tokens(call)[0] for call in asked) * scale),
        completion_tokens=round(sum(tokens(call)[1] for call in asked) * scale),
        usd=sum(cost(scenario, key, calls) for key, calls in by_model.items()) * scale,
        minutes=minutes(scenario, by_model, sampled, total, window),
    )


def dry_calls(scenario: Scenario, folder: Path, dialogues: int) -> list[Asked]:
    """The calls of the first dialogues in a dry run, in the order of their answers."""
    ledger = MemoryLedger()
    sampler = persona_sampler(scenario, scenario.persona_sampling_seed, folder)
    kind = KINDS.get(scenario.kind)
    dry = {key: Scripted.of(dry_answer) for key in models_used(scenario)}
    unhurried = {key: entry.model_copy(update={"rpm": None, "tpm": None}) for key, entry in scenario.models.items()}
    gateway = Gateway(unhurried, ledger, seed=scenario.seed, backends=dry)

    def drawn(name: Name) -> float:
        return uniform(scenario.seed, name)

    def encounter(number: int) -> Encounter:
        personas = {role: sampler(role, number) for role in scenario.roles}
        return Encounter(unit_name(number), scenario, personas, ledger.note, drawn, folder, sampler)

    for outcome in gateway.run(kind.flow(encounter(number)) for number in range(dialogues)):
        if outcome.failed:
            raise VsSimError(f"a dry dialogue failed: {outcome.failed}")
    return list(ledger.asked.values())


def longest_request(scenario: Scenario, folder: Path, key: str) -> float:
    """Tokens of the longest request that a model is expected to get, generously: people's turns may be longer.

    Args:
        scenario: The scenario.
        folder: Where files named in it are looked for.
        key: The model's.
    """
    asked = (call.request for call in dry_calls(scenario, folder, 1) if call.model == key)
    sizes = [sum(len(message.content) for message in request.messages) for request in asked]
    return GENEROUSLY * max(sizes, default=0) / CHARACTERS_PER_TOKEN


def dry_answer(request: Request) -> Reply:
    """An answer in the form a request asks for: the question's first allowed value, or words of usual length."""
    if request.answers:
        share = -math.log(len(request.answers))
        scores = AnswerScores(dict.fromkeys(request.answers, share), "sequence")
        return Reply(scores.to_json(), model="dry", usd=0.0)
    text = request.messages[1].content
    answer = dict(
        line.split(": ", 1)
        for line in text.rpartition("</answer>")[0].rpartition("<answer>")[2].strip().splitlines()
        if ": " in line
    )
    words = ANSWER_TYPES.get(answer.get("type", "text")).placeholder(answer)
    return Reply(in_form(_PLACEHOLDER if words is None else words, request), model="dry", usd=0.0)


def in_form(words: str, request: Request) -> str:
    """The words as the request's schema wants them."""
    if request.schema is None:
        return words
    filled = {name: fill(schema, words) for name, schema in request.schema["properties"].items()}
    return json.dumps(filled, ensure_ascii=False)


def fill(schema: Any, words: str) -> Any:
    """A value that a schema allows, with the words where it wants a text."""
    if schema["type"] == "array":
        least = schema.get("minItems", 1)
        return [fill(schema["items"], words) for _ in range(least if least > 1 else USUAL_ANSWERS)]
    if schema["type"] == "object":
        return {name: fill(part, words) for name, part in schema["properties"].items()}
    return 0.2 if schema["type"] in ("number", "integer") else words


def tokens(call: Asked) -> tuple[float, float]:
    """Estimated tokens of a call: of its request and of its answer."""
    prompt = sum(len(message.content) for message in call.request.messages)
    return prompt / CHARACTERS_PER_TOKEN, len(call.reply.text) / CHARACTERS_PER_TOKEN


def cost(scenario: Scenario, key: str, calls: Sequence[Asked]) -> float:
    """What the calls of one model cost in US dollars; NaN when its price is unknown."""
    entry = scenario.models.get(key) or ModelEntry(model=key)
    tariff = BACKENDS.get(entry.backend)(entry).tariff()
    return math.fsum(tariff.of(*tokens(call)) for call in calls)


def minutes(
    scenario: Scenario,
    by_model: Mapping[str, Sequence[object]],
    sampled: int,
    total: int,
    window: int,
    *,
    seconds: float = SECONDS_PER_CALL,
) -> float:
    """The least time: the chain of one dialogue's calls, the slots, and each model's requests per minute.

    Args:
        scenario: The scenario.
        by_model: The calls of the sampled dialogues by the key of their model.
        sampled: Dialogues that were sampled.
        total: Dialogues planned.
        window: Dialogues under way at once.
        seconds: That a call takes.
    """
    calls = sum(map(len, by_model.values())) / sampled
    rounds = math.ceil(total / window)
    slowest = rounds * calls * seconds
    for key, asked in by_model.items():
        entry = scenario.models.get(key) or ModelEntry(model=key)
        of_model = len(asked) / sampled * total
        slowest = max(slowest, of_model * seconds / entry.max_in_flight)
        if entry.rpm:
            slowest = max(slowest, 60.0 * of_model / entry.rpm)
    instant = all((scenario.models.get(key) or ModelEntry(model=key)).backend == "standin" for key in by_model)
    return 0.0 if instant else slowest / 60.0
