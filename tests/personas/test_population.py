from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.places import PACKAGE, SHARED, needs_shared
from vs_sim.core.persona import Trait
from vs_sim.corpora.persuasion_for_good.participant_traits import TRAIT_LABELS
from vs_sim.corpora.persuasion_for_good.trait_population import make_population
from vs_sim.errors import UnknownName
from vs_sim.personas.build_population import population_json
from vs_sim.personas.copula import FloatArray, correlation
from vs_sim.personas.persona_candidates import BLOCK, Codes, Drawn
from vs_sim.personas.population import Population, load_population, population_names
from vs_sim.seeds import generator

NAME = "persuasion_for_good"
SHIPPED = PACKAGE / "human" / NAME / "personas.json"
TABLE = SHARED / "data" / NAME / "full_info.csv"
DEMOGRAPHICS = ["age", "sex", "race", "edu", "marital", "employment", "income", "religion", "ideology"]
MANY = 5000


def shipped() -> Population:
    return load_population(NAME)


@cache
def many() -> Codes:
    blocks = [Drawn(shipped()).block(generator("many", number))[0] for number in range(MANY // BLOCK + 1)]
    return np.concatenate(blocks)[:MANY]


def told(trait: str) -> list[Trait]:
    place = list(TRAIT_LABELS).index(trait)
    return [shipped().levels[trait][code] for code in many()[:, place]]


def apart() -> FloatArray:
    """How far the latent correlations of many drawn people are from those they were drawn with, by pair."""
    counts = [np.bincount(many()[:, at], minlength=len(m.counts)) for at, m in enumerate(shipped().traits.values())]
    found = correlation(many(), [count[count > 0].tolist() for count in counts])
    return np.asarray(np.abs(found - shipped().matrix)[np.tril_indices(len(TRAIT_LABELS), -1)])


def test_the_population_is_known_by_its_folder() -> None:
    assert population_names() == [NAME]


def test_a_person_has_every_trait_demographics_first() -> None:
    assert list(shipped().levels) == list(TRAIT_LABELS)
    assert list(shipped().levels)[:9] == DEMOGRAPHICS


def test_ages_are_whole_years_of_adults() -> None:
    assert all(isinstance(age, int) and 18 <= age <= 82 for age in told("age"))


def test_scores_are_told_with_one_decimal() -> None:
    assert all(score == round(float(score), 1) for score in told("loyalty"))


@pytest.mark.parametrize("trait", TRAIT_LABELS)
def test_every_level_occurs_as_often_as_among_people_but_for_chance(trait: str) -> None:
    marginal = shipped().traits[trait]
    expected = np.asarray(marginal.counts) / sum(marginal.counts)
    found = np.bincount(many()[:, list(TRAIT_LABELS).index(trait)], minlength=len(expected)) / MANY
    assert (np.abs(found - expected) < 4.5 * np.sqrt(expected * (1 - expected) / MANY)).all()


def test_latent_correlations_are_those_of_the_people() -> None:
    assert apart().max() < 0.05


def test_what_is_left_of_them_is_less_than_chance() -> None:
    assert np.sqrt(np.mean(apart() ** 2)) < 0.7 / np.sqrt(MANY)


def test_traits_that_go_together_among_people_do_so_among_those_drawn() -> None:
    pairs = list(zip(told("religion"), told("purity"), strict=True))
    mean = {faith: np.mean([float(score) for f, score in pairs if f == faith]) for faith in ("Protestant", "Atheist")}
    assert mean["Protestant"] - mean["Atheist"] > 1.5


def test_shares_are_those_of_the_people() -> None:
    assert Counter(told("sex"))["Female"] / MANY == pytest.approx(388 / 753, abs=0.02)


def test_an_unknown_population_is_told() -> None:
    with pytest.raises(UnknownName, match="persuasion_for_good"):
        load_population("../human")


def test_every_trait_has_a_label() -> None:
    assert list(load_population(NAME).labels) == list(load_population(NAME).traits)


def test_the_file_says_how_traits_are_drawn_together() -> None:
    assert "Gaussian copula" in shipped().caveats[0]


def test_the_correlations_can_be_drawn_from() -> None:
    assert np.linalg.eigvalsh(shipped().matrix)[0] > 0.1


@pytest.mark.parametrize(("rows", "told_of"), [([[0.1], [0.1]], "lower triangle"), ([[1.5]], "positive definite")])
def test_a_broken_matrix_is_refused(rows: list[list[float]], told_of: str) -> None:
    document = shipped().model_dump(by_alias=True)
    document |= {"traits": dict(list(document["traits"].items())[:2]), "correlation": rows}
    with pytest.raises(ValueError, match=told_of):
        Population.model_validate(document)


def test_the_file_names_its_source_its_licence_and_its_command() -> None:
    document = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert {"citation", "license", "copyright", "files"} <= set(document["source"])
    assert (
        document["computed"]["command"]
        == "python -m vs_sim.corpora.persuasion_for_good.trait_population full_info.csv personas.json"
    )


def test_the_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 60_000


@needs_shared
def test_the_shipped_file_is_what_the_command_makes() -> None:
    assert population_json(make_population(TABLE)) == SHIPPED.read_text(encoding="utf-8")


def test_each_person_counts_once_and_only_persuadees(tmp_path: Path) -> None:
    table = tmp_path / "full_info.csv"
    columns = ["B3", "B4", *(f"{trait}.x" for trait in TRAIT_LABELS)]
    rows = [["ann", "1"], ["ann", "1"], ["bob", "1"], ["cy", "0"]]
    lines = [",".join([*row, *["20.0"] * len(TRAIT_LABELS)]) for row in rows]
    table.write_text("\n".join([",".join(columns), *lines]), encoding="utf-8")
    assert make_population(table).traits["care"].counts == (2,)
