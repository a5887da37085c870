"""A plan is read in one pass, and every fault of the file, a cell or a `--set` is reported with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vs_sim.errors import Fault, ScenarioError, UnknownName
from vs_sim.files.extends import read_scenario
from vs_sim.files.locate import find_plan, find_scenario
from vs_sim.files.overrides import Setting, overrides
from vs_sim.files.schema_faults import at, read_part
from vs_sim.files.source_text import is_file
from vs_sim.files.strict_yaml import Document, read_yaml
from vs_sim.seeds import key
from vs_sim.simulation.checking import Loaded, check_scenario
from vs_sim.sweep.cell import Cell, Planned, identity
from vs_sim.sweep.plan import MOST_CELLS, SweepPlan
from vs_sim.sweep.settings import Point, points, setting_text
from vs_sim.sweep.tables.divergences import not_asked_by_logprobs

_OWN = tuple(field.alias or name for name, field in SweepPlan.model_fields.items())
"""The keys of a plan; a `--set` of any other changes the scenario in every cell."""


def load_plan(name_or_path: str | Path, sets: Sequence[str] = ()) -> Planned:
    """A plan by its shipped name or its path, with changes `path=value` of the plan or of its scenario.

    Raises:
        UnknownName: There is no such plan.
        ScenarioError: It has faults, or one of its cells has; every one of them is listed.
    """
    path = find_plan(name_or_path)
    own = [text for text in sets if text.partition("=")[0].partition(".")[0].strip() in _OWN]
    document = overrides(read_yaml(path), own)
    plan, faults = read_part(document, (), document.data, (SweepPlan,))
    if plan is None or faults:
        raise ScenarioError(faults)
    others = [text for text in sets if text not in own]
    _refuse_varied(plan, others)
    cells = list(_cells(plan, document, path, others))
    _check_divergence(plan, document, cells)
    distinct = {cell.id: cell for cell in reversed(cells)}
    first = tuple(cell for cell in cells if distinct.get(cell.id) is cell)
    text = path.read_text(encoding="utf-8-sig")
    return Planned(plan, path, _named_apart(first), len(cells) - len(first), tuple(sets), text)


def is_plan(name_or_path: str | Path) -> bool:
    """Whether a name or a file is a plan's and no scenario's."""
    try:
        written = read_yaml(find_plan(name_or_path)).data
    except (UnknownName, ScenarioError):
        return False
    return "scenario" in written and not {"kind", "extends"} & set(written)


def _refuse_varied(plan: SweepPlan, sets: Sequence[str]) -> None:
    for text in sets:
        path = text.partition("=")[0].strip()
        for varied in plan.varied:
            if path == varied or varied.startswith(f"{path}.") or path.startswith(f"{varied}."):
                fault = Fault(
                    path, f"{varied} is what the plan varies", hint="change the plan", file="--set", source=text
                )
                raise ScenarioError([fault])


def _cells(plan: SweepPlan, document: Document, path: Path, sets: Sequence[str]) -> Iterator[Cell]:
    base_path, base = _base(plan, document, path)
    alike = [Setting(where, value, document, ("set", where)) for where, value in plan.set.items()]
    every = list(points(plan, document))
    if len(every) * plan.replicates > MOST_CELLS:
        message = f"{len(every) * plan.replicates:,} cells; a sweep has at most {MOST_CELLS:,}"
        raise ScenarioError([document.fault((), message)])
    faults: dict[str, Fault] = {}
    for point in every:
        try:
            loaded = check_scenario(base, base_path, [*alike, *sets, *point.settings])
        except ScenarioError as error:
            faults |= {str(fault): fault for fault in error.faults}
            continue
        if not faults:
            yield from _replicated(plan, point, loaded)
    if faults:
        raise ScenarioError(list(faults.values()))


def _check_divergence(plan: SweepPlan, document: Document, cells: Sequence[Cell]) -> None:
    """Refuse a `divergence_from` that is no cell, or one whose distributions are not known exactly."""
    named = plan.divergence_from
    found = [cell for cell in cells if cell.label == named]
    if named is None:
        return
    if not found:
        known = ", ".join(dict.fromkeys(cell.label for cell in cells))
        message = f"no cell is called {named!r}"
        raise ScenarioError([document.fault(("divergence_from",), message, hint=f"known: {known}")])
    if drawn := not_asked_by_logprobs(found[0].scenario):
        message = f"{named!r} does not know its distribution: {', '.join(drawn)} not asked by logprobs"
        raise ScenarioError([document.fault(("divergence_from",), message, hint="give it method: logprobs")])


def _base(plan: SweepPlan, document: Document, path: Path) -> tuple[Path, Document]:
    """The scenario that is varied: in the folder of the plan, else where scenarios are looked for."""
    neighbour = path.parent / plan.scenario
    try:
        found = neighbour if is_file(neighbour) else find_scenario(plan.scenario)
    except UnknownName as error:
        raise ScenarioError([document.fault(("scenario",), str(error), hint=error.hint)]) from error
    return found, read_scenario(found)


def _replicated(plan: SweepPlan, point: Point, loaded: Loaded) -> Iterator[Cell]:
    """The replicates of a point; the first has the plan's own seed."""
    given = {setting.path: setting.value for setting in point.settings}
    settings = {path: given.get(path, at(loaded.data, _names(path))) for path in plan.varied}
    label = ", ".join(point.names) or loaded.path.stem
    own_seed = loaded.scenario.seed if plan.seed is None or "seed" in given else plan.seed
    for replicate in range(plan.replicates):
        update: dict[str, int | None] = {"seed": seed_of(own_seed, plan, settings, replicate)}
        if plan.same_persons and replicate:
            update["persona_seed"] = seed_of(own_seed, plan, settings, 0)
        scenario = loaded.scenario.model_copy(update=update)
        source = loaded.path.parent
        yield Cell(identity(scenario, source, replicate), label, settings, replicate, scenario, source)


def seed_of(seed: int, plan: SweepPlan, settings: Mapping[str, Any], replicate: int) -> int:
    """The seed of a cell: that of the plan in every first replicate, unless cells are to have numbers of their own."""
    path: list[str | int] = [] if plan.common_random_numbers else [setting_text(dict(settings))]
    if replicate:
        path += ["replicate", replicate]
    return key(seed, "cell", *path) % 2**31 if path else seed


def _names(path: str) -> tuple[str | int, ...]:
    return tuple(int(name) if name.isdecimal() else name for name in path.split("."))


def _named_apart(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with labels that no two of different settings share."""
    labels: dict[str, list[Mapping[str, Any]]] = {}
    named = []
    for cell in cells:
        known = labels.setdefault(cell.label, [])
        if cell.settings not in known:
            known.append(cell.settings)
        number = known.index(cell.settings)
        named.append(replace(cell, label=f"{cell.label} ({number + 1})") if number else cell)
    return tuple(named)
