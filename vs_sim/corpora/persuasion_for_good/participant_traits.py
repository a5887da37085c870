"""What the participants of PersuasionForGood said of themselves: traits, their readable names and levels."""

from __future__ import annotations

from collections.abc import Mapping

from vs_sim.core.persona import Trait
from vs_sim.corpora.persuasion_for_good.task_facts import TRAIT

TRAIT_LABELS: Mapping[str, str] = {
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
"""Trait, which is the column without `.x`, to its readable name, in the order of a prompt: demographics first."""
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
"""A lower age is a typing error: the task was open to adults."""
TRAIT_DECIMALS = 2
"""Of a mean of few items, which keeps its distinct values apart."""


def trait_of(cells: Mapping[str, Trait], trait: str) -> Trait | None:
    """What a person said; None where they did not, or where it is a typing error."""
    value = cells.get(f"{trait}{TRAIT}")
    if isinstance(value, float):
        value = round(value, TRAIT_DECIMALS)
    if trait == "age" and isinstance(value, int | float) and value < YOUNGEST:
        return None
    return value


def traits_of(cells: Mapping[str, Trait]) -> dict[str, Trait]:
    """Every trait that a person stated."""
    return {trait: value for trait in TRAIT_LABELS if (value := trait_of(cells, trait)) is not None}
