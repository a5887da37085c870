from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import vs_sim
from vs_sim.cli import loaded

HEAVY = ["litellm", "pandas", "mesa", "matplotlib", "scipy", "pydantic", "numpy"]
LAZY = [(vs_sim, vs_sim.PUBLIC), (loaded, loaded.HOMES)]


def imported_for_types(module: ModuleType) -> dict[str, tuple[str, ...]]:
    """Module to names, as the module imports them for the type checker."""
    found: dict[str, list[str]] = {}
    for node in ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for each in node.body:
                assert isinstance(each, ast.ImportFrom) and each.module
                assert all(alias.asname == alias.name for alias in each.names)
                found.setdefault(each.module, []).extend(alias.name for alias in each.names)
    return {home: tuple(names) for home, names in found.items()}


@pytest.mark.parametrize("name", vs_sim.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(vs_sim, name) is not None


@pytest.mark.parametrize(("module", "homes"), LAZY, ids=["vs_sim", "cli"])
def test_the_type_checker_sees_the_names_that_are_loaded(module: ModuleType, homes: dict[str, tuple[str, ...]]) -> None:
    assert {home: set(names) for home, names in imported_for_types(module).items()} == {
        home: set(names) for home, names in homes.items()
    }


@pytest.mark.parametrize(("module", "homes"), LAZY, ids=["vs_sim", "cli"])
def test_a_name_is_taken_from_the_module_that_defines_it(module: ModuleType, homes: dict[str, tuple[str, ...]]) -> None:
    for home, names in homes.items():
        for name in names:
            found = getattr(module, name)
            assert getattr(found, "__module__", home) == home


def test_all_and_dir_are_the_one_list() -> None:
    listed = sorted(name for names in vs_sim.PUBLIC.values() for name in names)
    assert vs_sim.__all__ == listed
    assert dir(vs_sim) == sorted([*listed, "__version__"])


def test_every_public_name_says_what_it_is_for() -> None:
    assert [name for name in vs_sim.__all__ if not getattr(vs_sim, name).__doc__] == []


@pytest.mark.parametrize("name", ["export", "report", "sweep"])
def test_a_name_stays_a_function_when_the_subpackage_of_that_name_is_imported(name: str) -> None:
    importlib.import_module(f"vs_sim.{name}")
    assert callable(getattr(vs_sim, name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        vs_sim.simulat  # noqa: B018


@pytest.mark.parametrize(("former", "now"), vs_sim.FORMER.items())
def test_a_former_name_says_what_it_is_called_now(former: str, now: str) -> None:
    assert now in vs_sim.__all__
    with pytest.raises(AttributeError, match=rf"vs_sim\.{former} is called vs_sim\.{now} now"):
        getattr(vs_sim, former)


@pytest.mark.parametrize("module", ["vs_sim", "vs_sim.cli.main"])
def test_importing_the_package_or_its_command_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
