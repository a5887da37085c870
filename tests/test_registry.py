from __future__ import annotations

import subprocess
import sys

import pytest

from vs_sim.errors import UnknownName
from vs_sim.registry import Registry, registrar


def empty() -> Registry[int]:
    return Registry("thing", "vs_sim.nowhere_at_all")


def test_a_member_is_found_by_its_name() -> None:
    things = empty()
    assert registrar(things)("one")(1) == 1
    assert things.get("one") == 1
    assert "one" in things and list(things) == ["one"]


def test_a_name_is_given_once() -> None:
    things = empty()
    things.register("one", 1)
    with pytest.raises(ValueError, match="thing 'one' is registered twice"):
        things.register("one", 2)
    assert things.get("one") == 1


def test_a_name_that_nobody_has_is_told_with_the_known_ones() -> None:
    things = empty()
    things.register("one", 1)
    with pytest.raises(UnknownName, match="no thing 'on'; known: one") as caught:
        things.get("on")
    assert caught.value.hint == "did you mean 'one'?"


def test_names_are_listed_without_importing_a_member() -> None:
    code = (
        "import sys; from vs_sim.registry import Registry; r = Registry('executor', 'vs_sim.sweep.executors');"
        "print(r.names()); sys.exit(any(m.startswith('vs_sim.sweep.executors.') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "['dask', 'local', 'ray', 'threads']\n"), done.stderr
