"""vs_sim: social simulation in which every answer is drawn from a distribution and every run meets people.

The names below are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vs_sim.api import ask as ask
    from vs_sim.api import calibration as calibration
    from vs_sim.api import check as check
    from vs_sim.api import estimate as estimate
    from vs_sim.api import frequencies as frequencies
    from vs_sim.api import init as init
    from vs_sim.api import load as load
    from vs_sim.api import measure as measure
    from vs_sim.api import reference as reference
    from vs_sim.api import replay as replay
    from vs_sim.api import report as report
    from vs_sim.api import resume as resume
    from vs_sim.api import self_test as self_test
    from vs_sim.api import simulate as simulate
    from vs_sim.api import standin_population as standin_population
    from vs_sim.api import standin_truth as standin_truth
    from vs_sim.comparing import card as card
    from vs_sim.comparing import compare as compare
    from vs_sim.comparing import plan as plan
    from vs_sim.core.distribution import Distribution as Distribution
    from vs_sim.corpora import code as code
    from vs_sim.corpora import codings as codings
    from vs_sim.corpora import import_corpus as import_corpus
    from vs_sim.elicitation.parse import parse as parse
    from vs_sim.exporting import export as export
    from vs_sim.log.run import Run as Run
    from vs_sim.study.amounts.stated import stated_amount as stated_amount
    from vs_sim.sweeping import sweep as sweep

__version__ = "0.1.0"

FACE = {
    "Distribution": "vs_sim.core.distribution",
    "Run": "vs_sim.log.run",
    "ask": "vs_sim.api",
    "card": "vs_sim.comparing",
    "check": "vs_sim.api",
    "compare": "vs_sim.comparing",
    "estimate": "vs_sim.api",
    "import_corpus": "vs_sim.corpora",
    "load": "vs_sim.api",
    "measure": "vs_sim.api",
    "parse": "vs_sim.elicitation.parse",
    "plan": "vs_sim.comparing",
    "reference": "vs_sim.api",
    "report": "vs_sim.api",
    "resume": "vs_sim.api",
    "self_test": "vs_sim.api",
    "simulate": "vs_sim.api",
    "standin_truth": "vs_sim.api",
    "stated_amount": "vs_sim.study.amounts.stated",
    "sweep": "vs_sim.sweeping",
}
FURTHER = {
    "calibration": "vs_sim.api",
    "code": "vs_sim.corpora",
    "codings": "vs_sim.corpora",
    "export": "vs_sim.exporting",
    "frequencies": "vs_sim.api",
    "init": "vs_sim.api",
    "replay": "vs_sim.api",
    "standin_population": "vs_sim.api",
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
