"""vs_sim: social simulation in which every answer is drawn from a distribution and every run is compared with people.

`PUBLIC` is the one list of public names. They are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from vs_sim.first_use import on_first_use

if TYPE_CHECKING:
    from vs_sim.api.codings import code as code
    from vs_sim.api.codings import codings as codings
    from vs_sim.api.codings import import_corpus as import_corpus
    from vs_sim.api.comparisons import compare as compare
    from vs_sim.api.comparisons import conformity as conformity
    from vs_sim.api.comparisons import effect as effect
    from vs_sim.api.comparisons import fit_rules as fit_rules
    from vs_sim.api.comparisons import measure as measure
    from vs_sim.api.comparisons import plan as plan
    from vs_sim.api.comparisons import reference as reference
    from vs_sim.api.comparisons import scorecard as scorecard
    from vs_sim.api.exports import export as export
    from vs_sim.api.forecasts import forecast as forecast
    from vs_sim.api.parts import collect as collect
    from vs_sim.api.reports import report as report
    from vs_sim.api.runs import load as load
    from vs_sim.api.runs import pilot as pilot
    from vs_sim.api.runs import repair as repair
    from vs_sim.api.runs import replay as replay
    from vs_sim.api.runs import resume as resume
    from vs_sim.api.runs import simulate as simulate
    from vs_sim.api.scenarios import check as check
    from vs_sim.api.scenarios import estimate as estimate
    from vs_sim.api.scenarios import freeze as freeze
    from vs_sim.api.scenarios import init as init
    from vs_sim.api.sweeps import sweep as sweep
    from vs_sim.core.distribution import Distribution as Distribution
    from vs_sim.corpora.persuasion_for_good.amounts.stated_gift import stated_amount as stated_amount
    from vs_sim.elicitation.parsing.parse import parse as parse
    from vs_sim.log.run import Run as Run
    from vs_sim.simulation.asking_run import asking_run as asking_run
    from vs_sim.simulation.forecasting import ForecastPlan as ForecastPlan
    from vs_sim.simulation.pipeline_validation import standin_population as standin_population
    from vs_sim.simulation.pipeline_validation import standin_truth as standin_truth
    from vs_sim.simulation.pipeline_validation import validate_pipeline as validate_pipeline
    from vs_sim.simulation.single_question import ask as ask
    from vs_sim.simulation.single_question import frequencies as frequencies
    from vs_sim.simulation.society import Society as Society
    from vs_sim.study.comparison.calibration import calibration as calibration
    from vs_sim.sweep.identification import identification as identification
    from vs_sim.world.speaker import Speaker as Speaker
    from vs_sim.world.speaker import talk as talk

__version__ = "0.1.0"

PUBLIC = {
    "vs_sim.api.codings": ("code", "codings", "import_corpus"),
    "vs_sim.api.comparisons": (
        "compare",
        "conformity",
        "effect",
        "fit_rules",
        "measure",
        "plan",
        "reference",
        "scorecard",
    ),
    "vs_sim.api.exports": ("export",),
    "vs_sim.api.parts": ("collect",),
    "vs_sim.api.forecasts": ("forecast",),
    "vs_sim.api.reports": ("report",),
    "vs_sim.api.runs": ("load", "pilot", "repair", "replay", "resume", "simulate"),
    "vs_sim.api.scenarios": ("check", "estimate", "freeze", "init"),
    "vs_sim.api.sweeps": ("sweep",),
    "vs_sim.core.distribution": ("Distribution",),
    "vs_sim.elicitation.parsing.parse": ("parse",),
    "vs_sim.log.run": ("Run",),
    "vs_sim.simulation.asking_run": ("asking_run",),
    "vs_sim.simulation.forecasting": ("ForecastPlan",),
    "vs_sim.simulation.pipeline_validation": ("standin_population", "standin_truth", "validate_pipeline"),
    "vs_sim.simulation.single_question": ("ask", "frequencies"),
    "vs_sim.corpora.persuasion_for_good.amounts.stated_gift": ("stated_amount",),
    "vs_sim.study.comparison.calibration": ("calibration",),
    "vs_sim.simulation.society": ("Society",),
    "vs_sim.sweep.identification": ("identification",),
    "vs_sim.world.speaker": ("Speaker", "talk"),
}
"""Every public name, by the module that defines it."""
FORMER = {"MesaSpeaker": "Speaker", "card": "scorecard", "self_test": "validate_pipeline", "talk_of": "talk"}
"""Names of earlier versions, to what they are called now."""
__all__ = sorted(name for names in PUBLIC.values() for name in names)
_load = on_first_use(__name__, PUBLIC)


class _Face(ModuleType):
    """A package whose names stay functions, also when a subpackage of the same name, such as `report`, is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> Any:
    if name in FORMER:
        raise AttributeError(f"vs_sim.{name} is called vs_sim.{FORMER[name]} now")
    return _load(name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
