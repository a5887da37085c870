"""Arguments become calls of the API; only the command line prints."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vs_sim.cli import study_commands, sweep_commands
from vs_sim.cli.console import Json, printed
from vs_sim.errors import BudgetExceeded, Paused, ScenarioError, VsSimError, explained

if TYPE_CHECKING:
    from vs_sim.log.run import Run

DONE, USAGE, RESUMABLE, TOO_MANY_FAILURES = 0, 2, 3, 4
MOST_REASONS = 5
"""Reasons of failed dialogues that are printed, the most frequent ones."""
MOST_MISSING = 0.05
"""Share of a repeated question that may stay without a readable answer."""
app = typer.Typer(
    help="Simulate people with language models, and compare the simulation with people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Scenario = Annotated[str, typer.Argument(help="A YAML file, or the name of a shipped scenario.", show_default=False)]
Folder = Annotated[Path, typer.Argument(help="A run folder.", show_default=False)]
Sets = Annotated[list[str] | None, typer.Option("--set", help="Change the scenario: path=value. Repeatable.")]
Window = Annotated[int, typer.Option(help="Dialogues under way at once.", min=1)]
Budget = Annotated[
    list[str] | None,
    typer.Option("--budget", help="Spend at most this: 5 or 5usd, 2000calls, 1000000tokens. Repeatable."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no table.")]
study_commands.join(app)
sweep_commands.join(app)


@app.command()
def run(
    scenario: Scenario,
    sets: Sets = None,
    seed: Annotated[int | None, typer.Option(help="Every draw is derived from it.", min=0)] = None,
    dialogues: Annotated[
        int | None, typer.Option("--dialogues", "--respondents", help="Dialogues to hold, or persons to ask.", min=1)
    ] = None,
    window: Window = 64,
    out: Annotated[Path | None, typer.Option(help="The run folder; by default a new one under runs/.")] = None,
    budget: Budget = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Run a scenario and compare it with people."""
    from vs_sim.api import runs

    options = carried_out(window, quiet, out, budget)
    show_result(runs.simulate(scenario, seed=seed, size=dialogues, sets=sets or [], options=options), quiet, as_json)


