"""Comparisons with human data: references, measures, the scorecard of a run, several runs, and the size to plan for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vs_sim.log.integrity.frozen_record import frozen_sentence
from vs_sim.log.mixture import Mixture
from vs_sim.log.run import Run
from vs_sim.simulation.pipeline_validation import validate_pipeline
from vs_sim.study.arms.arm_effect import compared_effect
from vs_sim.study.build.reference_from_table import reference_of_table
from vs_sim.study.coding.published_codings import load_shipped
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.comparison.choose_comparator import run_comparator
from vs_sim.study.comparison.full_distribution import estimate_whole, law_of
from vs_sim.study.comparison.many_runs import comparison
from vs_sim.study.comparison.measuring import measure_run
from vs_sim.study.comparison.scorecard import Scorecard
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.reference import Reference, load_reference
from vs_sim.study.inference.equivalence import MARGIN
from vs_sim.study.inference.power import EFFECT, SizePlan
from vs_sim.study.inference.power import plan_sample as planned
from vs_sim.study.society.conformity_law import ConformityLaw, conformity_law
from vs_sim.study.society.opinion_history import opinion_history
from vs_sim.study.society.replicates import estimate_networks
from vs_sim.study.society.rule_fits import rule_errors, rule_fits

if TYPE_CHECKING:
    import pandas as pd


def reference(name: str | Path, *, value: str = "", person: str | None = None, unit: str = "") -> Any:
    """Load reference data, by a shipped name or from a file of one's own.

    Args:
        name: A shipped name, a JSON file, or a CSV file with a header row, of which a reference is made.
        value: The column of a CSV file that holds the values.
        person: The column that identifies the person; None when every row is another person.
        unit: Of the values, such as USD.

    Returns:
        A `Reference` where the file holds values; `Moments` where it holds figures, such as effects of traits.

    Raises:
        StudyError: The file has faults.
        UnknownName: No reference has that name.
    """
    return reference_of_table(Path(name), value, person, unit) if value else load_shipped(name)


def measure(
    run: Run | Mixture | Sequence[Run],
    name: str,
    *,
    of: str = "",
    against: Reference | Moments | None = None,
    margin: float | None = None,
) -> Estimate:
    """Estimate one measure of a run, with interval, sampling noise and, where it is tested, a verdict.

    Args:
        run: The run; or the full distribution of one of its questions, as `run.distribution(question)` gives it; or the
            runs of one society with several seeds, whose networks are the observations.
        name: A registered measure, for example `ks`, `mass@0.5`, `distinct@1` or `esteban_ray@1.3`.
        of: The question whose answers are measured, or the role whose texts are; a full distribution has its own.
        against: The reference, or figures for texts, traits and persons; None for those that the scenario names.
        margin: The equivalence margin; None for the scenario's own.

    Raises:
        StudyError: The scenario names no reference for that question, or its answers are not numbers.
        UnknownName: No measure, or no question, has that name.
    """
    if isinstance(run, Run):
        return measure_run(run, name, of, against, margin)
    if isinstance(run, Sequence):
        return estimate_networks(run, name)
    return estimate_whole(run, name, law_of(against), margin=margin)


def scorecard(run: Run, *, against: Run | None = None) -> Scorecard:
    """Every comparison of a run with human data, the primary outcome first, and what may be concluded.

    Args:
        run: The run.
        against: Another run in the place of human data; None for the references that the scenario names.

    Raises:
        StudyError: The two runs share no question with numbers for answers.
    """
    if against is not None:
        return Assessment(run, run_comparator(run, against)).scorecard
    return Assessment(run, validation=validate_pipeline(run)).scorecard


def effect(run: Run, control: Run) -> Scorecard:
    """Compare the effect of a dialogue with that among people: both arms, and their difference.

    Args:
        run: A run whose scenario declares `compare: effect:`.
        control: Its control arm: the same scenario with `control: small_talk` or `control: true`.

    Raises:
        StudyError: No effect is declared, or the second run is no control arm of the first.
    """
    return compared_effect(run, control)


def compare(*runs: Run) -> Scorecard:
    """Compare runs: each with its reference data, corrected for the number of runs, and each with the first.

    Raises:
        StudyError: There are fewer than two, or two that share no question with numbers for answers.
    """
    return comparison(runs)


def plan(
    against: Reference | str | Path, *, margin: float = MARGIN, power: float = 0.8, effect: float = EFFECT
) -> SizePlan:
    """How many dialogues a comparison with a reference needs, and when the human sample is the limit.

    Args:
        against: The reference, its shipped name, or its file.
        margin: The equivalence margin, stated before any data are seen.
        power: The probability that a perfect simulation is found `equivalent`.
        effect: A trait effect, Cohen's d, to be found with the same power.

    Raises:
        StudyError: The margin, the power or the effect is out of range.
    """
    known = against if isinstance(against, Reference) else load_reference(against)
    return planned(known, margin=margin, power=power, effect=effect)


def conformity(*runs: Run, source: str = "stated") -> ConformityLaw:
    """The law by which minds change in one society or several: P(change) = a + b × (share of those heard who differ).

    Args:
        runs: Runs of kind `opinion`.
        source: `stated` probabilities, or the answers as `drawn`.

    Raises:
        StudyError: A run is no society, or there is no such source.
    """
    return conformity_law([opinion_history(run) for run in runs], source)


def fit_rules(*runs: Run) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Opinion rules fitted to societies: their parameters with intervals, and how well they foretell the mean stance.

    Args:
        runs: Runs of kind `opinion`; several with other seeds are foretold by rules fitted to the others.

    Returns:
        The frames of `rule_fits` and of `rule_errors` in `vs_sim/study/society/rule_fits.py`.

    Raises:
        StudyError: A run is no society.
    """
    histories = [opinion_history(run) for run in runs]
    return rule_fits(histories), rule_errors(histories)


def run_summary(run: Run) -> dict[str, Any]:
    """A run in one JSON-ready object: what was run, what it cost, and how far it is from human data."""
    done, failed = run.counts
    assessed = Assessment(run)
    estimates, head = assessed.outcomes, assessed.primary
    samples = {question: assessed.measurements.sample(question) for question in estimates}
    validated = validate_pipeline(run)
    return {
        "run_dir": str(run.folder),
        "seed": run.seed,
        "digest": run.digest,
        "dialogues": {"done": done, "failed": failed},
        "calls": run.call_count,
        "usd": run.usd,
        "standin": run.standin,
        "frozen": frozen_sentence(run),
        "outcomes": {question: {"n": sample.n, "missing": failed} for question, sample in samples.items()},
        "measures": {each.name: each.to_dict() for each in estimates[head.of]} if head else {},
        "pipeline_validation": validated.to_dict() if validated else None,
    }
