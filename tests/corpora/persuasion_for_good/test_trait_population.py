from __future__ import annotations

from tests.places import SHARED, needs_shared
from vs_sim.corpora.persuasion_for_good.trait_population import make_population
from vs_sim.personas.build_population import population_json
from vs_sim.study.data.reference import SHELF


@needs_shared
def test_the_shipped_population_is_reproduced_from_the_table() -> None:
    made = make_population(SHARED / "data" / "persuasion_for_good" / "full_info.csv")
    assert population_json(made) == (SHELF / "persuasion_for_good" / "personas.json").read_text(encoding="utf-8")
