"""Commands about the coding of dialogues: import, code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Limits
from vs_sim.cli.printing import print_table


def import_command(
    corpus: Annotated[str, typer.Argument(help="Which corpus: vs-sim list corpora.", show_default=False)],
    path: Annotated[Path, typer.Argument(help="The folder with its files, as published.", show_default=False)],
    out: Annotated[Path, typer.Option(help="A new run folder.")],
) -> None:
    """Import conversations of people as a run, with the labels of annotators, so that they are analysed like a run."""
    run = vs.import_corpus(corpus, path, out)
    print(f"{len(run.dialogues)} dialogues of people: {out}")
    for coding, coders in loaded.coders_of(out).items():
        print(f"labels of {coding}: {', '.join(coders)}")


def code_command(
    folder: Annotated[Path, typer.Argument(help="A run folder, of people or simulated.", show_default=False)],
    coding: Annotated[str, typer.Argument(help="What is coded: vs-sim list codings.", show_default=False)],
    learned_from: Annotated[
        Path | None,
        typer.Option("--learned-from", help="Train a classifier on this annotated run (needs vs-sim[stats])."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Ask this model, with the codebook in its prompt.")] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="Of the model: model.api_base=… Repeatable.")] = None,
    budget: Limits = None,
    as_json: AsJson = False,
) -> None:
    """Code every dialogue: by rules, by a classifier trained on annotators, or by a model."""
    run = vs.load(folder)
    annotated = vs.load(learned_from) if learned_from else None
    entry = loaded.model_entry(model, ["model.temperature=0", *(sets or [])]) if model else None
    coder = vs.code(run, coding, learned_from=annotated, model=entry, budget=loaded.capped(budget or []))
    found = loaded.count_labels(run, coding, coder)
    if as_json:
        print(json.dumps(found.to_dict()))
    else:
        print_table(loaded.coding_table(found))


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("import")(import_command)
    app.command("code")(code_command)
