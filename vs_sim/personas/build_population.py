"""A population is counted from people's traits: how often each level occurs, and how any two traits go together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.personas.copula import correlation, positive
from vs_sim.personas.population import Marginal, Population

_DECIMALS = 4
"""Of a correlation."""


def count_population(
    people: Collection[Mapping[str, Trait]],
    labels: Mapping[str, str],
    levels: Mapping[str, Sequence[str]],
    header: Mapping[str, object],
) -> Population:
    """The population of some people; no row, identifier or combination of traits is kept.

    Args:
        people: The traits of each person; a trait that is not known is left out.
        labels: Trait to its readable name, in the order of a prompt.
        levels: Trait to the order of its levels, where they are not numbers.
        header: The other fields of a `Population`.
    """
    traits = {
        trait: _marginal((known[trait] for known in people if trait in known), levels.get(trait, ()))
        for trait in labels
    }
    facts = {
        "people": len(people),
        "labels": dict(labels),
        "traits": traits,
        "correlation": _correlation(traits, people),
    }
    return Population.model_validate({**header, **facts})


def _marginal(values: Iterable[Trait], levels: Sequence[str]) -> Marginal:
    found = Counter(values)
    numbers = [value for value in found if not isinstance(value, str)]
    whole = all(number == int(number) for number in numbers)
    ordered = sorted(numbers) if numbers else sorted(found, key=lambda level: levels.index(str(level)))
    counts = tuple(found[value] for value in ordered)
    return Marginal(values=tuple(int(v) if numbers and whole else v for v in ordered), counts=counts)


def _correlation(
    traits: Mapping[str, Marginal], people: Collection[Mapping[str, Trait]]
) -> tuple[tuple[float, ...], ...]:
    """The latent correlations, lower triangle without the diagonal, one row a trait but the first."""
    columns = []
    for trait, marginal in traits.items():
        level: dict[Trait | None, int] = {value: index for index, value in enumerate(marginal.values)}
        columns.append([level.get(known.get(trait), -1) for known in people])
    matrix = positive(correlation(np.array(columns).T, [marginal.counts for marginal in traits.values()]))
    return tuple(tuple(np.round(row[:index], _DECIMALS).tolist()) for index, row in enumerate(matrix))[1:]


def population_json(population: Population) -> str:
    """The file's text: a line per fact, and each list of numbers on one line."""
    text = population.model_dump_json(by_alias=True, indent=1)
    text = re.sub(r'("(?:values|counts)": )(\[[^]]*\])', lambda found: found[1] + _joined(found[2]), text)
    return re.sub(r"\[[\s\d.,-]+\]", lambda found: _joined(found[0]), text) + "\n"


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).replace("[ ", "[").replace(" ]", "]")
