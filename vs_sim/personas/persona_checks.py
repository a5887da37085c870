"""Whether the people a role asks for exist: attributes, levels, and anybody at all who fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vs_sim.core.persona import Trait, value_text
from vs_sim.core.persona_source import PersonaSource
from vs_sim.errors import Fault, ScenarioError, VsSimError, did_you_mean
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.personas.persona_candidates import Chooser, People, people_from
from vs_sim.personas.population import population_names
from vs_sim.personas.quota import CANDIDATES, Quota
from vs_sim.seeds import generator

MOST_LISTED = 12
"""Levels that a message lists."""


def persona_faults(document: Document, path: DataPath, written: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    """Every fault of a `personas:` entry but those of its form, which the schema reports, and of real participants.

    Args:
        document: The scenario.
        path: Where the entry stands.
        written: The entry.
        folder: Where persona files are looked for.
    """
    name, file = written.get("population"), written.get("file")
    if isinstance(written.get("participants"), str):
        return
    if isinstance(name, str) and name not in population_names():
        known = ", ".join(population_names())
        hint = did_you_mean(name, population_names())
        yield document.fault((*path, "population"), f"no population {name!r}; known: {known}", hint=hint)
        return
    try:
        source = PersonaSource(population=name, file=file, csv=written.get("csv"))
        people = people_from(source, folder)
    except ValidationError:
        return
    except ScenarioError as error:
        yield from (fault_in_file(document, fault, (*path, "file")) for fault in error.faults)
        return
    if people is None:
        yield from _nobody_meant(document, path, written)
        return
    found = list(_unknown(document, path, written, people))
    yield from found
    if not found:
        yield from _nobody(document, path, written, people)


def _nobody_meant(document: Document, path: DataPath, written: Mapping[str, Any]) -> Iterator[Fault]:
    """Attributes of nobody in particular, unless a misspelt key says who was meant, which the schema tells."""
    if not set(written) <= set(PersonaSource.model_fields):
        return
    for key in ("tell", "segments", "quota"):
        if written.get(key) and not written.get("shuffled"):
            hint = "name a population: or a file: next to it"
            yield document.fault((*path, key), f"{key} is said of nobody in particular", key=True, hint=hint)


def fault_in_file(document: Document, fault: Fault, path: DataPath) -> Fault:
    """A fault in another file as it is; that of a file as a whole at the place that names it."""
    return fault if fault.line else document.fault(path, f"{fault.file}: {fault.message}", hint=fault.hint)


def _unknown(document: Document, path: DataPath, written: Mapping[str, Any], people: People) -> Iterator[Fault]:
    """Attributes and levels that nobody has."""
    levels = people.levels
    tell, known = written.get("tell"), ", ".join(levels) or "none"
    told_of = enumerate(tell if isinstance(tell, list) else ())
    places: list[tuple[DataPath, Any, Any]] = [((*path, "tell", at), trait, {}) for at, trait in told_of]
    for key in ("segments", "quota"):
        wanted = written.get(key)
        entries = wanted.items() if isinstance(wanted, dict) else ()
        places += [((*path, key, trait), trait, segment) for trait, segment in entries]
    for place, trait, segment in places:
        if not isinstance(trait, str):
            continue
        if trait not in levels:
            message = f"no attribute {trait!r}; known: {known}"
            yield document.fault(place, message, key=place[-1] == trait, hint=_meant(trait, people))
        else:
            yield from _unknown_levels(document, place, segment, levels[trait])


def _meant(trait: str, people: People) -> str | None:
    """The attribute that was meant, which may have been called by its readable name."""
    by_label = {label.casefold(): name for name, label in people.labels.items()}
    by_word = {word.partition(" (")[0].rpartition(": ")[2]: name for word, name in by_label.items()}
    name = by_word.get(trait.casefold().replace("_", " "))
    return f"did you mean {name!r}?" if name else did_you_mean(trait, people.levels)


def _unknown_levels(document: Document, path: DataPath, segment: Any, levels: tuple[Trait, ...]) -> Iterator[Fault]:
    known = [value_text(level) for level in levels]
    if isinstance(segment, dict) and {"at_least", "at_most"} & set(segment):
        if all(isinstance(level, str) for level in levels):
            yield document.fault(path, f"{path[-1]} is no number; known levels: {', '.join(known)}")
        return
    named: dict[str | int, Any] = dict(enumerate(segment)) if isinstance(segment, list) else {}
    named |= {key: key for key in segment} if isinstance(segment, dict) else {}
    for at, level in named.items():
        if isinstance(level, str | int | float) and value_text(level) not in known:
            shown = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
            message = f"no level {level!r} of {path[-1]}; known: {shown}"
            hint = did_you_mean(value_text(level), known)
            if hint is None and all(isinstance(each, int | float) for each in levels):
                hint = "a number is narrowed by {at_least: …} and {at_most: …}"
            yield document.fault((*path, at), message, key=isinstance(segment, dict), hint=hint)


def _nobody(document: Document, path: DataPath, written: Mapping[str, Any], people: People) -> Iterator[Fault]:
    """Segments that leave out everybody, and quotas of people who do not occur."""
    try:
        source = PersonaSource.model_validate(written)
    except ValidationError:
        return
    chooser = Chooser(people, source.segments)
    if source.segments and not chooser.keeps(people.candidates(generator("segments"), CANDIDATES)[0]).any():
        yield document.fault((*path, "segments"), f"nobody fits these segments, of {CANDIDATES:,} drawn", key=True)
    elif source.quota:
        try:
            Quota(chooser, source.quota).due  # noqa: B018  # computed for its faults
        except VsSimError as error:
            yield document.fault((*path, "quota"), str(error), key=True, hint=error.hint)
