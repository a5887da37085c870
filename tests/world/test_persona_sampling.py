from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vs_sim.core.persona import Persona
from vs_sim.corpora.persuasion_for_good.participant_traits import TRAIT_LABELS
from vs_sim.errors import VsSimError
from vs_sim.simulation.checking import load_scenario
from vs_sim.world.persona_sampling import persona_sampler

SOURCE = "roles.persuadee.personas"
PEOPLE = "person,age,sex\n" + "".join(f"p{at},{20 + at},{'Female' if at % 3 else 'Male'}\n" for at in range(30))


@cache
def cast(*sets: str, size: int = 200, seed: int = 7, folder: Path = Path()) -> tuple[Persona, ...]:
    scenario = load_scenario("persuasion_for_good", [f"dialogues={size}", *sets]).scenario
    play = persona_sampler(scenario, seed, folder)
    return tuple(play("persuadee", number) for number in range(size))


def shares(personas: tuple[Persona, ...], trait: str) -> dict[Any, float]:
    counts = Counter(persona.traits[trait] for persona in personas)
    return {level: count / len(personas) for level, count in counts.items()}


def related(personas: tuple[Persona, ...], one: str, other: str) -> float:
    return float(np.corrcoef([[float(p.traits[one]), float(p.traits[other])] for p in personas], rowvar=False)[0, 1])


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return str(tmp_path / "people.csv")


def test_a_persona_says_who_it_is_and_where_it_comes_from() -> None:
    assert (cast()[3].person, cast()[3].source) == ("persuadee 3", "population persuasion_for_good")


def test_one_seed_casts_the_same_people_however_many_there_are() -> None:
    assert cast()[:20] == cast(size=20) != cast(size=20, seed=8)


def test_what_is_told_changes_nothing_else() -> None:
    told = cast(f"{SOURCE}.tell=[care, age]", size=5)
    assert [list(persona.traits) for persona in told] == [["care", "age"]] * 5
    assert [persona.traits["care"] for persona in told] == [persona.traits["care"] for persona in cast(size=5)]


def test_a_segment_keeps_only_who_is_wanted() -> None:
    kept = cast(f"{SOURCE}.segments={{ideology: [Liberal], age: {{at_most: 30}}}}", size=50)
    assert {persona.traits["ideology"] for persona in kept} == {"Liberal"}
    assert max(int(persona.traits["age"]) for persona in kept) <= 30


def test_who_fits_a_segment_stays_the_same_person() -> None:
    kept = cast(f"{SOURCE}.segments={{ideology: [Liberal]}}", size=50)
    fitting = [at for at, persona in enumerate(cast(size=50)) if persona.traits["ideology"] == "Liberal"]
    assert [kept[at] for at in fitting] == [cast(size=50)[at] for at in fitting]


def test_weights_change_how_often_people_are_met() -> None:
    tripled = shares(cast(f"{SOURCE}.segments={{sex: {{Male: 3}}}}", size=600), "sex")
    assert tripled["Male"] == pytest.approx(3 * 363 / (388 + 2 + 3 * 363), abs=0.05)


def test_a_quota_fixes_shares() -> None:
    found = cast(f"{SOURCE}.quota={{sex: {{Female: 0.5, Male: 0.5}}, ideology: {{Liberal: 0.2, Conservative: 0.8}}}}")
    assert shares(found, "sex") == {"Female": 0.5, "Male": 0.5}
    assert shares(found, "ideology") == {"Liberal": 0.2, "Conservative": 0.8}


def test_a_quota_leaves_the_rest_as_it_goes_together() -> None:
    found = cast(f"{SOURCE}.quota={{ideology: {{Liberal: 0.5, Conservative: 0.5}}}}", size=400)
    purity = {
        side: np.mean([float(p.traits["purity"]) for p in found if p.traits["ideology"] == side])
        for side in ("Liberal", "Conservative")
    }
    assert purity["Conservative"] - purity["Liberal"] > 0.8


def test_two_roles_with_quotas_do_not_meet_in_step() -> None:
    quota = "quota={sex: {Female: 0.5, Male: 0.5}}"
    sets = [f"roles.{role}.personas.{quota}" for role in ("persuader", "persuadee")]
    play = persona_sampler(load_scenario("persuasion_for_good", sets).scenario, 7, Path())
    same = [play("persuader", at).traits["sex"] == play("persuadee", at).traits["sex"] for at in range(200)]
    assert 0.35 < np.mean(same) < 0.65


def test_without_personas_nobody_is_told_anything() -> None:
    assert {len(persona.traits) for persona in cast(f"{SOURCE}=none", size=3)} == {0}
    assert cast("personas=none", size=3)[1] == Persona("persuadee 1", source="none")


@pytest.mark.parametrize("ablation", [f"{SOURCE}=shuffled", f"{SOURCE}.shuffled=true", "personas=shuffled"])
def test_shuffled_people_have_every_trait_of_somebody_else(ablation: str) -> None:
    shuffled = cast(ablation, size=1000)
    assert list(shuffled[0].traits) == list(TRAIT_LABELS)
    assert abs(related(shuffled, "care", "fairness")) < 0.12 < 0.4 < related(cast(size=300), "care", "fairness")
    assert shuffled[0].source == "population persuasion_for_good, shuffled"


def test_shuffled_people_keep_the_shares_of_single_traits() -> None:
    assert shares(cast(f"{SOURCE}=shuffled", size=600), "sex")["Female"] == pytest.approx(388 / 753, abs=0.06)


def test_rows_of_a_file_are_taken_in_order_and_again(file: str) -> None:
    found = cast(f"{SOURCE}={{file: {file}}}", size=32)
    assert [persona.person for persona in found[29:]] == ["p29", "p0", "p1"]


def test_a_segment_leaves_rows_out(file: str) -> None:
    found = cast(f"{SOURCE}={{file: {file}, segments: {{sex: [Male], age: {{at_least: 30}}}}}}", size=8)
    assert [persona.person for persona in found] == ["p12", "p15", "p18", "p21", "p24", "p27", "p12", "p15"]


def test_a_quota_draws_rows_and_keeps_who_they_are(file: str) -> None:
    found = cast(f"{SOURCE}={{file: {file}, quota: {{sex: {{Male: 0.5, Female: 0.5}}}}}}", size=40)
    assert shares(found, "sex") == {"Male": 0.5, "Female": 0.5}
    assert {persona.person for persona in found} < {f"p{at}" for at in range(30)}


def test_shuffled_rows_are_nobody_of_the_file(file: str) -> None:
    found = cast(f"{SOURCE}={{file: {file}, shuffled: true}}", size=3)
    assert [persona.person for persona in found] == ["persuadee 0", "persuadee 1", "persuadee 2"]


def test_a_description_tells_every_attribute_in_one_line() -> None:
    from vs_sim.elicitation.prompts.request_text import head

    persona = cast(f"{SOURCE}.style=description", size=1)[0]
    told = head("x", "", "persuadee", persona).split("<persona>\n")[1].splitlines()
    assert told[0] == "role: persuadee"
    assert "\n" not in told[1]
    assert [word for _, words in persona.described() for word in words if word not in told[1]] == []


def test_people_who_are_too_rare_are_told() -> None:
    rare = "{ideology: [Liberal], religion: [Protestant], sex: [Other], age: [80], income: [12], race: [Other]}"
    with pytest.raises(VsSimError, match="nobody fits"):
        cast(f"{SOURCE}.segments={rare}", size=1)
