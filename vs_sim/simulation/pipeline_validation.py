"""Pipeline validation: the stand-in's true distribution, how far a run is from it, and the stand-in as a server.

The ground truth is known on two levels. For one request, the distribution of answers is exact. Over dialogues it is
the mean of the distributions at the states to which the dialogues lead, estimated by Monte Carlo with a standard
error. A run is validated against the mean distribution of its own states, so its expected distance is due to the
drawing of answers alone. Since the distributions differ between persons, answers vary less than draws from the mean
distribution would: the test simulates one draw from each (`vs_sim.study.inference.known_distributions`).
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

AnswerProbabilities = Mapping[float, float]


@dataclass(frozen=True)
class StandinPopulation:
    """The stand-in's distribution of answers over the dialogues of a scenario.

    Attributes:
        distribution: Answer to probability: the mean of the exact distributions at the end of the simulated dialogues.
        error: Standard error of its cumulative curve where that is largest.
        n: Dialogues simulated.
    """

    distribution: AnswerProbabilities
    error: float
    n: int


def standin_truth(
    request: Request | Sequence[Mapping[str, str]], of: Literal["belief", "answers"] = "belief", **options: Any
) -> dict[str, float]:
    """The stand-in's exact distribution at the state that a request describes; over acts for an utterance.

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
    """How far a stand-in run's primary outcome is from the stand-in's ground truth; None for real models.

    The ground truth is the mean of the exact distributions at the states in which the question was asked, so what is
    tested is the pipeline: asking, reading, drawing and logging. Sampling noise and p are those of one draw from each
    of these distributions, so that p is uniform for a correct pipeline.
    """
    from vs_sim.study.comparison.outcomes import declared_comparison, outcome, primary
    from vs_sim.study.data.ordered_categories import CATEGORICAL
    from vs_sim.study.data.reference import exact_reference
    from vs_sim.study.inference.known_distributions import assess_recovery

    found = primary(run)
    distributions = [] if found is None or not run.standin else ground_truths(run, found[0])
    if found is None or not distributions:
        return None
    name = found[1] if found[1] in CATEGORICAL else "ks"
    truth = exact_reference(mean_distribution(distributions), "the stand-in's ground truth")
    margin = declared_comparison(run).margin
    return assess_recovery(outcome(run, found[0]), distributions, truth, name, margin=margin)


def standin_population(
    scenario: str | Path, n: int = 1000, *, seed: int | None = None, sets: Sequence[str] = ()
) -> StandinPopulation:
    """The stand-in's distribution over dialogues of a scenario, by Monte Carlo: the question of the primary outcome.

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
        distributions = ground_truths(run, found[0]) if found else []
        run.close()
    if len(distributions) < 2:
        raise StudyError("no stand-in answers an outcome that the scenario compares")
    return StandinPopulation(mean_distribution(distributions), largest_error(distributions), len(distributions))


def ground_truths(run: Run, question: str) -> list[AnswerProbabilities]:
    """The exact distributions at the states in which a question was asked; none where no stand-in answered."""
    asked = run.scenario.questions[question]
    key = asked.model or run.scenario.roles[asked.of].model
    entry = run.scenario.models.get(key)
    if entry is None or entry.backend != "standin":
        return []
    from vs_sim.llm.backends.standin import Standin
    from vs_sim.study.comparison.outcomes import numbering

    model: Standin = Standin(entry)
    distributions = (model.truth(run.request(name)) for name in run.answered_calls(question))
    number = numbering(run, question)
    return [{number(text): share for text, share in distribution.items()} for distribution in distributions]


def mean_distribution(distributions: Sequence[AnswerProbabilities]) -> dict[float, float]:
    """The mixture of distributions with equal weights."""
    mixture: dict[float, float] = {}
    for distribution in distributions:
        for value, share in distribution.items():
            mixture[value] = mixture.get(value, 0.0) + share / len(distributions)
    return mixture


def largest_error(distributions: Sequence[AnswerProbabilities]) -> float:
    """The largest standard error of the mean of the cumulative distributions; needs two distributions."""
    variances = []
    for point in mean_distribution(distributions):
        curve = [
            math.fsum(share for value, share in distribution.items() if value <= point)
            for distribution in distributions
        ]
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
