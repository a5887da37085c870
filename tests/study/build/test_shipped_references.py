from __future__ import annotations

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.corpora.corpus import CORPORA
from vs_sim.study.build.shipped_references import PRINTED, printed_donations, reference_from
from vs_sim.study.data.provenance import read_header
from vs_sim.study.data.published_figures import Moments, load_any
from vs_sim.study.data.reference import SHELF, Reference

CORPUS = "persuasion_for_good"
LONG = ("persuasion_for_good/traits", "persuasion_for_good/language_persuader", "moblab/dictator")
MARKED = [
    pytest.param(corpus, name, marks=[pytest.mark.nightly] if name in LONG else [], id=name)
    for corpus in sorted(CORPORA)
    for name in sorted(CORPORA.get(corpus).references)
]


def unchanged(name: str, again: Reference | Moments) -> bool:
    """Whether a file is reproduced but for the day and the versions of packages."""
    shipped = load_any(name)
    assert again.computed.command == shipped.computed.command
    return again.model_copy(update={"computed": shipped.computed}) == shipped


@needs_shared
@pytest.mark.parametrize(("corpus", "name"), MARKED)
def test_what_is_shipped_is_what_the_command_makes_of_the_raw_files(corpus: str, name: str) -> None:
    header, data = read_header(SHELF / f"{name}.json"), SHARED / "data" / corpus
    assert unchanged(name, reference_from(CORPORA.get(corpus).references[name](data), corpus, data, header))


def test_the_distribution_of_printed_figures_is_reproduced_without_the_raw_files() -> None:
    assert unchanged(PRINTED, printed_donations(CORPUS, read_header(SHELF / f"{PRINTED}.json")))
