from __future__ import annotations

from vs_sim.corpora.reference_data import Recipe


def test_a_recipe_is_a_command_that_can_be_repeated() -> None:
    assert "full.csv" in Recipe(value="paid", person="who").command("full.csv")
