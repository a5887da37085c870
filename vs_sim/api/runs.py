"""What a user can do, one function each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vs_sim.api.catalogue import names as names
from vs_sim.log.run import Run
from vs_sim.simulation.checking import Loaded, load_scenario
from vs_sim.simulation.pipeline_validation import self_test as self_test
from vs_sim.simulation.pipeline_validation import serve_standin as serve_standin
from vs_sim.simulation.pipeline_validation import standin_population as standin_population
from vs_sim.simulation.pipeline_validation import standin_truth as standin_truth
from vs_sim.simulation.progress import on_stderr
from vs_sim.simulation.session import RunOptions
from vs_sim.simulation.session import begin as _begin
from vs_sim.simulation.session import replay as _replay
from vs_sim.simulation.session import resume as _resume
from vs_sim.simulation.single_question import ask as ask
from vs_sim.simulation.single_question import frequencies as frequencies
from vs_sim.world.kind import KINDS

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.log.mixture import Mixture
    from vs_sim.simulation.cost_estimate import Forecast
    from vs_sim.study.comparison.calibration import Calibration
    from vs_sim.study.data.estimate import Estimate
    from vs_sim.study.data.frequencies import Frequencies
    from vs_sim.study.data.published_figures import Moments
    from vs_sim.study.data.reference import Reference
    from vs_sim.sweep.sweep_run import Sweep


def simulate(
    scenario: str | Path,
    *,
    seed: int | None = None,
    size: int | None = None,
    sets: Sequence[str] = (),
    options: RunOptions | None = None,
) -> Run:
    """Run a scenario and give the run.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        seed: Every draw is derived from it; None for the scenario's own.
        size: Dialogues to hold, or respondents to ask; None for the scenario's own.
        sets: Changes to the scenario, each `path=value`.
        options: How the run is carried out; by default in a new folder under `runs/`, with a progress bar.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
        Paused: The run stopped early and can be resumed.
    """
    changes = [*sets, *([f"seed={seed}"] if seed is not None else [])]
    if size is not None:
        changes.append(f"{KINDS.get(load_scenario(scenario, sets).scenario.kind).size_key}={size}")
    return _begin(load_scenario(scenario, changes), options or RunOptions(progress=on_stderr()))


def resume(folder: str | Path, *, retry_failed: bool = False, options: RunOptions | None = None) -> Run:
    """Go on with a run where its log ends; nothing committed is asked for again.

    Args:
        folder: The run folder.
        retry_failed: Open the failed dialogues of a finished run again, with as many more attempts.
        options: How the run is carried out; by default with a progress bar.

    Raises:
        LogError: The folder holds no run, or another process writes it.
        Paused: The run stopped early again.
    """
    return _resume(Path(folder), options or RunOptions(progress=on_stderr()), retry_failed=retry_failed)


def replay(folder: str | Path, *, options: RunOptions | None = None) -> Run:
    """Hold a run again from its committed replies alone, in a copy: no model is asked, and the digest is the same.

    Args:
        folder: The run folder.
        options: How it is carried out; `out` names the copy's folder, by default a temporary one.

    Raises:
        Paused: The log lacks a reply.
    """
    return _replay(Path(folder), options or RunOptions(progress=on_stderr()))


def load(folder: str | Path) -> Run:
    """A run, from its folder.

    Raises:
        LogError: The folder holds no log.
    """
    return Run(folder)


def init(path: str | Path, kind: str = "persuasion") -> Path:
    """Write a commented scenario to begin with, and give its path.

    Args:
        path: The file, with or without `.yaml`; its name becomes the title.
        kind: `persuasion` or `survey`.

    Raises:
        VsSimError: The file exists already, or cannot be written.
    """
    from vs_sim.files.starter import start

    return start(Path(path), kind, schema())


def check(scenario: str | Path, *, sets: Sequence[str] = ()) -> Loaded:
    """A scenario, checked but not run.

    Raises:
        ScenarioError: It has faults; all of them are named with their places.
    """
    return load_scenario(scenario, sets)


def estimate(scenario: str | Path, *, sets: Sequence[str] = (), window: int = 64) -> Forecast:
    """What a run will take, before anything is spent: calls, tokens, US dollars and minutes.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
    """
    from vs_sim.simulation.cost_estimate import forecast

    loaded = load_scenario(scenario, sets)
    return forecast(loaded.scenario, loaded.path.parent, window=window)


def reference(name: str | Path, *, value: str = "", person: str | None = None, unit: str = "") -> Any:
    """What is known of people, by its shipped name or from a file of one's own.

    Args:
        name: A shipped name, a JSON file, or a CSV file with a header row, of which a reference is made.
        value: The column of a CSV file that holds the values.
        person: The column that says whose a value is; None when every row is another person.
        unit: Of the values, such as USD.

    Returns:
        A `Reference` where the file holds values; `Moments` where it holds figures, such as effects of traits.

    Raises:
        StudyError: The file has faults.
        UnknownName: No reference has that name.
    """
    if value:
        from vs_sim.study.build.reference_from_table import reference_of_table

        return reference_of_table(Path(name), value, person, unit)
    from vs_sim.study.coding.published_codings import load_shipped

    return load_shipped(name)


def measure(
    run: Run | Mixture,
    name: str,
    *,
    of: str = "",
    against: Reference | Moments | None = None,
    margin: float | None = None,
) -> Estimate:
    """One measure of a run, with interval, sampling noise and, where it votes, a verdict.

    Args:
        run: The run; or the whole distribution of one of its questions, as `run.distribution(question)` gives it.
        name: A registered measure, for example `ks`, `mass@0.5` or `distinct@1`.
        of: The question whose answers are measured, or the role whose texts are; a whole distribution has its own.
        against: The reference, or figures for texts, traits and persons; None for the people the scenario names.
        margin: How far is still similar; None for the scenario's own.

    Raises:
        StudyError: The scenario names no reference for that question, or its answers are not numbers.
        UnknownName: No measure, or no question, has that name.
    """
    from vs_sim.study.comparison.full_distribution import estimate_whole, law_of
    from vs_sim.study.comparison.measuring import measured

    if isinstance(run, Run):
        return measured(run, name, of, against, margin)
    return estimate_whole(run, name, law_of(against), margin=margin)


def calibration(asked: Run | Frequencies, direct: Run | Frequencies | None = None) -> Calibration:
    """What stated probabilities are worth: stated sums, repairs, and how often direct asking chooses what they claim.

    Args:
        asked: A run, or a question asked repeatedly as `frequencies` does it.
        direct: The same asked by `direct`, to see what is chosen; None for sums and repairs alone.

    Raises:
        StudyError: The two cannot be set side by side.
    """
    from vs_sim.study.comparison.calibration import calibration as found

    return found(asked, direct)


def variance_saved(run: Run) -> pd.DataFrame:
    """What the whole law of each typed question saves against one draw from each; see `study.whole.variance_saved`."""
    from vs_sim.study.comparison.full_distribution import variance_saved as saved

    return saved(run)


def summary(run: Run) -> dict[str, Any]:
    """A run in one JSON-ready object: what was run, what it cost, and how far it is from people."""
    from vs_sim.study.comparison.measuring import against_people, outcome, primary

    done, failed = run.counts
    estimates = against_people(run)
    first = primary(run)
    tested = self_test(run)
    return {
        "run_dir": str(run.folder),
        "seed": run.seed,
        "digest": run.digest,
        "dialogues": {"done": done, "failed": failed},
        "calls": run.call_count,
        "usd": run.usd,
        "instrument_test": run.instrument_test,
        "outcomes": {question: {"n": outcome(run, question).n, "missing": failed} for question in estimates},
        "measures": {e.name: e.to_dict() for e in estimates[first[0]]} if first and first[0] in estimates else {},
        "self_test": tested.to_dict() if tested else None,
    }


def report(what: Run | Sweep | str | Path | Sequence[Run | str | Path], *, out: str | Path | None = None) -> Path:
    """Write a report: one self-contained HTML page of a run, of several runs beside each other, or of a sweep.

    Args:
        what: A run, a sweep, the folder of either, or several runs to compare, the first in the place of people.
        out: Where to write it; None for `report.html` in the folder, for several runs in that of the first.

    Raises:
        LogError: A folder holds no run.
        VsSimError: The page cannot be written.
    """
    from vs_sim.api import reports

    return reports.write(what, Path(out) if out else None)


def schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema of scenario files of one kind, or of all."""
    from vs_sim.simulation.checking import schema as scenario_schema

    return scenario_schema(kind)
