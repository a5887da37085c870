"""Commands about scenarios before they are run: init, check, estimate, freeze, list, schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Models, ScenarioName, Sets, Window, with_models
from vs_sim.errors import ScenarioError

FAULTY = 2
"""The exit code where a scenario has faults."""


def init_command(
    path: Annotated[Path, typer.Argument(help="The file to write, such as my_study.yaml.", show_default=False)],
    kind: Annotated[str, typer.Option(help="The kind of scenario: persuasion or survey.")] = "persuasion",
) -> None:
    """Write a commented scenario to begin with."""
    print(vs.init(path, kind))


def check_command(
    scenarios: Annotated[list[str], typer.Argument(help="YAML files or shipped names.", show_default=False)],
    sets: Sets = None,
    show: Annotated[Literal["prompts"] | None, typer.Option(help="Show one dialogue: who is asked what, when.")] = None,
) -> None:
    """Check scenarios and plans without running them: every fault with its place and a remedy."""
    faults = sum(_check(scenario, sets or [], show == "prompts") for scenario in scenarios)
    if faults:
        print(f"{faults} fault{'s' if faults > 1 else ''}", file=sys.stderr)
        raise typer.Exit(FAULTY)


def _check(scenario: str, sets: list[str], prompts: bool) -> int:
    """Print what is found in one file, and give the number of faults."""
    try:
        if loaded.is_plan(scenario):
            planned = loaded.check_plan(scenario, sets)
            print(f"{planned.path.name}: no faults in {len(planned.cells)} cells")
            return 0
        checked = vs.check(scenario, sets=sets)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return len(error.faults)
    print(f"{checked.path.name}: no faults")
    for table in loaded.tables_understood(checked.scenario, checked.path.parent):
        print(table)
    print("".join(f"warning: {warning}\n" for warning in checked.warnings), end="", file=sys.stderr)
    if prompts:
        print(loaded.rehearsal(checked.scenario, checked.path.parent))
    return 0


def estimate_command(
    scenario: ScenarioName, model: Models = None, sets: Sets = None, window: Window = 64, as_json: AsJson = False
) -> None:
    """Estimate what a run or a sweep will take, before anything is spent: calls, tokens, US dollars and minutes."""
    estimated = loaded.estimate_plan if loaded.is_plan(scenario) else vs.estimate
    found = estimated(scenario, sets=with_models(scenario, model, sets), window=window)
    print(json.dumps(found.to_dict()) if as_json else found)


def freeze_command(
    scenario: ScenarioName,
    model: Models = None,
    sets: Sets = None,
    seed: Annotated[int | None, typer.Option(help="Every draw is derived from it.", min=0)] = None,
    dialogues: Annotated[
        int | None, typer.Option("--dialogues", "--respondents", help="Number of dialogues, or of respondents.", min=1)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The record; by default NAME.frozen.json in this folder.")] = None,
) -> None:
    """Fix a study before it is run: scenario, primary outcome, margin, n. Then: vs-sim run … --frozen RECORD."""
    path = out or Path(f"{Path(scenario).stem}.frozen.json")
    changes = [*with_models(scenario, model, sets), *([] if seed is None else [f"seed={seed}"])]
    record = vs.freeze(scenario, path, size=dialogues, sets=changes)
    print(f"{path}: {record.primary} compared with {record.reference}, margin {record.margin:g}, n = {record.n}")
    print(f"sha256 {record.sha256}")
    print(f"run it with the same options and --frozen {path}")


def list_command(
    what: Annotated[str, typer.Argument(help="What to list; leave it out to list everything.")] = "",
    as_json: AsJson = False,
) -> None:
    """List every name that is known: scenarios, methods, measures, references, codings, corpora, plans and so on."""
    known = loaded.known_names(what)
    if as_json:
        print(json.dumps(known, ensure_ascii=False))
        return
    for seam, members in known.items():
        print(f"{seam}: {', '.join(members) or 'none'}")


def schema_command(
    kind: Annotated[str | None, typer.Argument(help="A kind of scenario; leave it out for all.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write to a file instead of stdout.")] = None,
) -> None:
    """Write the JSON Schema of scenario files, for editors that complete and check YAML."""
    text = json.dumps(loaded.scenario_schema(kind), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8")


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("init")(init_command)
    app.command("check")(check_command)
    app.command("estimate")(estimate_command)
    app.command("freeze")(freeze_command)
    app.command("list")(list_command)
    app.command("schema")(schema_command)
