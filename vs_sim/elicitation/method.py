"""A method is a conversation with the model that ends in one distribution.

It is a generator: it yields a `Request`, is sent a `Reply`, and returns a `Distribution`. It never waits and
knows no gateway, so it is tested by hand with `next()` and `send()`. To add a method, put one file with one
`@method` function into `methods/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, model_validator

from vs_sim.core.answer_scores import Basis
from vs_sim.core.distribution import Distribution
from vs_sim.core.question import Choice, Question
from vs_sim.core.strict_model import Strict
from vs_sim.elicitation.parsing.weights import Definition
from vs_sim.elicitation.prompts.templates import OURS, Wording
from vs_sim.elicitation.prompts.weight_definition import SHARES
from vs_sim.llm.flow import Ask
from vs_sim.registry import Registry

MOST = 100
"""Answers that one question may ask for."""
Count = Annotated[int, Field(ge=1, le=MOST)]
NEAR = 1e-9
"""What binary fractions may be off by."""


@dataclass(frozen=True)
class Context:
    """Everything a request says besides the question and the clause.

    Attributes:
        head: The rendered scenario and persona blocks: stable through a dialogue, so they come first.
        lines: The conversation so far, one quoted line per turn.
        now: Where the conversation stands, for example `Exchange 3 of 10.`; empty outside conversations.
        attempt: 1 for the first time of asking; later attempts are named in the clause.
        wording: The templates that the request is written with.
        structured: Whether the model is asked through a backend that enforces a JSON schema.
        scores: How the backend gives the probabilities of answers; None where it does not.
        problem: Why the previous attempt could not be read, as `Unparsed.reason`; empty in the first attempt.
    """

    head: str
    lines: tuple[str, ...] = ()
    now: str = ""
    attempt: int = 1
    wording: Wording = OURS
    structured: bool = False
    scores: Basis | None = None
    problem: str = ""


class NoOptions(Strict):
    """A method without options."""


class TurnOptions(Strict):
    """How many turns a conversation has, one answer each."""

    k: Count = Field(default=5, description="answers, one per turn; never more than there are different ones")


class ListOptions(Strict):
    """How many answers are asked for, and how they are read."""

    k: Count | Literal["model"] = Field(
        default=5, description="answers, never more than there are different ones, or `model` to let it decide"
    )
    reading: Literal["exhaustive", "sample"] = Field(
        default="exhaustive",
        description="`exhaustive`: the likeliest answers, drawn by probability; `sample`: answers sampled at "
        "random, to be drawn with `select: uniform`, because weighting samples would sharpen them twice",
    )

    @property
    def count(self) -> int | None:
        """The number asked for; None when the model decides."""
        return self.k if isinstance(self.k, int) else None


class WeightedOptions(ListOptions):
    """What the weight of an answer means, and which answers are wanted by it."""

    definition: Definition = Field(default="explicit", description="what a weight is asked to mean")
    threshold: float | None = Field(
        default=None, gt=0, le=1, description="a clause: every answer's probability must lie below it"
    )
    filter: bool = Field(default=False, description="drop answers that claim the threshold or more, by name")

    @model_validator(mode="after")
    def _can_filter(self) -> WeightedOptions:
        if self.filter and self.threshold is None:
            raise ValueError("filter needs a threshold")
        if self.filter and self.definition not in SHARES:
            raise ValueError(f"filter needs weights that are shares of a whole, not {self.definition}")
        return self


class BatchOptions(WeightedOptions):
    """How many answers are asked for in all, and how many at a time."""

    k: Count = Field(default=5, description="answers in all, announced at the start")
    batch: Count = Field(default=3, description="answers per turn")
    definition: Definition = Field(default="confidence", description="what a weight is asked to mean")

    def of(self, size: int) -> BatchOptions:
        """The options of one turn that asks for so many answers."""
        return self.model_copy(update={"k": size})


Listing = TypeVar("Listing", TurnOptions, ListOptions, WeightedOptions, BatchOptions)


def at_most(options: Listing, question: Question) -> Listing:
    """The options without more answers than a question has different ones: five of two would force repetitions."""
    most = question.answer.distinct
    if most is None or not isinstance(options.k, int) or options.k <= most:
        return options
    return options.model_copy(update={"k": most})


AskFunction = Callable[[Question, Context, Any], Ask[Distribution]]


@dataclass(frozen=True)
class Method:
    """A registered way of asking."""

    name: str
    ask: AskFunction
    options: type[Strict]
    """The schema of its options in YAML."""
    closed: bool = False
    """Whether it asks for the probabilities of all answers, so that they must be few enough to be listed."""

    def configured(self, options: Mapping[str, Any]) -> Strict:
        """The options, checked against the method's schema.

        Raises:
            pydantic.ValidationError: An option is unknown or out of range.
        """
        return self.options.model_validate(dict(options))


METHODS: Registry[Method] = Registry("method", "vs_sim.elicitation.methods")


def method(
    name: str, options: type[Strict] = NoOptions, *, closed: bool = False
) -> Callable[[AskFunction], AskFunction]:
    """Register a method under its name, the stem of its file."""

    def register(ask: AskFunction) -> AskFunction:
        METHODS.register(name, Method(name, ask, options, closed))
        return ask

    return register


def elicit(choice: Choice, question: Question, context: Context) -> Ask[Distribution]:
    """The conversation that asks a question by the chosen method."""
    chosen = METHODS.get(choice.name)
    return chosen.ask(question, context, chosen.configured(choice.options))
