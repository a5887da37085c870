"""One question asked many times: how often each answer was drawn, how even that is, and what it covers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vs_sim.core.bar_table import Bar, html_table, text_table
from vs_sim.core.distribution import Candidate, Distribution, Draw
from vs_sim.core.question import Question

if TYPE_CHECKING:
    import pandas as pd

_HEAD = ("answer", "n", "share")


@dataclass(frozen=True, eq=False)
class Frequencies:
    """Drawn answers and how often each was drawn.

    Attributes:
        draws: One per time of asking that was answered.
        question: What was asked.
        method: How.
        model: Whom.
        missing: Times of asking that brought no readable answer.
        usd: What all of it cost in US dollars; None when unknown.
    """

    draws: tuple[Draw, ...]
    question: Question
    method: str = ""
    model: str = ""
    missing: int = 0
    usd: float | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """All answers there are to a question of options or a scale; none for others."""
        return self.question.answer.levels

    @property
    def n(self) -> int:
        """Drawn answers."""
        return len(self.draws)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Answer to how often it was drawn, the most frequent first; see `answer_key` for what is one answer."""
        keys = [answer_key(draw.candidate) for draw in self.draws]
        spelled = dict(reversed(keys))
        return {spelled[key]: count for key, count in Counter(key for key, _ in keys).most_common()}

    @property
    def shares(self) -> dict[str, float]:
        """Answer to its share of the drawn answers; they sum to 1."""
        return {answer: count / self.n for answer, count in self.counts.items()}

    @property
    def entropy(self) -> float:
        """H = −Σ p ln p of the drawn answers, in nats, >= 0; the plain estimate, too low where n is small."""
        return -math.fsum(p * math.log(p) for p in self.shares.values()) + 0.0 if self.n else math.nan

    @property
    def effective_outcomes(self) -> float:
        """exp(H): how many equally frequent answers would be as diverse, at least 1 (Hill 1973, order 1)."""
        return math.exp(self.entropy)

    @property
    def coverage(self) -> float:
        """The share of the known answers that was drawn, in [0, 1]; NaN where none are known."""
        return len(set(self.counts) & set(self.known)) / len(self.known) if self.known else math.nan

    @property
    def frame(self) -> pd.DataFrame:
        """One row per answer, the most frequent first: `answer`, `n`, `share`."""
        import pandas as pd

        rows = [(answer, count, count / self.n) for answer, count in self.counts.items()]
        return pd.DataFrame(rows, columns=list(_HEAD))

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON: what is not known is null; with a single draw also its distribution."""
        single = {"distribution": _told(self.draws[0].distribution)} if self.n == 1 else {}
        return {
            "question": self.question.ask,
            "method": self.method,
            "model": self.model,
            **single,
            "n": self.n,
            "missing": self.missing,
            "frequencies": self.counts,
            "entropy": self.entropy if self.n else None,
            "effective_outcomes": self.effective_outcomes if self.n else None,
            "coverage": self.coverage if self.known else None,
            "usd": self.usd,
        }

    def __repr__(self) -> str:
        return f"Frequencies({'; '.join(self._notes())})"

    def __str__(self) -> str:
        return text_table(_HEAD, self._bars(), self._notes())

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._bars(), self._notes())

    def _bars(self) -> list[Bar]:
        shares = self.shares
        return [Bar(answer, (str(n), f"{shares[answer]:.3f}"), shares[answer]) for answer, n in self.counts.items()]

    def _notes(self) -> list[str]:
        missing = f", {self.missing} missing: no readable answer" if self.missing else ""
        diverse = f"entropy {self.entropy:.3f} nats, {self.effective_outcomes:.2f} effective outcomes"
        met = round(self.coverage * len(self.known)) if self.known else 0
        covered = [f"coverage {self.coverage:.2f}: {met} of {len(self.known)} known answers"] if self.known else []
        return [f"n = {self.n} drawn answers{missing}", *([diverse] if self.n else []), *covered]


def _told(distribution: Distribution) -> dict[str, Any]:
    """A distribution with its fields by name."""
    return {
        "candidates": [asdict(candidate) for candidate in distribution.candidates],
        "repairs": [asdict(repair) for repair in distribution.repairs],
        "reading": distribution.reading,
        "listed": None if math.isnan(distribution.listed) else distribution.listed,
    }


def answer_key(candidate: Candidate) -> tuple[str, str]:
    """What makes two candidates one answer, and how it is spelled.

    Values count by value. Texts that differ only in case, in blanks or in a final full stop are one answer.
    """
    if candidate.value is None:
        answer = " ".join(candidate.text.split())
        return answer.casefold().rstrip("."), answer
    answer = candidate.value if isinstance(candidate.value, str) else f"{candidate.value:g}"
    return answer, answer
