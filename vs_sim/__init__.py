"""vs_sim: social simulation in which every answer is drawn from a distribution and every run meets people.

The names below are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vs_sim.api.comparisons import card as card
    from vs_sim.api.comparisons import compare as compare
    from vs_sim.api.comparisons import plan as plan
    from vs_sim.api.exports import export as export
    from vs_sim.api.people import code as code
    from vs_sim.api.people import codings as codings
    from vs_sim.api.people import import_corpus as import_corpus
    from vs_sim.api.runs import ask as ask
    from vs_sim.api.runs import calibration as calibration
    from vs_sim.api.runs import check as check
    from vs_sim.api.runs import estimate as estimate
    from vs_sim.api.runs import frequencies as frequencies
    from vs_sim.api.runs import init as init
    from vs_sim.api.runs import load as load
    from vs_sim.api.runs import measure as measure
    from vs_sim.api.runs import reference as reference
    from vs_sim.api.runs import replay as replay
    from vs_sim.api.runs import report as report
    from vs_sim.api.runs import resume as resume
    from vs_sim.api.runs import self_test as self_test
    from vs_sim.api.runs import simulate as simulate
    from vs_sim.api.runs import standin_population as standin_population
    from vs_sim.api.runs import standin_truth as standin_truth
    from vs_sim.api.sweeps import sweep as sweep
    from vs_sim.core.distribution import Distribution as Distribution
    from vs_sim.corpora.persuasion_for_good.amounts.stated_gift import stated_amount as stated_amount
    from vs_sim.elicitation.parsing.parse import parse as parse
    from vs_sim.log.run import Run as Run

__version__ = "0.1.0"

FACE = {
    "Distribution": "vs_sim.core.distribution",
    "Run": "vs_sim.log.run",
    "ask": "vs_sim.api.runs",
    "card": "vs_sim.api.comparisons",
    "check": "vs_sim.api.runs",
    "compare": "vs_sim.api.comparisons",
    "estimate": "vs_sim.api.runs",
    "import_corpus": "vs_sim.api.people",
    "load": "vs_sim.api.runs",
    "measure": "vs_sim.api.runs",
    "parse": "vs_sim.elicitation.parsing.parse",
    "plan": "vs_sim.api.comparisons",
    "reference": "vs_sim.api.runs",
    "report": "vs_sim.api.runs",
    "resume": "vs_sim.api.runs",
    "self_test": "vs_sim.api.runs",
    "simulate": "vs_sim.api.runs",
    "standin_truth": "vs_sim.api.runs",
    "stated_amount": "vs_sim.corpora.persuasion_for_good.amounts.stated_gift",
    "sweep": "vs_sim.api.sweeps",
}
FURTHER = {
    "calibration": "vs_sim.api.runs",
    "code": "vs_sim.api.people",
    "codings": "vs_sim.api.people",
    "export": "vs_sim.api.exports",
    "frequencies": "vs_sim.api.runs",
    "init": "vs_sim.api.runs",
    "replay": "vs_sim.api.runs",
    "standin_population": "vs_sim.api.runs",
}
"""Loaded in the same way, for those who look for them: the face stays short enough to be read at a glance."""
__all__ = sorted(FACE)  # one list of names, not two


class _Face(ModuleType):
    """A package whose names stay functions, also when a room of the same name, such as `report`, is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in FACE | FURTHER and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> Any:
    module = FACE.get(name) or FURTHER.get(name)
    if module is None:
        raise AttributeError(f"module 'vs_sim' has no attribute {name!r}")
    return getattr(importlib.import_module(module), name)


def __dir__() -> list[str]:
    return [*__all__, *FURTHER, "__version__"]
