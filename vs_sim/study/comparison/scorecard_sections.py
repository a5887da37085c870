"""A card is filled section by section, each from what the run has and what the other side has a figure for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.behaviour import Conduct, estimates_of_conduct, exchanges_of
from vs_sim.study.comparison.comparator import Beside
from vs_sim.study.comparison.covariates import estimate_table, table_of
from vs_sim.study.comparison.individuals import estimate_pairs, pairs_of
from vs_sim.study.comparison.outcomes import declared_comparison, outcome, span
from vs_sim.study.comparison.scorecard import Card, Line, Section, concluded, corrected, missingness
from vs_sim.study.comparison.texts import estimate_texts, texts_of
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.data.ordered_categories import CATEGORICAL
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.published_figures import Moments, load_moments
from vs_sim.study.data.published_vs_paper import empty_answer, load_paper
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.two_sample import estimate_measure

BINS = 8
"""Between the lowest and the highest amount."""
SMOOTHING = 0.05
DRAWS = 20
CLEAR = 2.5
"""Standard errors from 0 at which an effect among people is shown on every card."""
GROWING = ("turn_length", "distinct@")
"""Measures of texts that depend on the number of exchanges."""
WORDS = ("turn_length", "words_at@0", "words_at@4", "words_at@9", "distinct@1", "distinct@2", "distinct@3")
WRITING = (*WORDS, "distinct_window@1", "distinct_char@1", "distinct_char@2", "distinct_char@3", "readability")
MET_ONCE = "Nobody is met twice, so differences between persons cannot be told from noise within them: retest: 5."
AFTER_REQUEST = "The headline is resistance after the first request; exchanges count from 0."
GAP = "say_do is the gap between what is said in the dialogue and decided or paid in private after it."
PARTS = ("persona", "dialogue", "draw")


def card(run: Run, beside: Beside, self_test: Estimate | None = None, *, seed: int = 0) -> Card:
    """The card of a run.

    Args:
        run: The run.
        beside: What it is put beside.
        self_test: The distance to the law that a stand-in had.
        seed: Equal inputs give equal numbers.
    """
    head = primary_outcome(run, beside, seed)
    sections = [Section("Primary outcome", (Line(head, period=_period(beside), counted=False),))] if head else []
    sections.append(missingness(run, beside))
    sections += [section for section in filled(run, beside, seed) if section.lines or section.remarks]
    if self_test is not None:
        tested = Line(self_test, f"{self_test.name} to the law the stand-in had", counted=False)
        sections.append(Section("Self-test of the instrument", (tested,)))
    return Card(
        title=str(run.scenario.get("title") or run.folder.name),
        beside=beside.name,
        instrument_test=run.instrument_test,
        head=head,
        sections=corrected(sections),
        conclusion=concluded(run, head, beside.name),
    )


def primary_outcome(run: Run, beside: Beside, seed: int = 0) -> Estimate | None:
    """The estimate that leads, with its verdict."""
    if beside.head is None or beside.head[0] not in beside.outcomes:
        return None
    question, name = beside.head
    reference = beside.outcomes[question]
    return estimate_measure(outcome(run, question), name, reference, margin=declared_comparison(run).margin, seed=seed)


def filled(run: Run, beside: Beside, seed: int) -> Iterator[Section]:
    """The sections beside the primary outcome, empty ones too."""
    if beside.head is None or beside.head[0] not in beside.outcomes:
        return
    question = beside.head[0]
    reference = beside.outcomes[question]
    yield distribution(run, question, reference, seed)
    if not reference.levels:
        yield spread(run, question, reference, seed)
    yield others(run, beside, seed)
    yield sensitivity(run, beside, seed)
    if not reference.levels:
        table = table_of(run, question)
        yield persons(run, table, beside, seed)
        yield structure(table, beside, seed)
    for role in run.scenario["roles"]:
        yield language(run, role, beside, seed)
    yield from (conduct(run, each, seed) for each in beside.conduct)
    yield context(run, question, beside)


def width(run: Run, question: str, reference: Reference) -> float:
    """The declared width of bins: an eighth of the range of amounts, or one point of a scale."""
    answer = run.scenario["questions"][question]["answer"]
    if isinstance(answer, dict) and "scale" in answer:
        return 1.0
    low, high = span(run, question) or (float(reference.support[0]), float(reference.support[-1]))
    return (high - low) / BINS or 1.0


def _lines(run: Run, question: str, reference: Reference, names: Sequence[str], seed: int) -> list[Line]:
    sample, margin = outcome(run, question), declared_comparison(run).margin
    found = [estimate_measure(sample, name, reference, margin=margin, seed=seed) for name in names]
    return [Line(estimate, period=reference.period) for estimate in found]


def distribution(run: Run, question: str, reference: Reference, seed: int = 0) -> Section:
    """How the answers lie. These rows tell of the primary outcome in other words and do not vote."""
    bins = f"{width(run, question, reference):g}"
    focal = [f"mass@{value:g}" for value in reference.focal()]
    if reference.levels:
        lines = _lines(run, question, reference, CATEGORICAL, seed)
        uncounted = tuple(replace(line, counted=False) for line in lines)
        return Section(f"Distribution of {question}", uncounted, ("These rows do not vote.", *reference.caveats))
    names = ["wasserstein", "energy", f"total_variation@{bins}", f"jensen_shannon@{bins}", f"kl@{bins},{SMOOTHING:g}"]
    names += ["donor_share"] if reference.support[0] <= 0 else []
    names += ["mean", "median", *focal]
    lines = [replace(line, counted=False) for line in _lines(run, question, reference, names, seed)]
    remark = f"Bins of {bins}; 5% of the other side's law is mixed into KL. These rows do not vote."
    return Section(f"Distribution of {question}", tuple(lines), (remark, *reference.caveats))


def spread(run: Run, question: str, reference: Reference, seed: int = 0) -> Section:
    """Whether simulated persons differ among themselves as much as people do."""
    bins = width(run, question, reference)
    names = ["variance_ratio", f"entropy@{bins:g}", f"effective_outcomes@{bins:g}", f"precision@{bins:g}"]
    names.append(f"coverage@{bins if bins == 1 else 2 * bins:g},{DRAWS}")
    return Section("Spread", tuple(_lines(run, question, reference, names, seed)))


def others(run: Run, beside: Beside, seed: int = 0) -> Section:
    """The other outcomes that are compared: distance and mean of each."""
    found: list[Line] = []
    for question, reference in list(beside.outcomes.items())[1:]:
        names = [CATEGORICAL[0]] if reference.levels else ["ks", "mean"]
        lines = _lines(run, question, reference, names, seed)
        found += [
            replace(line, label=f"{line.estimate.name} of {question}", counted=not at) for at, line in enumerate(lines)
        ]
    return Section("Other outcomes", tuple(found))


def sensitivity(run: Run, beside: Beside, seed: int = 0) -> Section:
    """The primary distance to people chosen in other ways; these rows do not vote."""
    if not beside.others or beside.head is None:
        return Section("Sensitivity")
    question = beside.head[0]
    found = []
    for reference in (beside.outcomes[question], *beside.others):
        (line,) = _lines(run, question, reference, [beside.head[1]], seed)
        silent = replace(line.estimate, verdict=None, margin=math.nan)
        found.append(replace(line, estimate=silent, label=f"{beside.head[1]} to {reference.id}", counted=False))
    return Section("Sensitivity: the same distance to people chosen in other ways", tuple(found))


def persons(run: Run, table: OutcomeTable, beside: Beside, seed: int = 0) -> Section:
    """Whether somebody asked again does the same again, and how far each is from the very person simulated."""
    lines: list[Line] = []
    remarks: list[str] = []
    if 0 < table.sample.persons < table.sample.n:
        names = ["within_person", "retest_gap", *(f"variance_split@{part}" for part in PARTS)]
        found = [estimate_table(table, name, beside.persons, seed=seed) for name in names]
        lines += [Line(estimate, period=_of(beside.persons)) for estimate in found]
    else:
        remarks.append(MET_ONCE)
    try:
        pairs = estimate_pairs(pairs_of(run, table.sample.of), seed=seed)
    except StudyError:
        return Section("Persons", tuple(lines), tuple(remarks))
    lines += [Line(estimate, counted=False) for estimate in pairs]
    return Section("Persons", tuple(lines), (*remarks, pairs[0].note + ".", empty_answer()))


def structure(table: OutcomeTable, beside: Beside, seed: int = 0) -> Section:
    """What traits and groups have to do with the outcome: all are counted, the telling ones are shown."""
    if beside.traits is None or not table.sample.n:
        return Section("Structure")
    names = [name for name in table.names if name in beside.traits.rows and not name.startswith("trait_correlation")]
    found = [estimate_table(table, name, beside.traits, seed=seed) for name in names]
    lines = tuple(
        Line(estimate, period=beside.traits.period, clear=clear(estimate, beside.traits)) for estimate in found
    )
    return Section("Structure: donors less others in standard deviations of a trait; groups less all others", lines)


def clear(estimate: Estimate, moments: Moments) -> bool:
    """Whether people have a clear effect there."""
    known = moments.rows[estimate.name]
    return known.error is not None and abs(known.value) > CLEAR * known.error


def language(run: Run, role: str, beside: Beside, seed: int = 0) -> Section:
    """How one role writes, at equal exchanges."""
    moments = beside.language.get(role)
    if moments is None:
        return Section(f"Language of the {role}")
    held = exchanges_of(run)
    equal = held == beside.exchanges
    names = [name for name in WRITING if equal or not name.startswith(GROWING)]
    texts = texts_of(run, role)
    found = [estimate_texts(texts, name, moments, seed=seed) for name in names]
    lines = tuple(Line(estimate, period=moments.period) for estimate in found if estimate.n)
    unequal = f"{held} exchanges beside {beside.exchanges}: measures that depend on their number are left out."
    return Section(f"Language of the {role}", lines, () if equal else (unequal,))


def conduct(run: Run, beside: Conduct, seed: int = 0) -> Section:
    """What the one who decides does in the dialogue, as one coder reads it on both sides."""
    found = estimates_of_conduct(run, beside, seed=seed)
    lines = tuple(
        Line(estimate, period=beside.period if estimate.reference else "", clear="@" not in estimate.name)
        for estimate in found
        if estimate.n
    )
    remarks = [AFTER_REQUEST, GAP, *dict.fromkeys(f"{estimate.note}." for estimate in found if estimate.note)]
    held = exchanges_of(run)
    if held < beside.exchanges:
        remarks.append(f"{held} exchanges beside {beside.exchanges}: only rates by exchange are compared.")
    return Section(f"Behaviour, coded by {beside.coder} on both sides", lines, tuple(remarks))


def context(run: Run, question: str, beside: Beside) -> Section:
    """What others report of the same task: printed figures, without a verdict."""
    if not beside.outcomes[question].id.startswith("persuasion_for_good/"):
        return Section("Context")
    models: dict[str, list[str]] = {}
    for row in load_paper().rows:
        models.setdefault(row.model, []).append(f"{row.method} {shown(row.ks, digits=3)} / {shown(row.mae, digits=3)}")
    rows = [f"{model}: {'; '.join(found)}" for model, found in models.items()]
    games = load_moments("dictator/engel_2011").rows
    dictators = (
        f"Dictator games (Engel 2011, printed moments): mean {games['mean'].value:.0%} of the pie, "
        f"{games['mass@0'].value:.0%} give nothing, {games['mass@0.5'].value:.0%} give half."
    )
    head = "The verbalized-sampling paper, KS / mean absolute error (L1) to 200 people of mixed periods, n about 200:"
    return Section("Context: printed figures of others, no verdict", (), (head, *rows, empty_answer(), dictators))


def _period(beside: Beside) -> str:
    return beside.outcomes[beside.head[0]].period if beside.head else ""


def _of(moments: Moments | None) -> str:
    return moments.period if moments else ""
