from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.places import PACKAGE, SHARED, needs_shared
from vs_sim.core.persona import Persona
from vs_sim.errors import UnknownName
from vs_sim.files.making import LABELS, make_population, to_json
from vs_sim.files.population import draw_persona, load_population, population_names
from vs_sim.seeds import generator

NAME = "persuasion_for_good"
SHIPPED = PACKAGE / "human" / NAME / "personas.json"
TABLE = SHARED / "data" / NAME / "full_info.csv"
DEMOGRAPHICS = ["age", "sex", "race", "edu", "marital", "employment", "income", "religion", "ideology"]


def drawn(number: int, *tell: str) -> Persona:
    return draw_persona(NAME, generator(7, "persona", "x", number), f"x {number}", tell or None)


def test_the_population_is_known_by_its_folder() -> None:
    assert population_names() == [NAME]


def test_a_persona_has_every_trait_demographics_first() -> None:
    assert list(drawn(1).traits) == list(LABELS)
    assert list(drawn(1).traits)[:9] == DEMOGRAPHICS


def test_a_persona_says_where_it_comes_from_and_how() -> None:
    assert drawn(3).person == "x 3"
    assert drawn(3).source == "population persuasion_for_good (marginals drawn independently)"


def test_the_same_generator_draws_the_same_persona() -> None:
    assert drawn(1) == drawn(1) != drawn(2)


def test_what_is_told_changes_nothing_else() -> None:
    assert dict(drawn(1, "care", "age").traits) == {name: drawn(1).traits[name] for name in ("care", "age")}


def test_traits_are_told_in_the_order_asked_for() -> None:
    assert list(drawn(1, "care", "age").traits) == ["care", "age"]


def test_ages_are_whole_years_of_adults() -> None:
    ages = [drawn(number, "age").traits["age"] for number in range(200)]
    assert all(isinstance(age, int) and 18 <= age <= 82 for age in ages)


def test_scores_are_told_with_one_decimal() -> None:
    scores = {drawn(number, "loyalty").traits["loyalty"] for number in range(300)}
    assert all(score == round(float(score), 1) for score in scores)


def test_shares_are_those_of_the_people() -> None:
    sexes = Counter(drawn(number, "sex").traits["sex"] for number in range(2000))
    assert sexes["Female"] / 2000 == pytest.approx(388 / 753, abs=0.035)


def test_means_are_those_of_the_people() -> None:
    care = [float(drawn(number, "care").traits["care"]) for number in range(2000)]
    assert np.mean(care) == pytest.approx(4.59, abs=0.08)


def test_an_unknown_trait_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        drawn(1, "agreable")
    assert caught.value.hint == "did you mean 'agreeable'?"


def test_an_unknown_population_is_told() -> None:
    with pytest.raises(UnknownName, match="persuasion_for_good"):
        load_population("../human")


def test_every_trait_has_a_label() -> None:
    assert list(load_population(NAME).labels) == list(load_population(NAME).traits)


def test_the_file_says_that_traits_are_drawn_independently() -> None:
    assert "independently" in load_population(NAME).caveats[0]


def test_the_file_names_its_source_its_licence_and_its_command() -> None:
    document = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert {"citation", "license", "copyright", "files"} <= set(document["source"])
    assert document["computed"]["command"] == "python -m vs_sim.files.making full_info.csv personas.json"


def test_the_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 60_000


@needs_shared
def test_the_shipped_file_is_what_the_command_makes() -> None:
    assert to_json(make_population(TABLE)) == SHIPPED.read_text(encoding="utf-8")


def test_each_person_counts_once_and_only_persuadees(tmp_path: Path) -> None:
    table = tmp_path / "full_info.csv"
    columns = ["B3", "B4", *(f"{trait}.x" for trait in LABELS)]
    rows = [["ann", "1"], ["ann", "1"], ["bob", "1"], ["cy", "0"]]
    lines = [",".join([*row, *["20.0"] * len(LABELS)]) for row in rows]
    table.write_text("\n".join([",".join(columns), *lines]), encoding="utf-8")
    assert make_population(table).traits["care"].counts == (2,)
