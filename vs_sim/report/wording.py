"""The results of a run in sentences, and what they do not show: "not different" is never "similar"."""

from __future__ import annotations

import math

from vs_sim.log.run import Run
from vs_sim.report.html.untrusted import one_line
from vs_sim.study.comparison.outcomes import span as span
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.inference.judging import ALPHA, FEWEST

NOTHING_COMPARED = "Nothing is compared with human data: the scenario names no reference."
LABELS = {
    "ks": "KS distance",
    "wasserstein": "Wasserstein-1 distance",
    "donor_share": "share above 0",
    "mean": "mean",
    "median": "median",
    "total_variation@1": "total variation distance",
    "jensen_shannon@1": "Jensen-Shannon distance",
    "effective_outcomes@1": "effective number of answers",
}


def headline(run: Run, head: Estimate | None) -> str:
    """The answer: the verdict with its figures, or that there is none."""
    return NOTHING_COMPARED if head is None else verdict_sentence(run, head)


def missing_and_validation(run: Run, validation: Estimate | None) -> list[str]:
    """Below the answer: what is missing, and the pipeline validation of a stand-in run."""
    return [missing_sentence(run), *([validation_sentence(validation)] if validation else [])]


def verdict_sentence(run: Run, estimate: Estimate) -> str:
    """Whether the outcome is equivalent to the reference, with every number needed to judge it."""
    what = f"the simulated {answers_called(run, estimate.of)}"
    if math.isnan(estimate.value):
        return f"No dialogue was completed, so {what} were not measured."
    numbers = f"{figures(estimate)}."
    other = "those of people" if estimate.people else "the ground truth"
    match estimate.verdict:
        case "equivalent":
            ruled_out = f"{_margin(estimate)} or more is ruled out at the 5% level"
            small = " They differ detectably, by less than the margin." if estimate.p <= ALPHA else ""
            return f"{_capital(what)} are equivalent to {other}: {numbers} {_capital(ruled_out)}.{small}"
        case "beyond the margin":
            why = f"{_capital(_margin(estimate))} or less is ruled out at the 5% level."
            return f"{_capital(what)} are beyond the margin from {other}: {numbers} {why}"
        case "different" if math.isnan(estimate.margin):
            return f"{_capital(what)} are different from {other}: {numbers} They differ by more than sampling noise."
        case "different":
            why = "They differ by more than sampling noise; whether by less or by more than the margin is undecided"
            why += f", because {_missing(estimate)}." if estimate.reason == "missing dialogues" else "."
            return f"{_capital(what)} are different from {other}: {numbers} {why}"
        case "inconclusive":
            return f"Inconclusive for {what}: {numbers} {_why_inconclusive(estimate)}"
        case _:
            return f"{_capital(what)}: {numbers} This measure gives no verdict."


def _margin(estimate: Estimate) -> str:
    """The margin as a distance or a difference of that size."""
    what = "distance" if math.isnan(estimate.difference) else "difference"
    return f"a {what} of {with_unit(estimate.margin, estimate)}"


def _why_inconclusive(estimate: Estimate) -> str:
    """Why nothing is claimed."""
    if estimate.reason == "few persons":
        return f"Nothing is claimed about fewer than {FEWEST} simulated persons."
    if estimate.reason == "missing dialogues":
        return f"Nothing is claimed because {_missing(estimate)}: their answers could overturn every claim."
    return "Not shown to differ is not shown to be equivalent."


def _missing(estimate: Estimate) -> str:
    return "1 dialogue is missing" if estimate.missing == 1 else f"{estimate.missing} dialogues are missing"


def figures(estimate: Estimate) -> str:
    """The numbers of an estimate on one line: distance or difference, interval, n, equivalence margin, noise."""
    digits = digits_of(estimate)
    interval = interval_of(estimate, digits)
    against = "human data" if estimate.people else "ground truth"
    if math.isnan(estimate.difference):
        head = f"{measure_label(estimate)} to {against} {shown(estimate.value, digits=digits)}{interval}"
    else:
        own, human = with_unit(estimate.value, estimate), with_unit(estimate.human, estimate)
        head = f"{measure_label(estimate)} {own}, {against} {human}, difference "
        head += f"{shown(estimate.difference, digits=digits, sign='+')}{interval}"
    parts = [head, f"n = {estimate.n} dialogues"]
    if estimate.personas < estimate.n:
        parts[-1] += f" of {estimate.personas} personas"
    if not math.isnan(estimate.margin):
        parts.append(f"equivalence margin {with_unit(estimate.margin, estimate)}")
    if not math.isnan(estimate.sampling_noise):
        parts.append(f"sampling noise {shown(estimate.sampling_noise, digits=3)}")
    return ", ".join(parts)


