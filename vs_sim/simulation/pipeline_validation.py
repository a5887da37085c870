"""The instrument, tested: what the stand-in's law is, how far a run of it is from that, and the stand-in served.

Two truths are known. At a state, that is for one request, the law is exact. Over dialogues it is the mean of the
laws at the states that the dialogues lead to, known by Monte Carlo with a standard error. A run's self-test is
against the mean law of its own states, so its distance is 0 but for the answers drawn; and because persons' laws
differ, those vary less than draws from the mean law do: the test is conservative.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vs_sim.core.message import Message, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import ScenarioError, StudyError, VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin
from vs_sim.world.kind import KINDS

if TYPE_CHECKING:
    from vs_sim.llm.backends.standin import Standin, StandinOptions
    from vs_sim.study.data.estimate import Estimate

Law = Mapping[float, float]


@dataclass(frozen=True)
class StandinPopulation:
    """The stand-in's law over the dialogues of a scenario.

    Attributes:
        law: Answer to probability: the mean of the exact laws at the end of the simulated dialogues.
        error: Standard error of its cumulative curve where that is largest.
        n: Dialogues simulated.
    """

    law: Law
    error: float
    n: int


def standin_truth(
    request: Request | Sequence[Mapping[str, str]], of: Literal["belief", "answers"] = "belief", **options: Any
) -> dict[str, float]:
    """The stand-in's exact law at the state a request describes; over acts for an utterance.

    Args:
        request: A logical request (as `run.request(name)` gives it), or messages as a model gets them.
        of: `belief`, before alignment; or `answers`, of an answer drawn from the replies to this very request:
            sharpened and tilted if it asks for one answer, uniform over the items if for a list, by the stated
            probabilities, without their noise, if for a distribution.
        options: Options of the model entry, such as `law`.
    """
    from vs_sim.llm.backends.standin import Standin

    if not isinstance(request, Request):
        request = Request(tuple(Message(m["role"], m["content"]) for m in request))  # type: ignore[arg-type]
    model = Standin(ModelEntry(backend="standin", **options))
    return model.truth(request) if of == "belief" else model.answer_law(request)


def validate_pipeline(run: Run) -> Estimate | None:
    """How far a stand-in run's primary outcome is from the law the stand-in had; None for real models.

    The known law is the mean of the exact laws at the states in which the question was asked, so what is tested
    is the instrument: asking, reading, drawing and logging.
    """
    from vs_sim.study.comparison.measuring import measure_run
    from vs_sim.study.comparison.outcomes import primary
    from vs_sim.study.data.ordered_categories import CATEGORICAL
    from vs_sim.study.data.reference import exact_reference

    found = primary(run)
    laws = [] if found is None or not run.instrument_test else known_laws(run, found[0])
    if found is None or not laws:
        return None
    name = "ks" if found[1] == "ks" else CATEGORICAL[0]
    return measure_run(run, name, found[0], exact_reference(mean_law(laws), "the stand-in's known law"))


def standin_population(
    scenario: str | Path, n: int = 1000, *, seed: int | None = None, sets: Sequence[str] = ()
) -> StandinPopulation:
    """The stand-in's law over dialogues of a scenario, by Monte Carlo: the question of the primary outcome.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        n: Dialogues to simulate, at least 2.
        seed: Of the simulation; None for the scenario's own.
        sets: Changes to the scenario, each `path=value`.

    Raises:
        StudyError: The scenario compares nothing, or what it compares is not answered by the stand-in.
    """
    from vs_sim.study.comparison.outcomes import primary

    size = KINDS.get(load_scenario(scenario, sets).scenario.kind).size_key
    changes = [*sets, f"{size}={n}", *([f"seed={seed}"] if seed is not None else [])]
    with tempfile.TemporaryDirectory(prefix="vs_sim-") as folder:
        run = begin(load_scenario(scenario, changes), RunOptions(out=Path(folder) / "run"))
        found = primary(run)
        laws = known_laws(run, found[0]) if found else []
        run.log.close()
    if len(laws) < 2:
        raise StudyError("no stand-in answers an outcome that the scenario compares")
    return StandinPopulation(mean_law(laws), largest_error(laws), len(laws))


def known_laws(run: Run, question: str) -> list[Law]:
    """The exact laws at the states in which a question was asked; none where no stand-in was."""
    asked = run.scenario.questions[question]
    key = asked.model or run.scenario.roles[asked.of].model
    entry = run.scenario.models.get(key)
    if entry is None or entry.backend != "standin":
        return []
    from vs_sim.llm.backends.standin import Standin
    from vs_sim.study.comparison.outcomes import numbering

    model: Standin = Standin(entry)
    laws = (model.truth(run.request(name)) for name in run.answered_calls(question))
    number = numbering(run, question)
    return [{number(text): share for text, share in law.items()} for law in laws]


def mean_law(laws: Sequence[Law]) -> dict[float, float]:
    """The mixture of laws, each as much as another."""
    mixture: dict[float, float] = {}
    for law in laws:
        for value, share in law.items():
            mixture[value] = mixture.get(value, 0.0) + share / len(laws)
    return mixture


def largest_error(laws: Sequence[Law]) -> float:
    """The largest standard error of the mean of the laws' cumulative curves; needs two laws."""
    variances = []
    for point in mean_law(laws):
        curve = [math.fsum(share for value, share in law.items() if value <= point) for law in laws]
        middle = math.fsum(curve) / len(curve)
        variances.append(math.fsum((height - middle) ** 2 for height in curve) / (len(curve) - 1) / len(curve))
    return math.sqrt(max(variances))


def standin_options(sets: Sequence[str]) -> StandinOptions:
    """Options of the stand-in as `name=value` texts set them.

    Raises:
        ScenarioError: There are faults in them; all are listed.
    """
    from vs_sim.files.overrides import overrides
    from vs_sim.files.schema_faults import read_part
    from vs_sim.files.source_text import Source
    from vs_sim.files.strict_yaml import parse_yaml
    from vs_sim.llm.backends.standin import StandinOptions

    document = overrides(parse_yaml(Source("--set", "{}")), sets)
    options, faults = read_part(document, (), document.data, (StandinOptions,))
    if options is None or faults:
        raise ScenarioError(faults)
    return options


def serve_standin(port: int, sets: Sequence[str] = (), *, ready: Callable[[str], None]) -> None:
    """Serve the stand-in on loopback as OpenAI's chat completions, until the process is asked to end.

    Args:
        port: 0 for any free one.
        sets: What kind of model it is, each `name=value`, as in an entry of `models:`.
        ready: Called with the address once requests are taken.

    Raises:
        ScenarioError: An option is wrong.
        VsSimError: The port cannot be opened.
    """
    from vs_sim.llm.backends.standin import serve_standin_http

    options = standin_options(sets)
    try:
        serve_standin_http(options, port, ready)
    except OSError as error:
        raise VsSimError(f"port {port}: {error.strerror or error}", hint="choose another --port, or 0") from error
