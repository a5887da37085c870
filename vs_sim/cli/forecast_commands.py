"""The command that forecasts what people do next: forecast."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Batch, Drain, Limits, Models, Quiet, Sets, Window, run_options, with_models
from vs_sim.cli.printing import print_forecasts
from vs_sim.errors import VsSimError

if TYPE_CHECKING:
    from vs_sim.simulation.forecasting import ForecastPlan

_People = Annotated[
    Path, typer.Argument(help="A run of people (vs-sim import), or of forecasts to read.", show_default=False)
]
_Words = Annotated[str, typer.Argument(help="The scenario in whose words it is asked; leave it out to read.")]
_Most = Annotated[int, typer.Option(help="Dialogues of people, drawn from all.", min=1)]
_After = Annotated[str, typer.Option(help="Exchanges that were held before; end: after the last.")]
_Act = Annotated[str, typer.Option(help="Forecast the act of the next turn, too, by this coding, such as resistance.")]
_Coder = Annotated[str, typer.Option(help="Who coded the acts: rules, annotators, learned.")]
_Where = Annotated[list[str] | None, typer.Option(help="Only dialogues of which a fact is so: period=C. Repeatable.")]
_Tell = Annotated[str, typer.Option(help="Facts of a dialogue that a forecaster is told, separated by commas.")]
_Conditions = Annotated[
    str, typer.Option(help="Some of: own persona, no persona, shuffled persona, direct, logprobs; default all.")
]
_Estimate = Annotated[bool, typer.Option("--estimate", help="Only say what it will take.")]
_Out = Annotated[Path | None, typer.Option(help="The run folder, in which the same command goes on.")]


def forecast_command(
    people: _People,
    scenario: _Words = "",
    model: Models = None,
    sets: Sets = None,
    dialogues: _Most = 100,
    after: _After = "0,5,end",
    act: _Act = "",
    coder: _Coder = "rules",
    where: _Where = None,
    tell: _Tell = "",
    conditions: _Conditions = "",
    estimate: _Estimate = False,
    window: Window = 64,
    out: _Out = None,
    budget: Limits = None,
    drain: Drain = 30.0,
    batch: Batch = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Forecast what each real person does next, as a model states it, and score it against what the person did."""
    if not scenario:
        print_forecasts(vs.forecast(people), quiet, as_json)
        return
    plan = _plan(dialogues, after, (act, coder), where or [], (tell, conditions))
    changes = with_models(scenario, model, sets)
    cost = loaded.forecast_cost(people, scenario, plan=plan, sets=changes)
    if estimate:
        print(json.dumps(cost.to_dict()) if as_json else cost)
        return
    print("" if quiet else f"{cost}\n", end="", file=sys.stderr)
    options = run_options(window, quiet, budget, out, drain, batch)
    print_forecasts(vs.forecast(people, scenario, plan=plan, sets=changes, options=options), quiet, as_json)


def _plan(dialogues: int, after: str, acts: tuple[str, str], where: list[str], named: tuple[str, str]) -> ForecastPlan:
    """What is forecast, from what was typed."""
    tell, conditions = named
    return loaded.ForecastPlan(
        dialogues=dialogues,
        after=tuple(loaded.typed_moment(text) for text in after.split(",")),
        act=acts[0] or None,
        coder=acts[1],
        where=dict(map(_fact, where)),
        facts=tuple(fact.strip() for fact in tell.split(",") if fact.strip()),
        conditions=loaded.named_conditions(conditions) if conditions else None,
    )


def _fact(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found or not name.strip():
        raise VsSimError(f"--where {text!r} cannot be read", hint="write fact=value: --where period=C")
    return name.strip(), value.strip()


def join(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("forecast")(forecast_command)
