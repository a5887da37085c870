"""Commands about people, runs that are held, and the stand-in: references, comparisons, plans, corpora, codings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from vs_sim.cli.console import Json, printed

reference = typer.Typer(help="References of one's own: see also vs-sim list references.", no_args_is_help=True)


@reference.command()
def make(
    table: Annotated[Path, typer.Argument(help="A CSV file with a header row.", show_default=False)],
    value: Annotated[str, typer.Option(help="The column of the values.")],
    out: Annotated[Path, typer.Option(help="Where to write the reference, a JSON file.")],
    person: Annotated[str | None, typer.Option(help="The column that says whose a value is.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Keep rows such as period=C. Repeatable.")] = None,
    clip: Annotated[float | None, typer.Option(help="Larger values count as this.")] = None,
    first_by: Annotated[str | None, typer.Option(help="Keep each person's first row by this column.")] = None,
    header: Annotated[Path | None, typer.Option(help="A JSON file with id, title, source, population, …")] = None,
    unit: Annotated[str, typer.Option(help="Of the values, such as USD.")] = "",
    population: Annotated[str, typer.Option(help="Who these people are.")] = "",
) -> None:
    """Make a reference of a table: counts, people, and how sure they are; no row is kept."""
    from vs_sim.corpora.reference_data import Recipe
    from vs_sim.study.build.reference_from_table import make_reference
    from vs_sim.study.data.provenance import Header, Source, read_header

    recipe = Recipe(value, person, tuple(where or ()), clip, first_by)
    known = Header(id=out.stem, source=Source(name=table.name), unit=unit, population=population)
    made = make_reference(table, recipe, read_header(header) if header else known)
    out.write_text(made.to_json(), encoding="utf-8")
    print(made)


def show_reference(name: str, as_json: bool) -> None:
    """Print a reference as a table, or its file."""
    from vs_sim.personas.population import load_population, population_names
    from vs_sim.report.terminal.coding_table import figures_table
    from vs_sim.report.terminal.reference_table import population_table, reference_table
    from vs_sim.study.coding.published_codings import CodingFigures, load_shipped

    if (people := name.removesuffix("/personas")) != name and people in population_names():
        population = load_population(people)
        if as_json:
            print(population.model_dump_json(by_alias=True, indent=1))
        else:
            printed(population_table(population))
        return
    found = load_shipped(name)
    if as_json:
        print(found.to_json(), end="")
    else:
        printed(figures_table(found) if isinstance(found, CodingFigures) else reference_table(found))


def compare(
    folders: Annotated[list[Path], typer.Argument(help="Run folders.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Compare a run with people, or several runs with people and with each other."""
    from vs_sim.api import comparisons
    from vs_sim.log.run import Run
    from vs_sim.report.terminal.scorecard_table import card_table

    runs = [Run(folder) for folder in folders]
    cards = [comparisons.card(runs[0])] if len(runs) == 1 else [comparisons.compare(*runs)]
    if len(runs) == 2:
        cards.append(comparisons.card(runs[1], against=runs[0]))
    if as_json:
        print(json.dumps([card.to_dict() for card in cards] if len(cards) > 1 else cards[0].to_dict()))
        return
    for card in cards:
        printed(card_table(card))


def report(
    folders: Annotated[list[Path], typer.Argument(help="A run, a sweep, or several runs.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="Where to write the page.")] = None,
) -> None:
    """Write a report: one HTML page that needs no network, of a run, a sweep, or several runs beside each other."""
    from vs_sim.api import runs

    print(runs.report(folders[0] if len(folders) == 1 else folders, out=out))


def plan(
    against: Annotated[str, typer.Argument(help="A reference, by name or file.")] = "persuasion_for_good/paid",
    margin: Annotated[float, typer.Option(help="How far is still similar.")] = 0.15,
    power: Annotated[float, typer.Option(help="How often the answer should be found.")] = 0.8,
    effect: Annotated[float, typer.Option(help="A trait effect to be found, in standard deviations.")] = 0.3,
    as_json: Json = False,
) -> None:
    """Say how many dialogues a comparison needs, and when the human file is the limit."""
    from vs_sim.api import comparisons
    from vs_sim.report.terminal.reference_table import plan_table

    found = comparisons.plan(against, margin=margin, power=power, effect=effect)
    if as_json:
        print(json.dumps(found.to_dict()))
    else:
        printed(plan_table(found))


def serve_standin(
    port: Annotated[int, typer.Option(help="Port on loopback; 0 for any free one.", min=0, max=65535)] = 8000,
    sets: Annotated[list[str] | None, typer.Option("--set", help="An option of the stand-in: name=value.")] = None,
) -> None:
    """Serve the stand-in model as OpenAI's chat completions, on loopback, until interrupted."""
    from vs_sim.api import runs

    runs.serve_standin(port, sets or [], ready=lambda address: print(f"serving at {address}", flush=True))


def import_corpus(
    corpus: Annotated[str, typer.Argument(help="Which corpus: vs-sim list corpora.", show_default=False)],
    path: Annotated[Path, typer.Argument(help="The folder with its files, as published.", show_default=False)],
    out: Annotated[Path, typer.Option(help="A new run folder.")],
) -> None:
    """Read conversations of people into a run folder, with the labels of annotators: people are a run too."""
    from vs_sim.api import people
    from vs_sim.log.labels import coders_of

    run = people.import_corpus(corpus, path, out)
    print(f"{len(run.dialogues)} dialogues of people: {out}")
    for coding, coders in coders_of(out).items():
        print(f"labels of {coding}: {', '.join(coders)}")


def code(
    folder: Annotated[Path, typer.Argument(help="A run folder, of people or simulated.", show_default=False)],
    coding: Annotated[str, typer.Argument(help="What is coded: vs-sim list codings.", show_default=False)],
    learned_from: Annotated[
        Path | None, typer.Option("--learned-from", help="Learn from this annotated run (needs vs-sim[stats]).")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Ask this model, with the codebook in its prompt.")] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="Of the model: model.api_base=… Repeatable.")] = None,
    budget: Annotated[list[str] | None, typer.Option(help="Spend at most this: 5 or 5usd, 2000calls.")] = None,
    as_json: Json = False,
) -> None:
    """Code what was done in every dialogue: by rules, as learned from annotators, or by a model."""
    from vs_sim.api import people
    from vs_sim.llm.layers.budget import capped
    from vs_sim.log.run import Run
    from vs_sim.report.terminal.coding_table import coding_table
    from vs_sim.simulation.single_question import model_entry
    from vs_sim.study.coding.label_counts import tally

    run = Run(folder)
    annotated = Run(learned_from) if learned_from else None
    entry = model_entry(model, ["model.temperature=0", *(sets or [])]) if model else None
    coder = people.code(run, coding, learned_from=annotated, model=entry, budget=capped(budget or []))
    found = tally(run, coding, coder)
    if as_json:
        print(json.dumps(found.to_dict()))
    else:
        printed(coding_table(found))


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(reference, name="reference")
    app.command()(compare)
    app.command()(report)
    app.command()(plan)
    app.command("serve-standin")(serve_standin)
    app.command("import")(import_corpus)
    app.command()(code)
