from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.files.odd_tables import odd_table
from vs_sim.errors import ScenarioError
from vs_sim.personas.persona_table import read_personas


def outcome(path: Path, seed: int) -> str:
    """What becomes of a table: `right`, `fault`, or `false` where it is read as something else."""
    table = odd_table(seed)
    path.unlink(missing_ok=True)  # a file that is written over waits for the disk
    path.write_bytes(table.content)
    try:
        found = {person.person: dict(person.traits) for person in read_personas(path)}
    except ScenarioError:
        return "fault" if table.broken else "refused"
    same = found == table.people and all(
        isinstance(found[person][name], str) == isinstance(value, str)
        for person, known in table.people.items()
        for name, value in known.items()
    )
    return "right" if same and not table.broken else f"false: {seed}"


def outcomes(folder: Path, number: int) -> Counter[str]:
    return Counter(outcome(folder / "t.csv", seed) for seed in range(number))


def false_readings(found: Counter[str]) -> list[str]:
    return [what for what in found if what.startswith("false")]


def test_of_two_thousand_odd_tables_none_is_read_falsely(tmp_path: Path) -> None:
    found = outcomes(tmp_path, 2_000)
    assert not false_readings(found)
    assert found["right"] > 1_000


@pytest.mark.nightly
def test_of_a_hundred_thousand_odd_tables_none_is_read_falsely(tmp_path: Path) -> None:
    found = outcomes(tmp_path, 100_000)
    assert not false_readings(found)
