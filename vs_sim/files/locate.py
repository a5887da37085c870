"""Where a scenario's name leads: a file as given, else one that is shipped."""

from __future__ import annotations

from pathlib import Path

from vs_sim.errors import UnknownName
from vs_sim.files.source_text import is_file

SUFFIX = ".yaml"
PLANS = "sweeps"
"""The folder of shipped plans, beside the scenarios."""


def find_scenario(name_or_path: str | Path) -> Path:
    """The file of a scenario: an existing path, else a shipped name; either with or without `.yaml`.

    Raises:
        UnknownName: There is neither such a file nor such a shipped scenario.
    """
    return _found("scenario", name_or_path, _shelf())


def scenario_names() -> list[str]:
    """The shipped scenarios, sorted."""
    return _names(_shelf())


def find_plan(name_or_path: str | Path) -> Path:
    """The file of a sweep's plan: an existing path, else a shipped name; either with or without `.yaml`.

    Raises:
        UnknownName: There is neither such a file nor such a shipped plan.
    """
    return _found("plan", name_or_path, _shelf() / PLANS)


def plan_names() -> list[str]:
    """The shipped plans of sweeps, sorted."""
    return _names(_shelf() / PLANS)


def starter_folder() -> Path:
    """The folder of commented scenarios to begin with, one a kind."""
    return _shelf() / "starters"


def _found(seam: str, name_or_path: str | Path, shelf: Path) -> Path:
    given = Path(name_or_path)
    if is_file(given):
        return given
    if is_file(written := given.with_name(f"{given.name}{SUFFIX}") if given.name else given):
        return written
    name = str(name_or_path).removesuffix(SUFFIX)
    if name not in _names(shelf):
        raise UnknownName(seam, name, _names(shelf))
    return shelf / f"{name}{SUFFIX}"


def _names(shelf: Path) -> list[str]:
    return sorted(file.stem for file in shelf.glob(f"*{SUFFIX}"))


def _shelf() -> Path:
    """The folder of shipped scenarios: in the package where it is installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"
