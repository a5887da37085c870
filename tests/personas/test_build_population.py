from __future__ import annotations

from vs_sim.core.persona import Trait
from vs_sim.personas.build_population import count_population, population_json
from vs_sim.personas.population import load_population

HEADER = load_population("persuasion_for_good").model_dump(
    by_alias=True, exclude={"people", "labels", "traits", "correlation"}
)
PEOPLE: list[dict[str, Trait]] = [{"age": 30, "sex": "Female"}, {"age": 40, "sex": "Male"}, {"age": 30}] * 10


def test_levels_are_counted_and_nobody_is_kept() -> None:
    found = count_population(PEOPLE, {"age": "age", "sex": "sex"}, {"sex": ("Female", "Male")}, HEADER)
    assert (found.people, found.traits["age"].counts, found.traits["sex"].counts) == (30, (20, 10), (10, 10))
    assert found.traits["sex"].values == ("Female", "Male")


def test_traits_that_go_together_are_correlated() -> None:
    found = count_population(PEOPLE, {"age": "age", "sex": "sex"}, {"sex": ("Female", "Male")}, HEADER)
    assert found.correlation[0][0] > 0.9


def test_its_text_is_its_own() -> None:
    found = count_population(PEOPLE, {"age": "age", "sex": "sex"}, {"sex": ("Female", "Male")}, HEADER)
    text = population_json(found)
    assert population_json(type(found).model_validate_json(text)) == text