def missing_sentence(run: Run) -> str:
    """How many dialogues failed or are not completed yet."""
    done, failed = run.counts
    planned = run.planned
    if failed:
        said = f"{failed} of {done + failed} dialogues failed: their values are missing, not zero."
    else:
        said = f"None of the {done} dialogues failed."
    if run.state != "done":
        said += f" The run is not completed: {done + failed} of {planned} dialogues are closed so far."
    return said


def validation_sentence(estimate: Estimate) -> str:
    """Whether the pipeline recovered the ground truth of the stand-in."""
    numbers = figures(estimate)
    again = ""
    if estimate.p <= ALPHA:
        numbers += f", p = {shown(estimate.p, digits=3)}"
        again = (
            f" A p of at most {shown(ALPHA)} happens by chance in one of twenty runs of a correct pipeline: repeat it "
        )
        again += "with another seed."
    match estimate.verdict:
        case "equivalent":
            return f"Pipeline validation: the ground truth was recovered ({numbers}).{again}"
        case "different" | "beyond the margin":
            return f"Pipeline validation: the ground truth was not recovered ({numbers}).{again}"
        case _:
            return f"Pipeline validation: inconclusive on whether the ground truth was recovered ({numbers}).{again}"


def may_conclude(run: Run, head: Estimate | None) -> list[str]:
    """What may be concluded from the run, one sentence each."""
    if run.standin:
        return [
            "Whether asking, parsing, drawing and logging recover the distribution from which the stand-in answers."
        ]
    if head is None:
        return ["How these models answer in these roles, with this method and these prompts."]
    return [
        f"How far the {answers_called(run, head.of)} of this simulation are from those of these "
        f"{head.people} people, on this measure, with these models, methods and prompts.",
    ]


def may_not_conclude(run: Run, head: Estimate | None) -> list[str]:
    """What may not be concluded from the run, one sentence each."""
    said = []
    if run.standin:
        said.append("Anything about people, or about any language model: no language model answered.")
        said.append(
            "That the distance to human data is a finding: the stand-in's distribution differs from it by design."
        )
    if head is not None:
        said.append(
            "That simulated persons decide for the same reasons as people: distributions are compared, not reasons."
        )
        said.append(
            "That dialogues, trajectories or persons resemble those of people: these comparisons are descriptive."
        )
    if head is not None and head.verdict != "equivalent":
        said.append("That the simulation is close to human data: this is claimed only of an equivalent outcome.")
    if stance_questions(run):
        said.append(
            "Anything about people from the answers given during the dialogue: there are no reference data for them."
        )
    said.append("That other models, prompts, methods or populations would give the same results.")
    return said


def stance_questions(run: Run) -> list[str]:
    """The questions with numbers for answers that are asked after every exchange."""
    return [
        name
        for name, question in run.scenario.questions.items()
        if question.when == "every_exchange" and span(run, name)
    ]


def answers_called(run: Run, question: str) -> str:
    """What the answers to a question are called: `donation amounts`, `stance ratings`.

    A question's name is a key of the scenario.
    """
    asked = run.scenario.questions.get(question)
    noun = asked.answer.plural if asked else "answers"
    return f"{one_line(question.replace('_', ' '), 40)} {noun}"


def measure_label(estimate: Estimate) -> str:
    """A measure as a table says it: `mass@0.5` becomes `share at $0.50`."""
    name, _, number = estimate.name.partition("@")
    if name == "mass" and number:
        return f"share at exactly {float(number):g}"
    return LABELS.get(name, estimate.name)


def with_unit(value: float, estimate: Estimate) -> str:
    """A value of an estimate with its unit."""
    return f"{shown(value)} {one_line(estimate.unit, 12)}".strip()


def amount(value: float, unit: str = "") -> str:
    """A value with its unit, as one says it.

    >>> amount(0.5, "USD"), amount(0, "USD"), amount(3, "points"), amount(4)
    ('$0.50', '$0', '3 points', '4')
    """
    if unit == "USD":
        return f"${value:.2f}" if value % 1 else f"${value:.0f}"
    return f"{value:g} {unit}".strip()


def interval_of(estimate: Estimate, digits: int = 2) -> str:
    """The 95% interval in brackets, after a blank; empty where there is none."""
    if math.isnan(estimate.low):
        return ""
    signed: str = "-" if math.isnan(estimate.difference) else "+"
    low, high = (shown(end, digits=digits, sign=signed) for end in (estimate.low, estimate.high))  # type: ignore[arg-type]
    return f" [{low}, {high}]"


def digits_of(estimate: Estimate) -> int:
    """Two decimals, or three where two would hide on which side of the margin a number lies."""
    ends = {shown(end) for end in (estimate.value, estimate.low, estimate.high)}
    return 3 if not math.isnan(estimate.margin) and shown(estimate.margin) in ends else 2


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
