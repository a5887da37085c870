"""Commands that compare with human data: compare, report, plan, reference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson
from vs_sim.cli.printing import print_table

reference_app = typer.Typer(help="Reference data of one's own: see also vs-sim list references.", no_args_is_help=True)


@reference_app.command("make")
def make_command(
    table: Annotated[Path, typer.Argument(help="A CSV file with a header row.", show_default=False)],
    value: Annotated[str, typer.Option(help="The column of the values.")],
    out: Annotated[Path, typer.Option(help="Where to write the reference, a JSON file.")],
    person: Annotated[str | None, typer.Option(help="The column that identifies the person.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Keep rows such as age>=18 or group in a,b. Repeatable.")
    ] = None,
    clip: Annotated[float | None, typer.Option(help="Larger values count as this.")] = None,
    first_by: Annotated[str | None, typer.Option(help="Keep each person's first row by this column.")] = None,
    header: Annotated[Path | None, typer.Option(help="A JSON file with id, title, source, population, …")] = None,
    unit: Annotated[str, typer.Option(help="Of the values, such as USD.")] = "",
    population: Annotated[str, typer.Option(help="Who these people are.")] = "",
    missing: Annotated[
        list[str] | None, typer.Option(help="A cell that stands for no value, instead of NA, N/A, NULL, … Repeatable.")
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="What separates the columns.")] = None,
    decimal: Annotated[str | None, typer.Option(help="The decimal sign.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of the table, such as cp1252.")] = None,
) -> None:
    """Make a reference from a table: counts, persons, and their uncertainty; no row is kept."""
    given = {"missing": missing, "delimiter": delimiter, "decimal": decimal, "encoding": encoding}
    reading = loaded.CsvReading.model_validate({name: option for name, option in given.items() if option is not None})
    recipe = loaded.Recipe(value, person, tuple(where or ()), clip, first_by, reading)
    print(loaded.table_understood(table, recipe))
    source = loaded.Source(name=table.name)
    known = loaded.Header(id=out.stem, source=source, unit=unit, population=population)
    made = loaded.make_reference(table, recipe, loaded.read_header(header) if header else known)
    out.write_text(made.to_json(), encoding="utf-8")
    print(made)


def compare_command(
    folders: Annotated[list[Path], typer.Argument(help="Run folders.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Compare a run with human data, or several runs with human data and with each other."""
    runs = [vs.load(folder) for folder in folders]
    cards = [vs.scorecard(runs[0])] if len(runs) == 1 else [vs.compare(*runs)]
    if len(runs) == 2:
        cards.append(vs.scorecard(runs[1], against=runs[0]))
    if as_json:
        print(json.dumps([card.to_dict() for card in cards] if len(cards) > 1 else cards[0].to_dict()))
        return
    for card in cards:
        print_table(loaded.card_table(card))


def effect_command(
    run: Annotated[Path, typer.Argument(help="The folder of a run.", show_default=False)],
    control: Annotated[Path, typer.Argument(help="The folder of its control arm.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Compare the effect of a dialogue with that among people: both arms, and their difference."""
    card = vs.effect(vs.load(run), vs.load(control))
    if as_json:
        print(json.dumps(card.to_dict()))
    else:
        print_table(loaded.card_table(card))


def report_command(
    folders: Annotated[list[Path], typer.Argument(help="A run, a sweep, or several runs.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="Where to write the page.")] = None,
) -> None:
    """Write a report: one HTML page that needs no network, of a run, a sweep, or several runs."""
    print(vs.report(folders[0] if len(folders) == 1 else folders, out=out))


def plan_command(
    against: Annotated[str, typer.Argument(help="A reference, by name or file.")] = "persuasion_for_good/paid",
    margin: Annotated[float, typer.Option(help="The equivalence margin.")] = 0.15,
    power: Annotated[float, typer.Option(help="The probability of finding an answer that is there.")] = 0.8,
    effect: Annotated[float, typer.Option(help="A trait effect to be found, in standard deviations.")] = 0.3,
    as_json: AsJson = False,
) -> None:
    """Plan how many dialogues a comparison needs, and say when the human sample is the limit."""
    found = vs.plan(against, margin=margin, power=power, effect=effect)
    if as_json:
        print(json.dumps(found.to_dict()))
    else:
        print_table(loaded.plan_table(found))


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("compare")(compare_command)
    app.command("effect")(effect_command)
    app.command("report")(report_command)
    app.command("plan")(plan_command)
    app.add_typer(reference_app, name="reference")
