"""What a user can do, one function each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vs_sim.check import Loaded, load_scenario
from vs_sim.core.message import Message, Request
from vs_sim.core.scenario import ModelEntry
from vs_sim.errors import UnknownName
from vs_sim.log.run import Run
from vs_sim.progress import on_stderr
from vs_sim.session import RunOptions
from vs_sim.session import begin as _begin
from vs_sim.session import replay as _replay
from vs_sim.session import resume as _resume

if TYPE_CHECKING:
    from vs_sim.forecast import Forecast
    from vs_sim.study.estimate import Estimate
    from vs_sim.study.reference import Reference


def simulate(
    scenario: str | Path,
    *,
    seed: int | None = None,
    sets: Sequence[str] = (),
    options: RunOptions | None = None,
) -> Run:
    """Run a scenario and give the run.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        seed: Every draw is derived from it; None for the scenario's own.
        sets: Changes to the scenario, each `path=value`.
        options: How the run is carried out; by default in a new folder under `runs/`, with a progress bar.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
        Drained: The run stopped early and can be resumed.
    """
    changes = [*sets, *([f"seed={seed}"] if seed is not None else [])]
    return _begin(load_scenario(scenario, changes), options or RunOptions(progress=on_stderr()))


def resume(folder: str | Path, *, retry_failed: bool = False, options: RunOptions | None = None) -> Run:
    """Go on with a run where its log ends; nothing committed is asked for again.

    Args:
        folder: The run folder.
        retry_failed: Open the failed dialogues of a finished run again, with as many more attempts.
        options: How the run is carried out; by default with a progress bar.

    Raises:
        LogError: The folder holds no run, or another process writes it.
        Drained: The run stopped early again.
    """
    return _resume(Path(folder), options or RunOptions(progress=on_stderr()), retry_failed=retry_failed)


def replay(folder: str | Path, *, options: RunOptions | None = None) -> Run:
    """Hold a run again from its committed replies alone, in a copy: no model is asked, and the digest is the same.

    Args:
        folder: The run folder.
        options: How it is carried out; `out` names the copy's folder, by default a temporary one.

    Raises:
        Drained: The log lacks a reply.
    """
    return _replay(Path(folder), options or RunOptions(progress=on_stderr()))


def load(folder: str | Path) -> Run:
    """A run, from its folder.

    Raises:
        LogError: The folder holds no log.
    """
    return Run(folder)


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
    from vs_sim.forecast import forecast

    loaded = load_scenario(scenario, sets)
    return forecast(loaded.scenario, loaded.path.parent, window=window)


def reference(name: str | Path) -> Reference:
    """A human reference, by its shipped name or from a JSON file."""
    from vs_sim.study.reference import load_reference

    return load_reference(name)


def measure(run: Run, name: str, *, of: str, against: Reference | None = None, margin: float | None = None) -> Estimate:
    """One measure of one outcome of a run, with interval, human noise and, where it votes, a verdict.

    Args:
        run: The run.
        name: A registered measure, for example `ks` or `mass@0.5`.
        of: The question whose answers are measured.
        against: The reference; None for the one the scenario names.
        margin: How far is still similar; None for the scenario's own.

    Raises:
        StudyError: The scenario names no reference for that question, or its answers are not numbers.
        UnknownName: No measure, or no question, has that name.
    """
    from vs_sim.study.comparison import declared, outcome, people_of
    from vs_sim.study.samples import estimate_measure

    people = against or people_of(run, of)
    return estimate_measure(outcome(run, of), name, people, margin=margin or declared(run).margin)


def standin_truth(request: Request | Sequence[dict[str, str]], **options: Any) -> dict[str, float]:
    """The stand-in's exact law over answers at the state a request describes, before any sharpening.

    Args:
        request: A logical request (as `run.request(name)` gives it), or messages as a model gets them.
        options: Options of the model entry, such as `law`.
    """
    from vs_sim.llm.backends.standin import Standin

    if not isinstance(request, Request):
        request = Request(tuple(Message(m["role"], m["content"]) for m in request))  # type: ignore[arg-type]
    return Standin(ModelEntry(backend="standin", **options)).truth(request)


def self_test(run: Run) -> Estimate | None:
    """How far a stand-in run's primary outcome is from the law the stand-in had; None for real models.

    The known law is the mean of the exact laws at the states in which the question was asked, so what is tested
    is the instrument: asking, reading, drawing and logging.
    """
    from vs_sim.study.comparison import compared, primary
    from vs_sim.study.reference import exact_reference

    found = primary(run)
    if not run.instrument_test or found is None:
        return None
    question, _ = found
    asked = run.scenario["questions"][question]
    entry = ModelEntry.model_validate(
        run.scenario["models"].get(asked["model"] or run.scenario["roles"][asked["of"]]["model"], {})
    )
    if entry.backend != "standin":
        return None
    laws = [standin_truth(run.request(name), **entry.options) for name in run.answered_calls(question)]
    if not laws:
        return None
    mixture: dict[float, float] = {}
    for law in laws:
        for text, probability in law.items():
            mixture[float(text)] = mixture.get(float(text), 0.0) + probability / len(laws)
    return compared(run, question, exact_reference(mixture, "the stand-in's known law"), ["ks"])[0]


def summary(run: Run) -> dict[str, Any]:
    """A run in one JSON-ready object: what was run, what it cost, and how far it is from people."""
    from vs_sim.study.comparison import against_people, outcome, primary

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


def report(run: Run | str | Path, *, out: str | Path | None = None) -> Path:
    """Write a run's report: one self-contained HTML page.

    Args:
        run: The run or its folder.
        out: Where to write it; None for `report.html` in the run folder.
    """
    from vs_sim.report.page import write_report

    run = run if isinstance(run, Run) else Run(run)
    return write_report(run, Path(out) if out else run.folder / "report.html", self_test(run))


def names(what: str = "") -> dict[str, list[str]]:
    """What is known by name, by seam.

    Args:
        what: One seam, such as `methods`; empty for all.

    Raises:
        UnknownName: There is no such seam.
    """
    from vs_sim.elicitation.method import METHODS
    from vs_sim.files.population import population_names
    from vs_sim.files.scenarios import scenario_names
    from vs_sim.llm.backend import BACKENDS
    from vs_sim.study.measure import MEASURES
    from vs_sim.study.reference import reference_names
    from vs_sim.world.kind import KINDS

    known = {
        "scenarios": scenario_names,
        "kinds": KINDS.names,
        "methods": METHODS.names,
        "backends": BACKENDS.names,
        "measures": MEASURES.names,
        "references": reference_names,
        "populations": population_names,
    }
    if what and what not in known:
        raise UnknownName("list", what, known)
    return {seam: found() for seam, found in known.items() if what in ("", seam)}


def schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema of scenario files of one kind, or of all."""
    from vs_sim.check import schema as scenario_schema

    return scenario_schema(kind)
