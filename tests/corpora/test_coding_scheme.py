from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from tests.corpora.dialogues import dialogue
from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import CODINGS, Coding, Given, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.errors import StudyError


@pytest.mark.parametrize("name", sorted(CODINGS))
def test_every_label_of_a_coding_has_a_meaning(name: str) -> None:
    chosen = CODINGS.get(name)
    assert chosen.codebook and all(meaning for meaning in {**chosen.codebook, **chosen.others}.values())


@pytest.mark.parametrize("name", sorted(CODINGS))
def test_a_coding_is_made_from_registered_ones(name: str) -> None:
    chosen = CODINGS.get(name)
    assert set(chosen.made_from) <= set(CODINGS) and set(chosen.implies) <= set(chosen.codebook)


def test_a_flow_that_asks_nothing_is_applied_without_a_model() -> None:
    def flow(transcript: Transcript, given: Given) -> Generator[str, None, Labels]:
        yield from ()
        return (Label("found"),)

    coding = Coding("quiet", flow, {"found": "always"})  # type: ignore[arg-type]  # a generator that yields nothing
    assert coding.by_rules(dialogue("Hello."), {}) == (Label("found"),)


def test_a_coding_that_needs_a_model_says_so() -> None:
    def flow(transcript: Transcript, given: Given) -> Iterator[str]:
        yield "ask"

    with pytest.raises(StudyError, match="needs a model"):
        Coding("asking", flow, {}).by_rules(dialogue("Hello."), {})  # type: ignore[arg-type]  # a generator


def test_labels_are_a_tuple() -> None:
    found: Labels = CODINGS.get("acts").by_rules(dialogue("Hello."), {})
    assert isinstance(found, tuple)
