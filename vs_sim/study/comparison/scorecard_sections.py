"""The sections of a scorecard: each from what the run and its comparator both have a figure for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vs_sim.errors import StudyError
from vs_sim.log.integrity.frozen_record import frozen_sentence
from vs_sim.log.run import Run
from vs_sim.study.coding.run_corpus import task_of
from vs_sim.study.comparison.behaviour import estimate_behaviour, exchanges_of
from vs_sim.study.comparison.comparator import BehaviourFigures, Comparator
from vs_sim.study.comparison.conclusion import concluded, judged_sections, missingness
from vs_sim.study.comparison.covariates import estimate_table, table_of
from vs_sim.study.comparison.individuals import estimate_pairs, person_pairs_of
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.comparison.texts import estimate_texts, texts_of
from vs_sim.study.data.estimate import Estimate, descriptive
from vs_sim.study.data.ordered_categories import CATEGORICAL
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.printed_context import context_lines, error_caution
from vs_sim.study.data.published_figures import Moments

BINS = 8
"""Between the lowest and the highest amount."""
SMOOTHING = 0.05
DRAWS = 20
CLEAR = 2.5
"""Standard errors from 0 at which an effect among people is shown on every card."""
GROWING = ("turn_length", "distinct@")
"""Measures of texts that depend on the number of exchanges."""
_WORDS = ("turn_length", "words_at@0", "words_at@4", "words_at@9", "distinct@1", "distinct@2", "distinct@3")
WRITING = (*_WORDS, "distinct_window@1", "distinct_char@1", "distinct_char@2", "distinct_char@3", "readability")
NO_REPEATED_MEASURES = (
    "There are no repeated measures, so differences between persons cannot be separated from noise within persons: "
    "set retest: 5."
)
DESCRIPTIVE = "These rows are descriptive."
_PARTS = ("persona", "dialogue", "draw")


def fill_scorecard(measured: Measurements, head: Estimate | None, validation: Estimate | None = None) -> Scorecard:
    """The scorecard of a run: its primary outcome, then all other tested rows judged together.

    Args:
        measured: The estimates of the run and its comparator.
        head: The primary outcome with its verdict; None when nothing is compared.
        validation: The pipeline validation of a stand-in run.
    """
    run, comparator = measured.run, measured.comparator
    sections = (
        [ScorecardSection("Primary outcome", (ScorecardLine(head, period=_period(comparator), tested=False),))]
        if head
        else []
    )
    sections.append(missingness(measured))
    sections += [section for section in _sections(measured) if section.lines or section.remarks]
    if validation is not None:
        line = ScorecardLine(validation, f"{validation.name} to the ground truth", tested=False)
        sections.append(ScorecardSection("Pipeline validation", (line,)))
    return Scorecard(
        title=run.title,
        comparator=comparator.name,
        standin=run.standin,
        head=head,
        sections=judged_sections(sections),
        conclusion=concluded(run, head, comparator.name),
        frozen=frozen_sentence(run),
    )


def tested_measures(measured: Measurements) -> set[tuple[str, str]]:
    """The measures of answers, each with its question, that a scorecard tests together."""
    if measured.primary is None:
        return set()
    question = measured.primary[0]
    spread = () if measured.comparator.outcomes[question].levels else spread_measures(measured, question)
    return {(question, name) for name in spread} | {(other, names[0]) for other, names in _others(measured).items()}


def _sections(measured: Measurements) -> Iterator[ScorecardSection]:
    """The sections after the primary outcome, empty ones too."""
    if measured.primary is None:
        return
    run, comparator, seed = measured.run, measured.comparator, measured.seed
    question = measured.primary[0]
    numeric = not comparator.outcomes[question].levels
    yield distribution_section(measured, question)
    if numeric:
        yield ScorecardSection("Spread", tuple(_lines(measured, question, spread_measures(measured, question))))
    yield other_outcomes(measured)
    yield sensitivity_section(measured)
    if numeric:
        table = table_of(run, question)
        yield persons_section(run, table, comparator, seed)
        yield structure_section(table, comparator, seed)
    for role in run.scenario.roles:
        yield language_section(run, role, comparator, seed)
    yield from (behaviour_section(run, each, seed) for each in comparator.behaviour)
    yield context_section(comparator)


def width(measured: Measurements, question: str) -> float:
    """The declared width of bins: an eighth of the range of amounts, or one point of a scale."""
    answer = measured.run.scenario.questions[question].answer
    if answer.numeric and answer.levels:
        return 1.0
    low, high = measured.range_of(question)
    return (high - low) / BINS if high > low else 1.0


def _lines(measured: Measurements, question: str, names: Sequence[str], *, tested: bool = True) -> list[ScorecardLine]:
    period = measured.comparator.outcomes[question].period
    return [ScorecardLine(estimate, period=period, tested=tested) for estimate in measured.estimates(question, names)]


def distribution_section(measured: Measurements, question: str) -> ScorecardSection:
    """How the answers are distributed: the primary outcome in other words, and so descriptive."""
    reference = measured.comparator.outcomes[question]
    if reference.levels:
        names, remark = list(CATEGORICAL), DESCRIPTIVE
    else:
        bins = f"{width(measured, question):g}"
        names = ["wasserstein", "energy", f"total_variation@{bins}", f"jensen_shannon@{bins}"]
        names.append(f"kl@{bins},{SMOOTHING:g}")
        names += ["donor_share"] if reference.support[0] <= 0 else []
        names += ["mean", "median", *(f"mass@{value:g}" for value in reference.focal())]
        remark = f"Bins of {bins}; KL is smoothed with 5% of the reference distribution. {DESCRIPTIVE}"
    lines = _lines(measured, question, names, tested=False)
    return ScorecardSection(f"Distribution of {question}", tuple(lines), (remark, *reference.caveats))


def spread_measures(measured: Measurements, question: str) -> list[str]:
    """The measures of whether simulated persons differ among themselves as much as people do."""
    bins = width(measured, question)
    names = ["variance_ratio", f"entropy@{bins:g}", f"effective_outcomes@{bins:g}", f"precision@{bins:g}"]
    return [*names, f"coverage@{bins if bins == 1 else 2 * bins:g},{DRAWS}"]


def _others(measured: Measurements) -> dict[str, list[str]]:
    """The other compared questions, each with its measures: the first is tested."""
    outcomes = list(measured.comparator.outcomes.items())[1:]
    return {question: [CATEGORICAL[0]] if reference.levels else ["ks", "mean"] for question, reference in outcomes}


def other_outcomes(measured: Measurements) -> ScorecardSection:
    """The other outcomes that are compared: distance and mean of each."""
    found: list[ScorecardLine] = []
    for question, names in _others(measured).items():
        lines = _lines(measured, question, names)
        found += [
            replace(line, label=f"{line.estimate.name} of {question}", tested=not at) for at, line in enumerate(lines)
        ]
    return ScorecardSection("Other outcomes", tuple(found))


def sensitivity_section(measured: Measurements) -> ScorecardSection:
    """The primary distance to reference data chosen in other ways: descriptive."""
    head, comparator = measured.primary, measured.comparator
    if not comparator.others or head is None:
        return ScorecardSection("Sensitivity")
    question, name = head
    found = []
    for reference in (comparator.outcomes[question], *comparator.others):
        silent = descriptive(measured.estimate(question, name, reference))
        found.append(ScorecardLine(silent, f"{name} to {reference.id}", reference.period, tested=False))
    return ScorecardSection("Sensitivity: the same distance to reference data chosen in other ways", tuple(found))


def persons_section(run: Run, table: OutcomeTable, comparator: Comparator, seed: int = 0) -> ScorecardSection:
    """Whether somebody asked again does the same again, and how far each is from the very person simulated."""
    lines: list[ScorecardLine] = []
    remarks: list[str] = []
    if 0 < table.sample.persons < table.sample.n:
        names = ["within_person", "retest_gap", *(f"variance_split@{part}" for part in _PARTS)]
        found = [estimate_table(table, name, comparator.persons, seed=seed) for name in names]
        lines += [ScorecardLine(estimate, period=_of(comparator.persons)) for estimate in found]
    else:
        remarks.append(NO_REPEATED_MEASURES)
    try:
        pairs = estimate_pairs(person_pairs_of(run, table.sample.of), seed=seed)
    except StudyError:
        return ScorecardSection("Persons", tuple(lines), tuple(remarks))
    lines += [ScorecardLine(estimate, tested=False) for estimate in pairs]
    return ScorecardSection(
        "Persons", tuple(lines), (*remarks, f"{pairs[0].note}.", *error_caution(comparator.context))
    )


def structure_section(table: OutcomeTable, comparator: Comparator, seed: int = 0) -> ScorecardSection:
    """How traits and groups are associated with the outcome: all are tested, the clear ones are shown."""
    if comparator.traits is None or not table.sample.n:
        return ScorecardSection("Structure")
    names = [
        name for name in table.names if name in comparator.traits.rows and not name.startswith("trait_correlation")
    ]
    found = [estimate_table(table, name, comparator.traits, seed=seed) for name in names]
    lines = tuple(
        ScorecardLine(estimate, period=comparator.traits.period, clear=clear(estimate, comparator.traits))
        for estimate in found
    )
    return ScorecardSection(
        "Structure: donors less others in standard deviations of a trait; groups less all others", lines
    )


def clear(estimate: Estimate, moments: Moments) -> bool:
    """Whether people have a clear effect there."""
    known = moments.rows[estimate.name]
    return known.error is not None and abs(known.value) > CLEAR * known.error


def language_section(run: Run, role: str, comparator: Comparator, seed: int = 0) -> ScorecardSection:
    """How one role writes, at equal exchanges."""
    moments = comparator.language.get(role)
    if moments is None:
        return ScorecardSection(f"Language of the {role}")
    exchanges = exchanges_of(run)
    equal = exchanges == comparator.exchanges
    names = [name for name in WRITING if equal or not name.startswith(GROWING)]
    texts = texts_of(run, role)
    found = [estimate_texts(texts, name, moments, seed=seed) for name in names]
    lines = tuple(ScorecardLine(estimate, period=moments.period) for estimate in found if estimate.n)
    unequal = f"{exchanges} exchanges instead of {comparator.exchanges}: measures depending on it are left out."
    remarks = () if equal else (unequal,)
    return ScorecardSection(f"Language of the {role}", lines, remarks, topic="language", role=role)


def behaviour_section(run: Run, comparator: BehaviourFigures, seed: int = 0) -> ScorecardSection:
    """What the one who decides does in the dialogue, as one coder reads it on both sides."""
    found = estimate_behaviour(run, comparator, seed=seed)
    lines = tuple(
        ScorecardLine(estimate, period=comparator.period if estimate.reference else "", clear="@" not in estimate.name)
        for estimate in found
        if estimate.n
    )
    notes = dict.fromkeys(f"{estimate.note}." for estimate in found if estimate.note)
    remarks = [*task_of(comparator.corpus).publication.remarks, *notes]
    exchanges = exchanges_of(run)
    if exchanges < comparator.exchanges:
        remarks.append(f"{exchanges} exchanges instead of {comparator.exchanges}: only rates by exchange are compared.")
    return ScorecardSection(
        f"Behaviour, coded by {comparator.coder} on both sides", lines, tuple(remarks), topic="behaviour"
    )


def context_section(comparator: Comparator) -> ScorecardSection:
    """What others report of the same task: printed figures, without a verdict."""
    if not comparator.context:
        return ScorecardSection("Context")
    return ScorecardSection("Context: printed figures of others, no verdict", remarks=context_lines(comparator.context))


def _period(comparator: Comparator) -> str:
    return comparator.outcomes[comparator.head[0]].period if comparator.head else ""


def _of(moments: Moments | None) -> str:
    return moments.period if moments else ""
