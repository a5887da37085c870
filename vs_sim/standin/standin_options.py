"""What kind of model the stand-in is: how it is aligned, what it believes, how well it reports, how it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from vs_sim.standin.declared_distributions import Declared, declared, pairs
from vs_sim.standin.phrase_banks import SHIPPED_BANKS, PhraseBanks, custom_banks

LEAST_CONSISTENT, USUAL_CONSISTENCY, MOST_CONSISTENT = 0.1, 0.42, 0.9
"""Below the least, traits would matter more than they do for people; above the most, nothing said could matter."""
AnswerFault = Literal[
    "fence", "prose", "thoughts", "tags", "bare_list", "trailing_comma", "percent", "missing", "wrong_sum",
    "truncated", "refusal", "empty", "quoted", "labelled",
]  # fmt: skip
"""How an answer can fail to keep to its form: every kind of the parser's contract."""
ServiceFault = Literal["http_429", "http_500", "stall"]
"""What can come instead of an answer."""
ANSWER_FAULTS: tuple[AnswerFault, ...] = get_args(AnswerFault)
SERVICE_FAULTS: tuple[ServiceFault, ...] = get_args(ServiceFault)
FAULTS = (*ANSWER_FAULTS, *SERVICE_FAULTS)


@dataclass(frozen=True)
class Options:
    """What kind of model it is.

    Attributes:
        gamma: Power to which alignment raises a belief in direct answers, >= 0; 1 leaves it.
        tilt: Weight of agreeableness in direct answers; 0 is none.
        noise: Standard deviation of the log of a reported weight, at capability 0.
        capability: In [0, 1]; takes away that share of the noise.
        law: The declared law of amounts: `default`, `human`, `shifted(x)`, or one's own {amount: probability}.
        consistency: Correlation of the readiness of one person in two dialogues, in [.1, .9]. The correlation
            of the amounts is a little lower: .85 gives them the .78 that people's have.
        malformed: Rate of answers that do not keep to the form, spread over every fault that fits, in [0, 1].
        faults: Rates by fault, on top of that: `ANSWER_FAULTS` in answers, `SERVICE_FAULTS` instead of one.
        latency: Seconds until an answer: their median.
        latency_spread: Standard deviation of their logarithm; 0 is constant.
        lexicon: Words of one's own: side (`asker`, `listener`) to act to templates, instead of the shipped ones.

    Raises:
        ValueError: There is no such law, fault, act or slot, or a number is out of range.
    """

    gamma: float = 5.0
    tilt: float = 6.0
    noise: float = 0.4
    capability: float = 0.5
    law: str | Mapping[Any, float] = "default"
    consistency: float = USUAL_CONSISTENCY
    malformed: float = 0.0
    faults: Mapping[str, float] = field(default_factory=dict)
    latency: float = 0.0
    latency_spread: float = 0.0
    lexicon: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self.declared, self.banks  # each refuses what it does not know
        if not LEAST_CONSISTENT <= self.consistency <= MOST_CONSISTENT:
            raise ValueError(f"consistency is {self.consistency:g}; it lies in [{LEAST_CONSISTENT}, {MOST_CONSISTENT}]")
        check_faults(self.faults, self.malformed)

    @cached_property
    def declared(self) -> Declared:
        """The declared law."""
        return declared(pairs(self.law))

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
        """Whether any answer may break its form."""
        return self.malformed > 0 or any(self.faults.get(name) for name in ANSWER_FAULTS)


def check_faults(rates: Mapping[str, float], malformed: float = 0.0) -> None:
    """Refuse rates of faults that cannot be.

    Raises:
        ValueError: There is no such fault, or rates of one kind sum to more than 1.
    """
    for name, rate in rates.items():
        if name not in FAULTS:
            raise ValueError(f"no fault {name!r}; known: {', '.join(FAULTS)}")
        if not 0 <= rate <= 1:
            raise ValueError(f"the rate of {name} is {rate:g}; it lies in [0, 1]")
    for names, base in ((ANSWER_FAULTS, malformed), (SERVICE_FAULTS, 0.0)):
        if base + sum(rates.get(name, 0.0) for name in names) > 1 + 1e-9:
            raise ValueError("the rates of faults sum to more than 1")


DEFAULT = Options()
