"""Options of the stand-in: its alignment, its beliefs, the accuracy of its reports, and its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from vs_sim.standin.declared_conformity import Conformity
from vs_sim.standin.declared_distributions import DeclaredDistribution, amount_pairs, declared_distribution
from vs_sim.standin.phrase_banks import SHIPPED_BANKS, PhraseBanks, custom_banks

LEAST_CONSISTENCY, _USUAL_CONSISTENCY, GREATEST_CONSISTENCY = 0.1, 0.42, 0.9
"""Below the least, traits would matter more than they do for people; above the greatest, the talk could not matter."""
AnswerFault = Literal[
    "fence", "prose", "thoughts", "tags", "bare_list", "trailing_comma", "percent", "missing", "wrong_sum",
    "truncated", "refusal", "empty", "quoted", "labelled",
]  # fmt: skip
"""Ways in which an answer can break the format that was asked for: all that the parser handles."""
ServiceFault = Literal["http_429", "http_500", "stall"]
"""Failures of the service that replace an answer."""
ANSWER_FAULTS: tuple[AnswerFault, ...] = get_args(AnswerFault)
SERVICE_FAULTS: tuple[ServiceFault, ...] = get_args(ServiceFault)
FAULT_NAMES = (*ANSWER_FAULTS, *SERVICE_FAULTS)


@dataclass(frozen=True)
class EngineOptions:
    """What kind of model the stand-in is.

    Attributes:
        gamma: Power to which alignment raises a belief in direct answers, >= 0; 1 leaves it unchanged.
        tilt: Weight of agreeableness in direct answers; 0 is none.
        noise: Standard deviation of the log of a reported weight, at capability 0.
        capability: In [0, 1]; removes that share of the noise.
        law: The declared distribution of amounts: `default`, `human`, `shifted(x)`, or {amount: probability}.
        consistency: Correlation of the readiness of one person in two dialogues, in [.1, .9]. The correlation
            of the amounts is a little lower: .85 gives them the .78 that people's have.
        malformed: Rate of malformed answers, spread evenly over all faults that fit the format, in [0, 1].
        faults: Additional rates by fault: `ANSWER_FAULTS` change an answer, `SERVICE_FAULTS` replace it.
        latency: Median time until an answer, in seconds.
        latency_spread: Standard deviation of the logarithm of the latency; 0 is constant.
        conformity: How a stance changes with those of others, for people who are reminded of theirs; None: their
            stances do not follow from each other.
        lexicon: Custom sentences: side (`asker`, `listener`) to act to templates, instead of the shipped ones.

    Raises:
        ValueError: There is no such distribution, fault, act or slot, or a number is out of range.
    """

    gamma: float = 5.0
    tilt: float = 6.0
    noise: float = 0.4
    capability: float = 0.5
    law: str | Mapping[Any, float] = "default"
    consistency: float = _USUAL_CONSISTENCY
    malformed: float = 0.0
    faults: Mapping[str, float] = field(default_factory=dict)
    latency: float = 0.0
    latency_spread: float = 0.0
    conformity: Conformity | None = field(default_factory=Conformity)
    lexicon: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self.distribution, self.banks  # each rejects what it does not know
        if not LEAST_CONSISTENCY <= self.consistency <= GREATEST_CONSISTENCY:
            raise ValueError(
                f"consistency is {self.consistency:g}; it must lie in [{LEAST_CONSISTENCY}, {GREATEST_CONSISTENCY}]"
            )
        check_faults(self.faults, self.malformed)

    @cached_property
    def distribution(self) -> DeclaredDistribution:
        """The declared distribution of amounts."""
        return declared_distribution(amount_pairs(self.law))

    @cached_property
    def banks(self) -> PhraseBanks:
        """The sentences to speak with."""
        return custom_banks(self.lexicon) if self.lexicon else SHIPPED_BANKS

    @property
    def spread(self) -> float:
        """Standard deviation of the log of a reported weight."""
        return self.noise * (1 - self.capability)

    @cached_property
    def faulty(self) -> bool:
        """Whether any answer may be malformed."""
        return self.malformed > 0 or any(self.faults.get(name) for name in ANSWER_FAULTS)


def check_faults(rates: Mapping[str, float], malformed: float = 0.0) -> None:
    """Reject impossible rates of faults.

    Raises:
        ValueError: There is no such fault, or rates of one kind sum to more than 1.
    """
    for name, rate in rates.items():
        if name not in FAULT_NAMES:
            raise ValueError(f"no fault {name!r}; known: {', '.join(FAULT_NAMES)}")
        if not 0 <= rate <= 1:
            raise ValueError(f"the rate of {name} is {rate:g}; it must lie in [0, 1]")
    for names, base in ((ANSWER_FAULTS, malformed), (SERVICE_FAULTS, 0.0)):
        if base + sum(rates.get(name, 0.0) for name in names) > 1 + 1e-9:
            raise ValueError("the rates of faults sum to more than 1")


DEFAULT_OPTIONS = EngineOptions()
