"""Every figure comes with its interval, n, sampling noise and, where it is tested, a verdict."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Literal

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.reference import Reference

Verdict = Literal["equivalent", "beyond the margin", "different", "inconclusive"]

DETECTED: tuple[Verdict, ...] = ("beyond the margin", "different")
"""The verdicts of a detectable difference: its size shown, or undecided."""

Reason = Literal["few persons", "missing dialogues", "precision"]
"""Why no more is claimed: too few simulated persons, a claim that missing answers could overturn, or wide bounds."""

NAN = math.nan


@dataclass(frozen=True)
class Estimate:
    """One measure of one outcome against one reference. NaN means "not measured", never 0.

    Attributes:
        name: The measure.
        of: The outcome, for example `donation`.
        value: A distance to people; or, for a summary such as the mean, the simulation's own value.
        low: Lower end of the 95% interval of the distance, or of the difference where there is one.
        high: Its upper end.
        n: Simulated dialogues.
        personas: Distinct simulated persons behind them.
        people: Persons behind the reference; 0 for a known distribution.
        reference: The reference's id.
        unit: Of the value; empty for a share or a distance between distributions.
        human: The people's own value, for a summary.
        difference: `value - human`, for a summary.
        upper: One-sided 95% upper bound of the distance; of a difference the bound of its size by two one-sided tests,
            the larger end of the 90% interval (Schuirmann 1987).
        sampling_noise: 95% quantile of the distance, or difference, of n human values from the reference.
        p: The p-value: how often the difference of n human values is at least as large.
        p_adjusted: p adjusted for the estimates judged together with this one (Holm).
        margin: The equivalence margin, declared beforehand.
        missing: Failed dialogues, whose answers are missing.
        low_missing: Lower bound of the distance, whatever the missing answers were.
        upper_missing: One-sided 95% upper bound of the distance, whatever they were.
        p_missing: The largest p over all that they could be.
        verdict: `equivalent`, `beyond the margin`, `different` or `inconclusive`; None where it is descriptive.
        reason: Why the verdict is `inconclusive`, or why the size of a difference is undecided; None otherwise.
        note: What a reader must know to interpret the number.
    """

    name: str
    of: str
    value: float
    low: float = NAN
    high: float = NAN
    n: int = 0
    personas: int = 0
    people: int = 0
    reference: str = ""
    unit: str = ""
    human: float = NAN
    difference: float = NAN
    upper: float = NAN
    sampling_noise: float = NAN
    p: float = NAN
    p_adjusted: float = NAN
    margin: float = NAN
    missing: int = 0
    low_missing: float = NAN
    upper_missing: float = NAN
    p_missing: float = NAN
    verdict: Verdict | None = None
    reason: Reason | None = None
    note: str = ""

    def to_dict(self) -> dict[str, str | int | float | None]:
        """Ready for JSON: NaN becomes null."""
        return {
            key: None if isinstance(entry, float) and not math.isfinite(entry) else entry
            for key, entry in asdict(self).items()
        }

    @property
    def verdict_text(self) -> str:
        """The verdict with its reason, as tables say it; empty where there is none."""
        return verdict_text(self.verdict, self.reason, self.missing)

    def __repr__(self) -> str:
        return f"Estimate({self._figures()})" + (f" -> {self.verdict_text}" if self.verdict else "")

    def _repr_html_(self) -> str:
        verdict = f" &rarr; <b>{escape(self.verdict_text)}</b>" if self.verdict else ""
        note = f"<br><small>{escape(self.note)}</small>" if self.note else ""
        against = f" against {escape(self.reference)}" if self.reference else ""
        return f"<p>{escape(self._figures())}{against}{verdict}{note}</p>"

    def _figures(self) -> str:
        interval = "" if math.isnan(self.low) else f" [{shown(self.low)}, {shown(self.high)}]"
        head = f"{self.name} of {self.of}" if self.of else self.name
        unit = f" {self.unit}" if self.unit else ""
        parts = [f"{head} = {shown(self.value)}{unit}" + (interval if math.isnan(self.human) else "")]
        if not math.isnan(self.human):
            parts.append(f"people {shown(self.human)}")
        if not math.isnan(self.difference):
            parts.append(f"difference {shown(self.difference, sign='+')}{interval}")
        parts.append(f"n={self.n}")
        if not math.isnan(self.sampling_noise):
            parts.append(f"sampling noise {shown(self.sampling_noise, digits=3)}")
        if not math.isnan(self.margin):
            parts.append(f"equivalence margin {shown(self.margin)}")
        return ", ".join(parts)


def unmeasured(name: str, sample: Sample, reference: Reference) -> Estimate:
    """An estimate that knows what is compared with what, and no result yet."""
    repeats = f"{sample.persons} personas; as informative as {sample.effective_n} independent dialogues"
    return Estimate(
        name=name,
        of=sample.of,
        value=NAN,
        note=repeats if sample.persons < sample.n else "",
        n=sample.n,
        personas=sample.persons,
        people=reference.people,
        reference=reference.id,
    )


def descriptive(estimate: Estimate) -> Estimate:
    """The same figures without a test: neither margin, adjusted p nor verdict."""
    return replace(estimate, margin=NAN, p_adjusted=NAN, verdict=None, reason=None)


def verdict_text(verdict: str | None, reason: str | None, missing: int) -> str:
    """A verdict with the reason that a reader cannot see in the other figures.

    >>> verdict_text("inconclusive", "missing dialogues", 37)
    'inconclusive because 37 dialogues are missing'
    >>> verdict_text("inconclusive", "precision", 0), verdict_text("equivalent", None, 0), verdict_text(None, None, 0)
    ('inconclusive', 'equivalent', '')
    """
    if reason == "missing dialogues":
        return f"{verdict} because {missing} dialogue{' is' if missing == 1 else 's are'} missing"
    return f"{verdict} because of few persons" if reason == "few persons" else verdict or ""


def shown(number: float, *, digits: int = 2, sign: Literal["+", "-"] = "-") -> str:
    """A number as papers print it: two decimals, no zero before the point; `sign="+"` shows a plus too.

    >>> shown(0.1894), shown(-0.5), shown(1.25), shown(-0.0004), shown(math.nan)
    ('.19', '-.50', '1.25', '.00', 'not measured')
    """
    if math.isnan(number):
        return "not measured"
    text = f"{round(number, digits) + 0.0:{sign}.{digits}f}"
    return text.replace("0.", ".", 1) if text.lstrip("+-").startswith("0.") else text
