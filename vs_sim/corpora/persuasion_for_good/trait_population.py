"""The shipped population of PersuasionForGood, reproduced from the published table by one command.

`python -m vs_sim.corpora.persuasion_for_good.trait_population full_info.csv personas.json` counts each trait over the
persuadees and estimates how any two go together; no row, identifier or combination of traits is kept.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from vs_sim.core.persona import Trait
from vs_sim.corpora.persuasion_for_good.participant_traits import LEVELS, TRAIT_LABELS, traits_of
from vs_sim.corpora.persuasion_for_good.task_facts import NAME, PERSON, ROLE, TITLE
from vs_sim.files.csv_table import read_table
from vs_sim.personas.build_population import count_population, population_json
from vs_sim.personas.population import Population

_SOURCE: Mapping[str, str] = {
    "name": TITLE,
    "citation": "Wang, X., Shi, W., Kim, R., Oh, Y., Yang, S., Zhang, J., & Yu, Z. (2019). Persuasion for Good: "
    "Towards a Personalized Persuasive Dialogue System for Social Good. ACL 2019, P19-1566; arXiv:1906.06725",
    "upstream": "https://gitlab.com/ucdavisnlp/persuasionforgood",
    "license": "Apache-2.0",
    "copyright": "University of California, Davis Computer Science Department Language, Multimodal and "
    "Interaction Lab; Xuewei Wang; Weiyan Shi",
    "changes": "aggregated to counts per trait and one correlation per pair of traits; no row or identifier retained",
}
_CAVEATS = (
    "Traits are drawn together from a Gaussian copula: any two of them are related as among the participants, by one "
    "number per pair. Relations among three at once, and curved ones, are those of the normal distribution.",
    "Religion and sex are no scales: they are drawn as if their levels, in the order given, were steps of one.",
    "Participants are crowd workers of 2018 who took part as persuadees; they are no sample of a country.",
    "Income is a bracket from 1 to 12 whose limits were not published.",
    "An age of 3 was dropped as a typing error.",
    "Traits explain little of what people donated.",
)


def make_population(table: Path) -> Population:
    """The population of the persuadees, one row per person.

    Args:
        table: `full_info.csv` as published.

    Raises:
        ScenarioError: The table cannot be read.
    """
    people: dict[Trait, Mapping[str, Trait]] = {}
    for row in read_table(table):
        if row.cells.get(ROLE) == 1:
            people.setdefault(row.cells[PERSON], traits_of(row.cells))
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    command = f"python -m vs_sim.corpora.{NAME}.trait_population {table.name} personas.json"
    header = {
        "schema": "vs_sim.population/1",
        "id": NAME,
        "title": f"Traits of the persuadees in {TITLE}",
        "source": {**_SOURCE, "files": {table.name: digest}},
        "population": "Crowd workers who took part as persuadees (B4=1), each counted once.",
        "rule": "people per value of each trait among those who answered, means of items with two decimals; "
        "correlations of the latent normal numbers behind each pair of traits, by the moments of their levels' scores",
        "caveats": _CAVEATS,
        "computed": {"command": command},
    }
    return count_population([*people.values()], TRAIT_LABELS, LEVELS, header)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(population_json(make_population(Path(sys.argv[1]))), encoding="utf-8")
