"""The shipped references are made of the published files by one command, so that anyone can make them again.

`python -m vs_sim.study.build.shipped_references FOLDER` reads the corpus PersuasionForGood from a folder and writes
everything in `human/` that is computed. What a reader must know stands in the files themselves and is kept.
"""

from __future__ import annotations

import csv
import hashlib
import math
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.personas.participants import ENDOWMENT, PERIOD
from vs_sim.study.build.reference_from_table import Recipe, Row, make_reference, reference_of
from vs_sim.study.comparison.covariates import Table, moments_of_table
from vs_sim.study.comparison.texts import Texts, moments_of_texts
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import Computed, Header, read_header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.published_vs_paper import load_paper
from vs_sim.study.data.reference import SHELF, Reference

PERSONS = ("within_person", "retest_gap")
INFO, TALK, ANNOTATED, TEST = (
    "full_info.csv",
    "full_dialog.csv",
    "annotated_info_half.csv",
    "vs_paper_test_donations.csv",
)
ROLES = ("persuader", "persuadee")
"""By their number in the corpus."""


class Corpus:
    """The published tables of PersuasionForGood, read from a folder.

    Args:
        folder: Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def persuadees(self) -> dict[str, Row]:
        """Dialogue to the row of its persuadee."""
        return {row["B2"]: row for row in rows(self.folder / INFO) if row["B4"] == "1"}

    @cached_property
    def turns(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Dialogue and number of the role to its turns, as they were written."""
        said: dict[tuple[str, str], list[str]] = {}
        for row in rows(self.folder / TALK):
            said.setdefault((row["B2"], row["B4"]), []).append(row["Unit"])
        return {key: tuple(turns) for key, turns in said.items()}

    @cached_property
    def first_rows(self) -> dict[int, str]:
        """The number of a dialogue's first row, by which others refer to it, to the dialogue."""
        found: dict[str, int] = {}
        for number, row in enumerate(rows(self.folder / TALK)):
            found.setdefault(row["B2"], number)
        return {number: dialogue for dialogue, number in found.items()}

    def period(self) -> list[str]:
        """The dialogues of period C."""
        return [dialogue for dialogue in self.persuadees if PERIOD[0] <= dialogue < PERIOD[1]]

    def table(self, dialogues: Iterable[str]) -> Table:
        """What the persuadees of some dialogues paid, at most the endowment, with their traits."""
        chosen = [self.persuadees[dialogue] for dialogue in dialogues]
        columns = [column for column in chosen[0] if column.endswith(".x")]
        traits = {column.removesuffix(".x"): [_trait(row[column]) for row in chosen] for column in columns}
        paid = [min(float(row["B6"]), ENDOWMENT) for row in chosen]
        return Table(Sample(paid, [row["B3"] for row in chosen], "paid"), traits, unit="USD")

    def texts(self, dialogues: Iterable[str], role: str) -> Texts:
        """What one role said in some dialogues."""
        number, said = str(ROLES.index(role)), self.turns
        people = {row["B2"]: row["B3"] for row in rows(self.folder / INFO) if row["B4"] == number}
        chosen = list(dialogues)
        return Texts(tuple(said[one, number] for one in chosen), tuple(people[one] for one in chosen), role)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _trait(cell: str) -> Trait | None:
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return number if math.isfinite(number) else None


def computed(corpus: Corpus, header: Header, *files: str) -> tuple[Header, Computed]:
    """The header with the digests of the files read, and how the numbers were made."""
    digests = {name: hashlib.sha256((corpus.folder / name).read_bytes()).hexdigest() for name in files}
    packages = tuple(f"{name}=={version(name)}" for name in ("numpy", "scipy"))
    made = Computed(
        command="python -m vs_sim.study.build.shipped_references FOLDER",
        on=datetime.now(UTC).date().isoformat(),
        packages=packages,
    )
    source = header.source.model_copy(update={"files": digests or header.source.files})
    return header.model_copy(update={"source": source}), made


def stated(corpus: Corpus, header: Header) -> Reference:
    """The amounts that annotators found stated, in the half of the annotations that is at hand."""
    return make_reference(corpus.folder / ANNOTATED, Recipe("B5", "B3", ("B4=1", "B5!="), ENDOWMENT), header)


def test_paid(corpus: Corpus, header: Header) -> Reference:
    """What was paid in the test dialogues of the verbalized-sampling paper."""
    table = rows(corpus.folder / TEST)
    people = [corpus.persuadees[corpus.first_rows[int(row["conversation_id"])]]["B3"] for row in table]
    paid = np.minimum([float(row["donation_ee"]) for row in table], ENDOWMENT)
    return reference_of(Sample(paid, people, "paid"), *computed(corpus, header, TEST, TALK, INFO))


def donation_law(corpus: Corpus, header: Header) -> Reference:
    """The amounts of people in the figure of that paper, each dialogue as if of another person."""
    counts = load_paper().human.counts
    values = np.repeat(list(counts), list(counts.values()))
    return reference_of(Sample(values, None, "paid"), *computed(corpus, header))


def traits(corpus: Corpus, header: Header) -> Moments:
    """What traits and groups have to do with what was paid in period C."""
    table = corpus.table(corpus.period())
    signed, made = computed(corpus, header, INFO)
    return moments_of_table(table, table.names, signed, made)


def persons(corpus: Corpus, header: Header) -> Moments:
    """How alike two dialogues of one person end in period C."""
    signed, made = computed(corpus, header, INFO)
    return moments_of_table(corpus.table(corpus.period()), PERSONS, signed, made)


def language(role: str) -> Callable[[Corpus, Header], Moments]:
    """How one role writes in period C."""

    def made(corpus: Corpus, header: Header) -> Moments:
        signed, how = computed(corpus, header, TALK, INFO)
        return moments_of_texts(corpus.texts(corpus.period(), role), signed, computed=how)

    return made


MADE: Mapping[str, Callable[[Corpus, Header], Reference | Moments]] = {
    "persuasion_for_good/stated": stated,
    "persuasion_for_good/traits": traits,
    "persuasion_for_good/persons": persons,
    "persuasion_for_good/language_persuadee": language("persuadee"),
    "persuasion_for_good/language_persuader": language("persuader"),
    "vs_paper/test_paid": test_paid,
    "vs_paper/donation_law": donation_law,
}


def main(folder: Path, shelf: Path = SHELF) -> None:
    """Make every computed file of the shelf again."""
    corpus = Corpus(folder)
    for name, made in MADE.items():
        path = shelf / f"{name}.json"
        path.write_text(made(corpus, read_header(path)).to_json(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
