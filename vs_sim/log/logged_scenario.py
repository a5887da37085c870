"""The scenario of a log, read as the schema of its kind; also of logs that other versions wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vs_sim.core.scenario import Scenario
from vs_sim.core.scenario_kind import read_kind
from vs_sim.errors import LogError, UnknownName

_MOST_SHOWN = 3
"""Faults that a message lists."""


def logged_scenario(written: Mapping[str, Any], folder: Path, wrote: str, *, imported: bool = False) -> Scenario:
    """The scenario of a log.

    Args:
        written: The scenario as the log keeps it.
        folder: The run folder, for messages.
        wrote: The version of vs_sim that wrote the log; empty when unknown.
        imported: Whether the run was imported from a corpus: such a run has the keys that all kinds share.

    Raises:
        LogError: The kind is not installed, or its schema does not know what the log holds.
    """
    try:
        return Scenario.model_validate(written) if imported else read_kind(written)
    except UnknownName as error:
        raise LogError(
            f"{folder}: the run is of the kind {error.name!r}, which is not installed; known: {', '.join(error.known)}",
            hint="install the package that provides this kind of scenario",
        ) from error
    except ValidationError as error:
        faults = list(_faults(error))
        more = f"; and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
        raise LogError(
            f"{folder}: the scenario in the log cannot be read: {'; '.join(faults[:_MOST_SHOWN])}{more}",
            hint=f"the log was written by vs-sim {wrote or '(unknown)'} and this is {version('vs-sim')}: "
            "open it with the version that wrote it, or a later one",
        ) from error


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in fault["loc"])
        yield f"{place}: {'unknown key' if fault['type'] == 'extra_forbidden' else fault['msg']}"
