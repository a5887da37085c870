"""Commands that reach a model without a scenario: ask, models and serve-standin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Seed
from vs_sim.cli.printing import TOO_MANY_FAILURES

MOST_MISSING = 0.05
"""Share of a repeated question that may stay without a readable answer."""


def ask_command(
    prompt: Annotated[str, typer.Argument(help="The question.", show_default=False)],
    method: Annotated[str, typer.Option(help="How it is asked: vs-sim list methods.")] = "vs_standard",
    k: Annotated[str, typer.Option(help="How many answers, or `model` to let it decide.")] = "5",
    model: Annotated[str, typer.Option(help="In one word: see vs-sim models.")] = "standin",
    repeat: Annotated[int, typer.Option(help="Ask this many times, and count the answers drawn.", min=1)] = 1,
    seed: Seed = 0,
    amount: Annotated[str | None, typer.Option(help="The answer is an amount, such as 0,2.")] = None,
    scale: Annotated[str | None, typer.Option(help="The answer is a point of a scale, such as 1,7.")] = None,
    options: Annotated[str | None, typer.Option(help="The answer is one of these, such as Yes,No.")] = None,
    answer: Annotated[str | None, typer.Option(help="Another type, as in a scenario: '{scale: [1, 7]}'.")] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="model.…=, method.…= or question.…=")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask one question: the distribution of answers, or how often each is drawn."""
    of_type = loaded.answer_of({"amount": amount, "scale": scale, "options": options, "answer": answer})
    count: Any = int(k) if k.isdecimal() else k
    chosen = loaded.AskOptions(answer=of_type, seed=seed, sets=sets or [])
    found = vs.frequencies(prompt, method, count, model, repeat=repeat, options=chosen)
    if as_json:
        print(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        print(f"{loaded.STANDIN_NOTICE}\n" if model == "standin" else "", end="")
        print(found if repeat > 1 else found.draws[0].distribution)
    if found.missing > MOST_MISSING * repeat:
        raise typer.Exit(TOO_MANY_FAILURES)


def serve_command(
    port: Annotated[int, typer.Option(help="Port on loopback; 0 for any free one.", min=0, max=65535)] = 8000,
    sets: Annotated[list[str] | None, typer.Option("--set", help="An option of the stand-in: name=value.")] = None,
) -> None:
    """Serve the stand-in model as OpenAI's chat completions, on loopback, until interrupted."""
    loaded.serve_standin(port, sets or [], ready=lambda address: print(f"serving at {address}", flush=True))


def models_command(as_json: AsJson = False) -> None:
    """List the models that can be asked from here, each with what to type, and what is missing."""
    known = loaded.models_at_hand(Path.cwd())
    if as_json:
        print(json.dumps([{"what": each.what, "type": each.line, "found": each.found} for each in known]))
        return
    for title, found in (("can be asked now", True), ("missing", False)):
        print(f"{title}:")
        for each in known:
            if each.found == found:
                print(f"  {each.what}\n      {each.line}")


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("ask")(ask_command)
    app.command("models")(models_command)
    app.command("serve-standin")(serve_command)
