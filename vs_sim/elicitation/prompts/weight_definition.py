"""What a weight is asked to mean: seven definitions, each with its words, its field, an example and its range.

The seven are those of arXiv 2510.01171 (appendix on probability definitions); the paper prefers `explicit`, and
`confidence` for batches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vs_sim.elicitation.parsing.weights import Definition


@dataclass(frozen=True)
class Weight:
    """One definition as a request states it.

    Attributes:
        words: What stands in the clause after "each with".
        field: The key of the weight in the answer.
        example: A number of that scale, as JSON.
        low: The smallest weight.
        high: The largest weight; None where there is none.
    """

    words: str
    field: str = "probability"
    example: str = "0.25"
    low: float = 0.0
    high: float | None = 1.0

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of one weight."""
        bounds = {"minimum": self.low} | ({} if self.high is None else {"maximum": self.high})
        return {"type": "number", **bounds}

    def below(self, share: float) -> str:
        """A threshold on this scale, in words: `0.1`, or `10 percent`."""
        return f"{_plain(100 * share)} percent" if self.high == PERCENT else _plain(share)

    def example_below(self, share: float) -> str:
        """An example that does not contradict a threshold."""
        return self.example if self.high is None else _plain(min(float(self.example), share * self.high / 2))


def _plain(number: float) -> str:
    """A number without an exponent, to six decimals."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


PERCENT = 100.0

WEIGHTS: Mapping[Definition, Weight] = MappingProxyType(
    {
        "implicit": Weight("its probability from 0 to 1: how likely this person is to give it"),
        "explicit": Weight(
            "the estimated probability from 0 to 1 that this person gives it, relative to all they might answer"
        ),
        "relative": Weight("its relative likelihood from 0 to 1, the likeliest of all answers having 1"),
        "percentage": Weight(
            "its share, from 0 to 100 percent, of all this person might answer", example="25", high=PERCENT
        ),
        "confidence": Weight(
            "a normalized confidence from 0 to 1: how typical it is of all this person might answer",
            field="confidence",
        ),
        "perplexity": Weight(
            "its perplexity: exp of the mean negative log-likelihood of its tokens, as this person's words; "
            "1 or more, lower is likelier",
            field="perplexity",
            example="2.7",
            low=1.0,
            high=None,
        ),
        "nll": Weight(
            "its negative log-likelihood: the sum over its tokens of minus the natural logarithm of their "
            "probability, as this person's words; 0 or more, lower is likelier",
            field="nll",
            example="1.4",
            high=None,
        ),
    }
)
SHARES = frozenset({"implicit", "explicit", "percentage", "confidence"})
"""The definitions whose weights are shares of a whole, so that a threshold can filter them."""
