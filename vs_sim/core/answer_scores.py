"""How probable a model finds given answers, by the probabilities of their tokens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Basis = Literal["sequence", "first_token"]
"""`sequence`: all tokens of an answer and the end of the reply; `first_token`: the first token of the reply alone."""


@dataclass(frozen=True)
class AnswerScores:
    """The probabilities of whole replies, as one backend gives them.

    Attributes:
        logprobs: Answer to the natural logarithm of its probability among all replies; None where the provider does
            not list it, so that nothing is known but that it is small.
        basis: What the probabilities are of.
        unlisted: The probability of everything that the provider does not list, in [0, 1]; 0 for `sequence`.
        constrained: Answer to the logarithm of its probability where every token is drawn from those alone that lead to
            an answer, as under a grammar; None where that is not known. It is no multiple of the probability among all
            replies: an answer after which the model would rather go on loses none of its probability.
    """

    logprobs: Mapping[str, float | None]
    basis: Basis
    unlisted: float = 0.0
    constrained: Mapping[str, float | None] | None = None

    def to_json(self) -> str:
        """As the text of a reply; `from_json` is its inverse."""
        written: dict[str, Any] = {"basis": self.basis, "unlisted": self.unlisted, "logprobs": dict(self.logprobs)}
        if self.constrained is not None:
            written["constrained"] = dict(self.constrained)
        return json.dumps(written, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> AnswerScores:
        """The scores that `to_json` wrote.

        Raises:
            ValueError: The text is something else.
        """
        data: Any = json.loads(text)
        if not isinstance(data, dict) or not isinstance(data.get("logprobs"), dict):
            raise ValueError("no probabilities of answers")
        return cls(data["logprobs"], data["basis"], data["unlisted"], data.get("constrained"))
