"""A measure is one function; its shape says of what, and brings interval, sampling noise and verdict.

- `samples`: a function of ECDFs of single numbers, one per dialogue. A distance (`better="lower"`) takes the
  simulated and the human one. A summary (`better="closer"`) takes one, or both where it is relative to people, and
  is compared by its difference.
- `paired`: a function of simulated and own values of the same persons.
- `texts`: a function of the turns of one role in one dialogue; a run has the mean over its dialogues.
- `society`: a function of the history of stances on a network, over rounds (one value each) or of all of them.
- `table`: a function of values, their persons and the traits of these, under many weights at once.

Any of them may take arguments, written behind its name: `mass@0.5`, `kl@0.25,0.05`, `trait_effect@care`.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.registry import Registry
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.data.estimate import Estimate

Shape = Literal["samples", "paired", "table", "texts", "society"]
Better = Literal["lower", "closer"]
Argument = float | int | str

Function: TypeAlias = Callable[..., Any]
"""What its shape gives it, then its arguments; `samples` and `table` are vectorised."""

_GIVEN = {"simulated", "people", "ecdf", "own", "turns", "table", "weights", "history"}
"""The parameters that a shape fills; all others are arguments."""

EXAMPLES: dict[str, str] = {"float": "0.5", "int": "1", "str": "NAME"}
READ: dict[str, Callable[[str], Argument]] = {"float": float, "int": int, "str": str}


@dataclass(frozen=True)
class Measure:
    """A registered measure, and the arguments it was asked for.

    Attributes:
        name: As it is asked for, with its arguments.
        function: Of what its shape gives it.
        shape: What it is computed from.
        better: `lower`: a distance to people. `closer`: a summary that should come near theirs.
        in_units: Whether its value has the unit of the outcome.
        judge: Gives the estimate with a verdict; None: the measure is descriptive.
        arguments: What stands behind the name.
    """

    name: str
    function: Function
    shape: Shape
    better: Better
    in_units: bool = False
    judge: Callable[..., Estimate] | None = None
    arguments: tuple[Argument, ...] = ()

    def __call__(self, simulated: Ecdf, people: Ecdf) -> Floats:
        """The distance, or the difference of the summaries: shape (...)."""
        if self.better == "lower":
            return _floats(self.function(simulated, people, *self.arguments))
        return self.summary(simulated, people) - self.summary(people, people)

    def summary(self, ecdf: Ecdf, people: Ecdf | None = None) -> Floats:
        """The summary of one distribution, shape (...); people are needed only where it is relative to them."""
        relative = "people" in inspect.signature(self.function).parameters
        given = (ecdf, ecdf if people is None else people) if relative else (ecdf,)
        return _floats(self.function(*given, *self.arguments))

    def of(self, *given: Any) -> Any:
        """The function of what a shape other than `samples` gives it."""
        return self.function(*given, *self.arguments)

    @property
    def wanted(self) -> dict[str, str]:
        """The arguments it takes: name to `float`, `int` or `str`."""
        parameters = inspect.signature(self.function).parameters.values()
        return {each.name: str(each.annotation) for each in parameters if each.name not in _GIVEN}


def _floats(values: Any) -> Floats:
    return np.asarray(values, dtype=np.float64)


RENAMED = {"l1": "mae"}
"""Earlier names of measures, which still load."""

MEASURES: Registry[Measure] = Registry("measure", "vs_sim.study.measures", "*/{name}.py")


def register_measure(
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
    """The measure of that name, with its arguments where some are written: `ks`, `mass@0.5`, `kl@0.25,0.05`.

    Raises:
        UnknownName: No measure has that name.
        StudyError: An argument is missing, unwanted or unreadable.
    """
    stem, _, written = name.partition("@")
    if stem in RENAMED:
        warnings.warn(f"measure {stem!r} is now called {RENAMED[stem]!r}: write that", FutureWarning, stacklevel=2)
        stem = RENAMED[stem]
    member = MEASURES.get(stem)
    kinds = list(member.wanted.values())
    parts = written.split(",", maxsplit=max(len(kinds) - 1, 0)) if written else []
    if len(parts) != len(kinds):
        example = ",".join(EXAMPLES[kind] for kind in kinds)
        takes = {0: "no number", 1: "a name" if kinds == ["str"] else "a number"}.get(
            len(kinds), f"{len(kinds)} numbers"
        )
        raise StudyError(
            f"measure {stem!r} takes {takes}", hint=f"write {stem}@{example}" if kinds else f"write {stem}"
        )
    return (
        replace(member, name=name, arguments=tuple(map(_read, parts, kinds, [name] * len(parts)))) if kinds else member
    )


def _read(text: str, kind: str, name: str) -> Argument:
    try:
        return READ[kind](text)
    except ValueError as error:
        raise StudyError(f"{text!r} in {name!r} is not a {'whole ' if kind == 'int' else ''}number") from error
