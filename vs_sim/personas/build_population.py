"""The shipped population is made from the published table by one command, so that anyone can make it again.

`python -m vs_sim.personas.build_population full_info.csv personas.json` counts each trait over the persuadees of
PersuasionForGood and estimates how any two go together; no row, identifier or combination of traits is kept.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.files.csv_table import read_table
from vs_sim.personas.copula import correlation, positive
from vs_sim.personas.population import Marginal, Population

LABELS = {
    "age": "age (years)",
    "sex": "sex",
    "race": "race",
    "edu": "education",
    "marital": "marital status",
    "employment": "employment",
    "income": "income bracket (1-12, limits unpublished)",
    "religion": "religion",
    "ideology": "political ideology",
    "extrovert": "extraversion (1-5)",
    "agreeable": "agreeableness (1-5)",
    "conscientious": "conscientiousness (1-5)",
    "neurotic": "neuroticism (1-5)",
    "open": "openness to experience (1-5)",
    "care": "moral foundation: care (1-6)",
    "fairness": "moral foundation: fairness (1-6)",
    "loyalty": "moral foundation: loyalty (1-6)",
    "authority": "moral foundation: authority (1-6)",
    "purity": "moral foundation: purity (1-6)",
    "freedom": "moral foundation: freedom (1-6)",
    "conform": "value: conformity (1-6)",
    "tradition": "value: tradition (1-6)",
    "benevolence": "value: benevolence (1-6)",
    "universalism": "value: universalism (1-6)",
    "self_direction": "value: self-direction (1-6)",
    "stimulation": "value: stimulation (1-6)",
    "hedonism": "value: hedonism (1-6)",
    "achievement": "value: achievement (1-6)",
    "power": "value: power (1-6)",
    "security": "value: security (1-6)",
    "rational": "rational decision style (1-5)",
    "intuitive": "intuitive decision style (1-5)",
}
"""Trait, which is the column without `.x`, to its readable name, in the order told: demographics first."""
LEVELS: Mapping[str, tuple[str, ...]] = {
    "sex": ("Female", "Other", "Male"),
    "race": ("Other", "White"),
    "edu": ("Less than four-year college", "Four-year college", "Postgraduate"),
    "marital": ("Unmarried", "Married"),
    "employment": ("Other", "Employed for wages"),
    "religion": ("Atheist", "Other religion", "Catholic", "Protestant"),
    "ideology": ("Liberal", "Moderate", "Conservative"),
}
"""The order of levels that are no numbers; that of religion is the order of mean age, tradition and purity."""
YOUNGEST = 18
"""A lower age is a slip of the keyboard: the task was open to adults."""
SOURCE: Mapping[str, str] = {
    "name": "PersuasionForGood",
    "citation": "Wang, X., Shi, W., Kim, R., Oh, Y., Yang, S., Zhang, J., & Yu, Z. (2019). Persuasion for Good: "
    "Towards a Personalized Persuasive Dialogue System for Social Good. ACL 2019, P19-1566; arXiv:1906.06725",
    "upstream": "https://gitlab.com/ucdavisnlp/persuasionforgood",
    "license": "Apache-2.0",
    "copyright": "University of California, Davis Computer Science Department Language, Multimodal and "
    "Interaction Lab; Xuewei Wang; Weiyan Shi",
    "changes": "aggregated to counts per trait and one correlation per pair of traits; no row or identifier retained",
}
CAVEATS = (
    "Traits are drawn together from a Gaussian copula: any two of them are related as among the participants, by one "
    "number per pair. Relations among three at once, and curved ones, are those of the normal law.",
    "Religion and sex are no scales: they are drawn as if their levels, in the order given, were steps of one.",
    "Participants are crowd workers of 2018 who took part as persuadees; they are no sample of a country.",
    "Income is a bracket from 1 to 12 whose limits were not published.",
    "An age of 3 was dropped as a typing error.",
    "Traits explain little of what people donated.",
)
DECIMALS = 2
"""Of a mean of few items, which keeps its distinct values apart."""
PLACES = 4
"""Of a correlation."""


def make_population(table: Path) -> Population:
    """The population of the persuadees in PersuasionForGood, one row per person.

    Args:
        table: `full_info.csv` as published.

    Raises:
        ScenarioError: The table cannot be read.
    """
    people: dict[Trait, Mapping[str, Trait]] = {}
    for row in read_table(table):
        if row.cells.get("B4") == 1:
            people.setdefault(row.cells["B3"], row.cells)
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    traits = {trait: _marginal(trait, people.values()) for trait in LABELS}
    return Population(
        schema="vs_sim.population/1",
        id="persuasion_for_good",
        title="Traits of the persuadees in PersuasionForGood",
        source={**SOURCE, "files": {table.name: digest}},
        population="Crowd workers who took part as persuadees (B4=1), each counted once.",
        rule="people per value of each trait among those who answered, means of items with two decimals; correlations "
        "of the latent normal numbers behind each pair of traits, by the moments of their levels' scores",
        caveats=CAVEATS,
        computed={"command": f"python -m vs_sim.personas.build_population {table.name} personas.json"},
        people=len(people),
        labels=LABELS,
        traits=traits,
        correlation=_correlation(traits, people.values()),
    )


def trait_of(cells: Mapping[str, Trait], trait: str) -> Trait | None:
    """What a person said, None where they did not or where it is a slip."""
    value = cells.get(f"{trait}.x")
    if isinstance(value, float):
        value = round(value, DECIMALS)
    if trait == "age" and isinstance(value, int | float) and value < YOUNGEST:
        return None
    return value


def _marginal(trait: str, people: Iterable[Mapping[str, Trait]]) -> Marginal:
    found = Counter(value for cells in people if (value := trait_of(cells, trait)) is not None)
    numbers = [value for value in found if not isinstance(value, str)]
    whole = all(number == int(number) for number in numbers)
    values = sorted(numbers) if numbers else sorted(found, key=LEVELS[trait].index)
    counts = tuple(found[value] for value in values)
    return Marginal(values=tuple(int(v) if numbers and whole else v for v in values), counts=counts)


def _correlation(
    traits: Mapping[str, Marginal], people: Collection[Mapping[str, Trait]]
) -> tuple[tuple[float, ...], ...]:
    """The latent correlations, lower triangle without the diagonal, one row a trait but the first."""
    columns = []
    for trait, marginal in traits.items():
        level: dict[Trait | None, int] = {value: index for index, value in enumerate(marginal.values)}
        columns.append([level.get(trait_of(cells, trait), -1) for cells in people])
    matrix = positive(correlation(np.array(columns).T, [marginal.counts for marginal in traits.values()]))
    return tuple(tuple(np.round(row[:index], PLACES).tolist()) for index, row in enumerate(matrix))[1:]


def to_json(population: Population) -> str:
    """The file's text: a line per fact, and each list of numbers on one line."""
    text = population.model_dump_json(by_alias=True, indent=1)
    text = re.sub(r'("(?:values|counts)": )(\[[^]]*\])', lambda found: found[1] + _joined(found[2]), text)
    return re.sub(r"\[[\s\d.,-]+\]", lambda found: _joined(found[0]), text) + "\n"


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).replace("[ ", "[").replace(" ]", "]")


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(to_json(make_population(Path(sys.argv[1]))), encoding="utf-8")
