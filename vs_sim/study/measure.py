"""A measure is one function of laws; its shape brings interval, human noise and verdict.

A distance (`better="lower"`) takes the simulated and the human law. A summary (`better="closer"`) takes one
law and is compared by its difference. Either may take a number, written behind its name: `mass@0.5`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vs_sim.errors import StudyError
from vs_sim.registry import Registry
from vs_sim.study.estimate import Estimate
from vs_sim.study.law import Floats, Law

Shape = Literal["samples", "paired", "table", "texts"]
Better = Literal["lower", "closer"]

Function: TypeAlias = Callable[..., Floats]
"""`(simulated, people)` or `(law)`, and perhaps `at`; vectorised over curves."""


@dataclass(frozen=True)
class Measure:
    """A registered measure, and the number it was asked for.

    Attributes:
        name: As it is asked for, with its number.
        function: Laws with curves (..., k) to values (...).
        shape: What it is computed from.
        better: `lower`: a distance to people. `closer`: a summary that should come near theirs.
        in_units: Whether its value has the unit of the outcome.
        judge: Gives the estimate with a verdict; None: the measure does not vote.
        at: The number behind the name.
    """

    name: str
    function: Function
    shape: Shape
    better: Better
    in_units: bool = False
    judge: Callable[..., Estimate] | None = None
    at: float | None = None

    def __call__(self, simulated: Law, people: Law) -> Floats:
        """The distance, or the difference of the summaries: shape (...)."""
        if self.better == "lower":
            return self.function(simulated, people, **self._number())
        return self.summary(simulated) - self.summary(people)

    def summary(self, law: Law) -> Floats:
        """The summary of one law, shape (...)."""
        return self.function(law, **self._number())

    @property
    def takes_number(self) -> bool:
        """Whether it is asked for as name@number."""
        return "at" in inspect.signature(self.function).parameters

    def _number(self) -> dict[str, float]:
        return {} if self.at is None else {"at": self.at}


MEASURES: Registry[Measure] = Registry("measure", "vs_sim.study.measures")


def measure(
    name: str,
    *,
    shape: Shape,
    better: Better,
    in_units: bool = False,
    judge: Callable[..., Estimate] | None = None,
) -> Callable[[Function], Function]:
    """Register a function as the measure of that name; see `Measure` for the arguments."""

    def registered(function: Function) -> Function:
        MEASURES.register(name, Measure(name, function, shape, better, in_units, judge))
        return function

    return registered


def find_measure(name: str) -> Measure:
    """The measure of that name, with its number where one is written: `ks`, `mass@0.5`.

    Raises:
        UnknownName: No measure has that name.
        StudyError: A number is missing, unwanted or unreadable.
    """
    stem, _, number = name.partition("@")
    member = MEASURES.get(stem)
    if member.takes_number != bool(number):
        hint = f"write {stem}@0.5" if member.takes_number else f"write {stem}"
        raise StudyError(f"measure {stem!r} takes {'a' if member.takes_number else 'no'} number", hint=hint)
    if not number:
        return member
    try:
        return replace(member, name=name, at=float(number))
    except ValueError as error:
        raise StudyError(f"{number!r} in {name!r} is not a number") from error
