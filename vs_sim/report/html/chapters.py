"""Secondary results of the page: resistance, traits and language, as figures with their remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes

from vs_sim.corpora.corpus import CORPORA
from vs_sim.report.figures import plots
from vs_sim.report.html.svg import inline
from vs_sim.report.terminal.scorecard_table import CardTable
from vs_sim.study.coding.published_codings import PublishedAgreement, coding_figures
from vs_sim.study.comparison.scorecard import Scorecard
from vs_sim.study.data.estimate import Estimate, shown

_SHARES = {
    "resists_after_request": "resists after the first request",
    "refuses_after_request": "refuses after the first request",
    "commits_after_request": "commits after the first request",
    "trajectory: commits": "trajectory: commits",
    "trajectory: resists then commits": "trajectory: resists, then commits",
    "trajectory: commits then resists": "trajectory: commits, then resists",
    "trajectory: resists": "trajectory: resists",
    "trajectory: neither": "trajectory: neither",
    "mind_change: acts toward": "changes toward giving",
    "mind_change: acts away": "changes away from giving",
    "states_amount": "names an amount",
    "say_do: stated, gave nothing": "named an amount, gave nothing",
}
"""Shares of dialogues, and what they are called."""
WORDING = {
    "turn_length": "words per turn",
    "words_at@0": "words in exchange 1",
    "words_at@4": "words in exchange 5",
    "words_at@9": "words in exchange 10",
    "distinct@1": "distinct words",
    "distinct@2": "distinct pairs of words",
    "distinct@3": "distinct triples of words",
    "distinct_window@1": "distinct words, equal windows",
    "distinct_char@1": "distinct characters",
    "distinct_char@2": "distinct pairs of characters",
    "distinct_char@3": "distinct triples of characters",
    "readability": "reading grade",
}
"""Measures of texts, and what they are called."""
EFFECTS, GAPS = "trait_effect@", "subgroup_gap@"


@dataclass(frozen=True)
class Figure:
    """A figure with its caption."""

    svg: Markup
    caption: str


@dataclass(frozen=True)
class Chapter:
    """A section of the page."""

    id: str
    short: str
    """As the contents call it."""
    title: str
    lead: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    tables: tuple[CardTable, ...] = ()


def drawn(axes: Axes, name: str, title: str, said: str, caption: str) -> Figure:
    """Axes as a figure of the page.

    Args:
        axes: What was drawn.
        name: Distinct for every figure of a page; a word.
        title: What the figure is called.
        said: What it shows, in words and numbers.
        caption: What a reader must know to read it.
    """
    return Figure(inline(axes, name, title, said), caption)


def chapters(card: Scorecard) -> list[Chapter]:
    """The chapters of a run, those that it has something for.

    Args:
        card: The scorecard of the run, whose traits and language are drawn.
    """
    behaviour = [line.estimate for section in card.sections if section.topic == "behaviour" for line in section.lines]
    return [*resistance_chapter({"": behaviour}), *traits_chapter(card), *language_chapter(card)]


def resistance_chapter(runs: Mapping[str, Sequence[Estimate]]) -> Iterator[Chapter]:
    """Who resists and commits when, and in how many dialogues; of one run, or of several by what each is called."""
    measured = {label: list(found) for label, found in runs.items() if any(one.n for one in found)}
    if not measured:
        return
    rows = _labelled(measured)
    figures = [
        drawn(
            plots.resistance(rows)[0], "resistance", "Resistance and commitment by exchange",
            spoken([one for one in next(iter(measured.values())) if one.name.startswith("resistance@")]),
            "Share of dialogues with such a turn in that exchange. Whiskers: 95% of the difference. "
            "Band: sampling noise around the human shares.",
        )
    ]  # fmt: skip
    for place, (label, found) in enumerate(measured.items()):
        shares = [one for one in found if one.name in _SHARES and one.value == one.value and one.human == one.human]
        if not shares:
            continue
        labels = [_SHARES[one.name] for one in shares]
        title = f"{label}: what dialogues show" if label else "What dialogues show"
        axes = plots.comparisons(plots.frame(shares), labels=labels)
        figures.append(
            drawn(axes, f"shows-{place}", title, spoken(shares, labels), f"{title}, as shares of dialogues.")
        )
    known = {one.reference.partition("/")[0] for found in measured.values() for one in found if one.reference} & {
        *CORPORA
    }
    agreement = {name: one for corpus in sorted(known) for name, one in coding_figures(corpus).agreement.items()}
    agreed = ", ".join(_coefficients(name, found) for name, found in agreement.items())
    yield Chapter(
        "resistance", "Resistance", "Resistance and change of mind",
        "Turns of both sides are coded by the same rules. A change of mind inferred from acts describes the "
        "trajectory of a dialogue, not an attitude.",
        tuple(figures),
        (f"Agreement of the rules with the annotators of the human text, kappa / alpha per turn: {agreed}.",),
    )  # fmt: skip


def _coefficients(label: str, found: PublishedAgreement) -> str:
    alpha = "not computed" if found.alpha is None else shown(found.alpha)
    return f"{label} {shown(found.kappa)} / {alpha}"


def _labelled(runs: Mapping[str, Sequence[Estimate]]) -> pd.DataFrame:

    return pd.concat([plots.frame(found, label=label or "simulated") for label, found in runs.items()])


def traits_chapter(card: Scorecard) -> Iterator[Chapter]:
    """What traits and groups have to do with the outcome."""
    found = [line.estimate for line in card if line.estimate.name.startswith((EFFECTS, GAPS))]
    parts = {
        "traits": ([one for one in found if one.name.startswith(EFFECTS)], "donors less others, standard deviations"),
        "groups": ([one for one in found if one.name.startswith(GAPS)], "a group less all others, units of the answer"),
    }
    figures = []
    for name, (rows, of_what) in parts.items():
        if rows:
            labels = [one.name.partition("@")[2].replace("_", " ").replace("=", ": ") for one in rows]
            axes = plots.comparisons(plots.frame(rows), labels=labels)
            figures.append(
                drawn(axes, name, f"Effects of {name}", spoken(rows, labels), f"{name.capitalize()}: {of_what}.")
            )
    if figures:
        lead = "Which persons give more, simulated and human. With so many rows some differ by chance; single "
        yield Chapter(
            "traits",
            "Traits",
            "Who gives: traits and groups",
            lead + "rows are to be read with their sampling noise.",
            tuple(figures),
        )


def language_chapter(card: Scorecard) -> Iterator[Chapter]:
    """How each role writes."""
    figures = []
    for section in card.sections:
        found = [line.estimate for line in section.lines if line.estimate.human == line.estimate.human]
        if section.topic != "language" or not found:
            continue
        role = section.role
        called = f"How the {role.replace('_', ' ')} writes"
        labels = [WORDING.get(one.name, one.name) for one in found]
        axes = plots.comparisons(plots.frame(found), labels=labels, relative=True)
        caption = f"{called}: each measure divided by the human value. Whiskers: 95%. Bars: sampling noise."
        figures.append(drawn(axes, f"language-{role}", called, spoken(found, labels), caption))
    if figures:
        lead = "Length, variety of words and of characters, and reading grade, at equal numbers of exchanges."
        yield Chapter("language", "Language", "Language of the dialogues", lead, tuple(figures))


def spoken(found: Sequence[Estimate], labels: Sequence[str] = ()) -> str:
    """Estimates in words."""
    names = labels or [one.name for one in found]
    said = [
        f"{name}: simulated {shown(one.value)}, people {shown(one.human)}"
        for name, one in zip(names, found, strict=True)
        if one.value == one.value
    ]
    return "; ".join(said) or "Nothing was measured."
