"""The shipped references of a corpus, reproduced from its published files by one command.

`python -m vs_sim.study.build.shipped_references CORPUS FOLDER` reads the files of a corpus in a folder and writes every
computed reference of it in `human/`. The header of each file, written by hand, is kept.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vs_sim.corpora.corpus import CORPORA
from vs_sim.corpora.reference_data import RecipeData, ReferenceData, TextData, TraitData, ValueData
from vs_sim.study.build.reference_from_table import make_reference, reference_of
from vs_sim.study.comparison.covariates import moments_of_table
from vs_sim.study.comparison.texts import Texts, moments_of_texts
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.provenance import Computed, Header, read_header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.published_vs_paper import PAPER_FIGURES, load_paper
from vs_sim.study.data.reference import SHELF, Reference

PRINTED = "vs_paper/donation_law"
"""The reference made of printed figures alone."""


def computed_from(corpus: str, folder: Path, header: Header, files: Sequence[str]) -> tuple[Header, Computed]:
    """The header with the SHA-256 of the files read, and how the numbers were computed."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    made = Computed(
        command=f"python -m vs_sim.study.build.shipped_references {corpus} FOLDER",
        on=datetime.now(UTC).date().isoformat(),
        packages=tuple(f"{name}=={version(name)}" for name in ("numpy", "scipy")),
    )
    source = header.source.model_copy(update={"files": digests or header.source.files})
    return header.model_copy(update={"source": source}), made


def reference_from(data: ReferenceData, corpus: str, folder: Path, header: Header) -> Reference | Moments:
    """A reference, or published figures, from the data of a corpus."""
    if isinstance(data, RecipeData):
        return make_reference(folder / data.file, data.recipe, header)
    signed, made = computed_from(corpus, folder, header, data.files)
    if isinstance(data, ValueData):
        return reference_of(Sample(data.values, data.persons, data.label), signed, made)
    if isinstance(data, TextData):
        return moments_of_texts(texts_of_data(data), signed, computed=made)
    table = table_of_data(data)
    return moments_of_table(table, table.names if data.measures is None else data.measures, signed, made)


def table_of_data(data: TraitData) -> OutcomeTable:
    """Values with the traits of those who gave them, as a study reads them."""
    return OutcomeTable(Sample(data.values, data.persons, data.label), data.traits, unit=data.unit)


def texts_of_data(data: TextData) -> Texts:
    """What one role said, as a study reads it."""
    return Texts(data.turns, data.persons, data.role)


def printed_donations(corpus: str, header: Header) -> Reference:
    """The amounts of people in the figure of the Verbalized Sampling paper, each dialogue as if of another person."""
    counts = load_paper().human.counts
    values = np.repeat(list(counts), list(counts.values()))
    return reference_of(Sample(values, None, "paid"), *computed_from(corpus, Path(), header, ()))


def ship_references(corpus: str, folder: Path, shelf: Path = SHELF) -> None:
    """Reproduce every computed reference of a corpus, and that of printed figures where it has them as context."""
    definition = CORPORA.get(corpus)
    for name, read in definition.references.items():
        path = shelf / f"{name}.json"
        path.write_text(reference_from(read(folder), corpus, folder, read_header(path)).to_json(), encoding="utf-8")
    if PAPER_FIGURES not in definition.context:
        return
    path = shelf / f"{PRINTED}.json"
    path.write_text(printed_donations(corpus, read_header(path)).to_json(), encoding="utf-8")


if __name__ == "__main__":
    ship_references(sys.argv[1], Path(sys.argv[2]))