@app.command()
def resume(
    folder: Folder,
    window: Window = 64,
    budget: Budget = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Open failed dialogues again.")] = False,
    replay_only: Annotated[bool, typer.Option("--replay-only", help="Ask no model: replay the log in a copy.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Go on with a run where its log ends; nothing committed is asked for again."""
    from vs_sim.api import runs

    options = carried_out(window, quiet, None, budget)
    if not replay_only:
        show_result(runs.resume(folder, retry_failed=retry_failed, options=options), quiet, as_json)
        return
    again = runs.replay(folder, options=options)
    if (known := runs.load(folder)).state == "done" and again.digest != known.digest:
        raise VsSimError(f"{folder}: the replay's digest differs: {again.digest} is not {known.digest}")
    show_result(again, quiet, as_json)


@app.command()
def show(
    folder: Folder,
    dialogue: Annotated[
        str | None, typer.Argument(help="A dialogue's number: read it turn by turn. Or: show reference NAME.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="The whole law beside single draws.")] = False,
    repairs: Annotated[bool, typer.Option("--repairs", help="Stated sums, and what had to be repaired.")] = False,
    as_json: Json = False,
) -> None:
    """Show a run: its comparison with people, or one dialogue with its candidates; or a sweep, or a reference."""
    from vs_sim.api import runs, sweeps

    if str(folder) == "reference" and dialogue is not None:
        study_commands.show_reference(dialogue, as_json)
        return
    if sweeps.is_sweep(folder):
        sweep_commands.show_sweep(sweeps.sweep(folder), as_json=as_json)
        return
    opened = runs.load(folder)
    if whole:
        from vs_sim.report.terminal.distribution_table import whole_table

        printed(whole_table(opened))
    if repairs:
        print(runs.calibration(opened))
    if whole or repairs:
        return
    if dialogue is None:
        show_result(opened, False, as_json)
        return
    from vs_sim.report.terminal.run_table import dialogue_table

    frame = opened.candidates[opened.candidates["unit"] == dialogue.zfill(6)]
    if frame.empty:
        raise VsSimError(f"{folder}: no dialogue {dialogue}", hint=f"it holds {len(opened.dialogues)}, from 0")
    if as_json:
        print(frame.to_json(orient="records", force_ascii=False))
    else:
        printed(dialogue_table(frame))


@app.command()
def ask(
    prompt: Annotated[str, typer.Argument(help="The question.", show_default=False)],
    method: Annotated[str, typer.Option(help="How it is asked: vs-sim list methods.")] = "vs_standard",
    k: Annotated[str, typer.Option(help="How many answers, or `model` to let it decide.")] = "5",
    model: Annotated[str, typer.Option(help="standin, or a name as litellm knows it.")] = "standin",
    repeat: Annotated[int, typer.Option(help="Ask so often, and count what is drawn.", min=1)] = 1,
    seed: Annotated[int, typer.Option(help="Every draw is derived from it.", min=0)] = 0,
    amount: Annotated[str | None, typer.Option(help="The answer is an amount, such as 0,2.")] = None,
    scale: Annotated[str | None, typer.Option(help="The answer is a point of a scale, such as 1,7.")] = None,
    options: Annotated[str | None, typer.Option(help="The answer is one of these, such as Yes,No.")] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="model.…=, method.…= or question.…=")] = None,
    as_json: Json = False,
) -> None:
    """Ask one question: the distribution of answers, or how often each is drawn."""
    from vs_sim.api import runs
    from vs_sim.report.wording import STANDIN
    from vs_sim.simulation.single_question import AskOptions, answer_of

    answer = answer_of({"amount": amount, "scale": scale, "options": options})
    count: Any = int(k) if k.isdecimal() else k
    chosen = AskOptions(answer=answer, seed=seed, sets=sets or [])
    found = runs.frequencies(prompt, method, count, model, repeat=repeat, options=chosen)
    if as_json:
        print(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        print(f"{STANDIN}\n" if model == "standin" else "", end="")
        print(found if repeat > 1 else found.draws[0].distribution)
    if found.missing > MOST_MISSING * repeat:
        raise typer.Exit(TOO_MANY_FAILURES)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write, such as my_study.yaml.", show_default=False)],
    kind: Annotated[str, typer.Option(help="The kind of scenario: persuasion or survey.")] = "persuasion",
) -> None:
    """Write a commented scenario to begin with."""
    from vs_sim.api import runs

    print(runs.init(path, kind))


@app.command()
def check(
    scenarios: Annotated[list[str], typer.Argument(help="YAML files or shipped names.", show_default=False)],
    sets: Sets = None,
    show: Annotated[Literal["prompts"] | None, typer.Option(help="Show one dialogue: who is asked what, when.")] = None,
) -> None:
    """Check scenarios and plans without running them: every fault with its place and what to do."""
    from vs_sim.api import runs, sweeps
    from vs_sim.simulation.dry_run import rehearsal

    faults = 0
    for scenario in scenarios:
        try:
            if sweeps.is_plan(scenario):
                planned = sweeps.check_plan(scenario, sets or [])
                print(f"{planned.path.name}: no faults in {len(planned.cells)} cells")
                continue
            checked = runs.check(scenario, sets=sets or [])
        except ScenarioError as error:
            faults += len(error.faults)
            print(error, file=sys.stderr)
        else:
            print(f"{checked.path.name}: no faults")
            print("".join(f"warning: {warning}\n" for warning in checked.warnings), end="", file=sys.stderr)
            if show:
                print(rehearsal(checked.scenario, checked.path.parent))
    if faults:
        print(f"{faults} fault{'s' if faults > 1 else ''}", file=sys.stderr)
        raise typer.Exit(USAGE)


@app.command()
def estimate(scenario: Scenario, sets: Sets = None, window: Window = 64, as_json: Json = False) -> None:
    """Say what a run or a sweep will take, before anything is spent: calls, tokens, US dollars and minutes."""
    from vs_sim.api import runs, sweeps

    estimated = sweeps.estimate_plan if sweeps.is_plan(scenario) else runs.estimate
    found = estimated(scenario, sets=sets or [], window=window)
    print(json.dumps(found.to_dict()) if as_json else found)


@app.command("list")
def list_names(
    what: Annotated[str, typer.Argument(help="What to list; leave it out to list everything.")] = "",
    as_json: Json = False,
) -> None:
    """List what is known by name: scenarios, methods, measures, references, codings, corpora, plans and so on."""
    from vs_sim.api import runs

    known = runs.names(what)
    if as_json:
        print(json.dumps(known, ensure_ascii=False))
        return
    for seam, members in known.items():
        print(f"{seam}: {', '.join(members) or 'none'}")


@app.command()
def schema(
    kind: Annotated[str | None, typer.Argument(help="A kind of scenario; leave it out for all.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write to a file instead of stdout.")] = None,
) -> None:
    """Write the JSON Schema of scenario files, for editors that complete and check YAML."""
    from vs_sim.api import runs

    text = json.dumps(runs.schema(kind), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8")


def carried_out(window: int, quiet: bool, out: Path | None = None, budget: list[str] | None = None) -> Any:
    """How a run is carried out, from the options of a command."""
    from vs_sim.llm.layers.budget import capped
    from vs_sim.simulation.progress import Silent, on_stderr
    from vs_sim.simulation.session import RunOptions

    progress = Silent() if quiet else on_stderr()
    return RunOptions(out=out, window=window, budget=capped(budget or []), progress=progress)


def show_result(opened: Run, quiet: bool, as_json: bool) -> None:
    """Print a run as a table or as JSON, and leave with the code its failures ask for."""
    from vs_sim.api import runs

    if as_json:
        print(json.dumps(runs.summary(opened), ensure_ascii=False))
    elif not quiet:
        from vs_sim.report.terminal.run_table import run_table

        printed(run_table(opened, runs.self_test(opened)))
        print(f"run: {opened.folder}")
        print(f"log: {opened.folder / 'log.sqlite'}   page: vs-sim report {opened.folder}")
    done, failed = opened.counts
    if failed > opened.scenario["max_failed"] * (done + failed):
        print(f"{failed} of {done + failed} dialogues failed: vs-sim show {opened.folder}", file=sys.stderr)
        for reason, count in opened.dialogues["failed"].value_counts().head(MOST_REASONS).items():
            print(f"  {count}: {explained(str(reason))}", file=sys.stderr)
        raise typer.Exit(TOO_MANY_FAILURES)


def main() -> None:
    """The command `vs-sim`: an error is a sentence and an exit code, never a traceback."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    try:
        app()
    except VsSimError as error:
        print(error if isinstance(error, ScenarioError) else f"error: {error}", file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
        sys.exit(RESUMABLE if isinstance(error, Paused | BudgetExceeded) else USAGE)
    except BrokenPipeError:
        sys.exit(DONE)


if __name__ == "__main__":
    main()
