"""A distribution of answers as a model gave it, and the draw made from it.

Every candidate keeps the weight that the model stated and the probability that is used, and every change between the
two is a named repair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from vs_sim.core.bar_table import Bar, html_table, shortened, single_line, text_table

Select = Literal["probability", "uniform", "mode"]
Reading = Literal["exhaustive", "sample"]
SELECTS: tuple[str, ...] = get_args(Select)
Value = float | str | None
NO_SHARES = frozenset({"nll", "logprob", "perplexity", "relative"})
"""Repairs that say that the stated weights are no shares of a whole."""
_HEAD = ("answer", "stated", "probability")
_SHOWN = 5
"""Candidates in the short form; the table shows all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer the model gave."""

    text: str
    """The answer as written, trimmed."""
    stated: float | None
    """The weight the model stated, on its own scale; None when it stated none that can be used."""
    probability: float
    """The probability used, in [0, 1]."""
    value: Value = None
    """What the text means for a typed question: a number or a known option; None for text questions."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One named change between what the model wrote and what is used."""

    kind: str
    """For example `percent`, `renormalised`, `duplicate`, `trailing_comma`."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Candidates in the order given, with the probabilities used and every repair named.

    Attributes:
        candidates: At least one, in the model's own order.
        repairs: Named changes made while reading.
        reading: `exhaustive` when the model was asked for the likeliest answers with their probabilities;
            `sample` when it was asked to sample, so that weighting by probability would sharpen twice.
    """

    candidates: tuple[Candidate, ...]
    repairs: tuple[Repair, ...] = ()
    reading: Reading = "exhaustive"

    def __post_init__(self) -> None:
        if not self.candidates:
            raise ValueError("a distribution has at least one candidate")
        for candidate in self.candidates:
            if not (math.isfinite(candidate.probability) and candidate.probability >= 0):
                raise ValueError(f"probability {candidate.probability!r} is not a finite number >= 0")

    def __len__(self) -> int:
        return len(self.candidates)

    def __repr__(self) -> str:
        shown = [f"{shortened(single_line(c.text))!r} {c.probability:.2f}" for c in self.candidates[:_SHOWN]]
        rest = [f"{len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return f"Distribution({', '.join([*shown, *rest])}; {'; '.join(self._notes())})"

    def __str__(self) -> str:
        return text_table(_HEAD, self._bars(), self._notes())

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._bars(), self._notes())

    def _bars(self) -> list[Bar]:
        return [
            Bar(c.text, ("" if c.stated is None else f"{c.stated:.4g}", f"{c.probability:.3f}"), c.probability)
            for c in self.candidates
        ]

    def _notes(self) -> list[str]:
        read = f"read as {'exhaustive' if self.reading == 'exhaustive' else 'a sample'}"
        unlisted = "" if math.isnan(self.listed) else f", {1 - self.listed:.2f} of the mass not listed"
        repairs = ", ".join(f"{r.kind} ({r.detail})" if r.detail else r.kind for r in self.repairs)
        return [read + unlisted, *([f"repairs: {repairs}"] if repairs else [])]

    @property
    def texts(self) -> list[str]:
        """The answers in the order given."""
        return [candidate.text for candidate in self.candidates]

    @property
    def probabilities(self) -> list[float]:
        """The probabilities used, in the order given; they sum to 1."""
        return [candidate.probability for candidate in self.candidates]

    @property
    def stated_sum(self) -> float:
        """The sum of the stated weights; NaN when none was stated."""
        stated = [candidate.stated for candidate in self.candidates if candidate.stated is not None]
        return math.fsum(stated) if stated else math.nan

    @property
    def listed(self) -> float:
        """The probability mass that the candidates claim, in [0, 1]: the stated sum, at most 1.

        NaN where it is unknown: a weight is missing, or the weights are no shares of a whole.
        """
        stated = all(candidate.stated is not None for candidate in self.candidates)
        if not stated or any(repair.kind in NO_SHARES for repair in self.repairs):
            return math.nan
        return min(max(self.stated_sum, 0.0), 1.0)

    def selection_probabilities(self, select: Select) -> list[float]:
        """The probability with which each candidate is drawn, in the order given; sums to 1."""
        if select == "uniform":
            return [1 / len(self)] * len(self)
        if select == "mode":
            likeliest = self.pick("mode", 0.0)
            return [float(index == likeliest) for index in range(len(self))]
        total = math.fsum(self.probabilities)
        return [probability / total for probability in self.probabilities]

    def repair(self, kind: str, detail: str = "") -> Distribution:
        """The same candidates with one more named repair."""
        return replace(self, repairs=(*self.repairs, Repair(kind, detail)))

    def normalised(self) -> Distribution:
        """Probabilities divided by their sum; all zero becomes uniform, as a named repair."""
        total = math.fsum(self.probabilities)
        if abs(total - 1.0) < 1e-12:
            return self
        if total == 0:
            share = 1 / len(self)
            even = tuple(replace(c, probability=share) for c in self.candidates)
            return replace(self, candidates=even).repair("all_zero")
        scaled = tuple(replace(c, probability=c.probability / total) for c in self.candidates)
        return replace(self, candidates=scaled)

    def below(self, threshold: float) -> Distribution:
        """Only the candidates that claim less than a threshold of the probability mass, normalised.

        What a candidate claims is its probability times the mass `listed`: four answers of .05 each claim .05,
        though each has a probability of a quarter. Where the listed mass is not known, probabilities count.

        Raises:
            ValueError: No candidate is below the threshold.
        """
        listed = 1.0 if math.isnan(self.listed) else self.listed
        kept = tuple(c for c in self.candidates if c.probability * listed < threshold)
        if not kept:
            raise ValueError(f"no candidate has a probability below {threshold}")
        if len(kept) == len(self):
            return self
        detail = f"{len(self) - len(kept)} of {len(self)} not below {threshold:g}"
        return replace(self, candidates=kept).repair("threshold", detail).normalised()

    def pick(self, select: Select, u: float) -> int:
        """The index that a number u in [0, 1) selects.

        `probability` inverts the cumulative probabilities, `uniform` the ranks; `mode` takes the first of the
        likeliest and ignores u.
        """
        if select == "uniform":
            return min(int(u * len(self)), len(self) - 1)
        probabilities = self.probabilities
        if select == "mode":
            return probabilities.index(max(probabilities))
        cumulative, last = 0.0, 0
        goal = u * math.fsum(probabilities)
        for index, probability in enumerate(probabilities):
            if probability > 0:
                last = index
                cumulative += probability
                if goal < cumulative:
                    return index
        return last

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form; `from_dict` is its inverse."""
        return {
            "candidates": [[c.text, c.stated, c.probability, c.value] for c in self.candidates],
            "repairs": [[r.kind, r.detail] for r in self.repairs],
            "reading": self.reading,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Distribution:
        """The distribution that `to_dict` wrote."""
        return cls(
            candidates=tuple(Candidate(*row) for row in data["candidates"]),
            repairs=tuple(Repair(*row) for row in data["repairs"]),
            reading=data["reading"],
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """One answer drawn from a distribution: enough to audit it, draw again, or use the whole distribution."""

    distribution: Distribution
    select: Select
    u: float
    """The number drawn, in [0, 1), from the generator of the draw's name."""
    index: int = field(default=-1)

    @classmethod
    def make(cls, distribution: Distribution, select: Select, u: float) -> Draw:
        """Select one candidate with the number u."""
        return cls(distribution, select, u, distribution.pick(select, u))

    @property
    def candidate(self) -> Candidate:
        """The candidate drawn."""
        return self.distribution.candidates[self.index]

    @property
    def text(self) -> str:
        """The text drawn."""
        return self.candidate.text

    @property
    def value(self) -> Value:
        """The typed value drawn; the text itself for text questions."""
        return self.text if self.candidate.value is None else self.candidate.value

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form; `from_dict` is its inverse."""
        return {**self.distribution.to_dict(), "select": self.select, "u": self.u, "index": self.index}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Draw:
        """The draw that `to_dict` wrote."""
        return cls(Distribution.from_dict(data), data["select"], data["u"], data["index"])


def uniform_over(texts: Iterable[str], *, stated: float | None = None) -> Distribution:
    """Equal probabilities over texts in the order given."""
    items = list(texts)
    return Distribution(tuple(Candidate(text, stated, 1 / len(items)) for text in items))
