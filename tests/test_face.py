from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import vs_sim

HEAVY = ["litellm", "pandas", "mesa", "matplotlib", "scipy", "pydantic", "numpy"]


@pytest.mark.parametrize("name", [*vs_sim.__all__, *vs_sim.FURTHER])
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(vs_sim, name) is not None


def test_there_are_at_most_twenty_public_names() -> None:
    assert len(vs_sim.__all__) <= 20


def test_every_public_name_says_what_it_is_for() -> None:
    assert [name for name in vs_sim.__all__ if not getattr(vs_sim, name).__doc__] == []


@pytest.mark.parametrize("name", ["export", "report", "sweep"])
def test_a_name_stays_a_function_when_the_room_of_that_name_is_imported(name: str) -> None:
    importlib.import_module(f"vs_sim.{name}")
    assert callable(getattr(vs_sim, name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        vs_sim.simulat  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import vs_sim, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
