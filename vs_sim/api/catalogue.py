"""What is known by name, seam by seam: what a scenario, a plan or a command may refer to."""

from __future__ import annotations

from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.corpora.corpus import CORPORA
from vs_sim.elicitation.method import METHODS
from vs_sim.errors import UnknownName
from vs_sim.export.format import FORMATS
from vs_sim.files.locate import plan_names, scenario_names
from vs_sim.llm.backend import BACKENDS
from vs_sim.personas.population import population_names
from vs_sim.study.coding.published_codings import figures_names
from vs_sim.study.data.published_figures import moment_names
from vs_sim.study.data.reference import reference_names
from vs_sim.study.measure import MEASURES
from vs_sim.sweep.executor import EXECUTORS
from vs_sim.world.kind import KINDS


def known_names(what: str = "") -> dict[str, list[str]]:
    """Every name that is known, by seam.

    Args:
        what: One seam, such as `methods`; empty for all.

    Raises:
        UnknownName: There is no such seam.
    """
    seams = {
        "scenarios": scenario_names,
        "plans": plan_names,
        "kinds": KINDS.names,
        "methods": METHODS.names,
        "backends": BACKENDS.names,
        "populations": population_names,
        "executors": EXECUTORS.names,
        "measures": MEASURES.names,
        "references": _references,
        "codings": CODINGS.names,
        "corpora": CORPORA.names,
        "formats": FORMATS.names,
    }
    if what and what not in seams:
        raise UnknownName("list", what, seams)
    return {seam: names() for seam, names in seams.items() if what in ("", seam)}


def _references() -> list[str]:
    personas = [f"{name}/personas" for name in population_names()]
    return sorted([*reference_names(), *moment_names(), *figures_names(), *personas])
