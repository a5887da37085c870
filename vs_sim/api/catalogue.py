"""What is known by name, seam by seam: what a scenario, a plan or a command may say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vs_sim.errors import UnknownName


def names(what: str = "") -> dict[str, list[str]]:
    """What is known by name, by seam.

    Args:
        what: One seam, such as `methods`; empty for all.

    Raises:
        UnknownName: There is no such seam.
    """
    known = {**_of_simulations(), **_of_studies()}
    if what and what not in known:
        raise UnknownName("list", what, known)
    return {seam: found() for seam, found in known.items() if what in ("", seam)}


def _of_simulations() -> Mapping[str, Callable[[], list[str]]]:
    from vs_sim.elicitation.method import METHODS
    from vs_sim.files.locate import plan_names, scenario_names
    from vs_sim.llm.backend import BACKENDS
    from vs_sim.personas.population import population_names
    from vs_sim.sweep.executor import EXECUTORS
    from vs_sim.world.kind import KINDS

    return {
        "scenarios": scenario_names,
        "plans": plan_names,
        "kinds": KINDS.names,
        "methods": METHODS.names,
        "backends": BACKENDS.names,
        "populations": population_names,
        "executors": EXECUTORS.names,
    }


def _of_studies() -> Mapping[str, Callable[[], list[str]]]:
    from vs_sim.corpora.coding_scheme import CODINGS
    from vs_sim.corpora.corpus import CORPORA
    from vs_sim.export.format import FORMATS
    from vs_sim.personas.population import population_names
    from vs_sim.study.coding.published_codings import figures_names
    from vs_sim.study.data.published_figures import moment_names
    from vs_sim.study.data.reference import reference_names
    from vs_sim.study.measure import MEASURES

    def references() -> list[str]:
        people = [f"{name}/personas" for name in population_names()]
        return sorted([*reference_names(), *moment_names(), *figures_names(), *people])

    return {
        "measures": MEASURES.names,
        "references": references,
        "codings": CODINGS.names,
        "corpora": CORPORA.names,
        "formats": FORMATS.names,
    }
