from __future__ import annotations

import pytest

from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.simulation.chosen_models import model_sets

TWO = {
    "persuader": ModelEntry.model_validate({"model": "gpt-4.1", "temperature": 0.7, "rpm": 10}),
    "persona": ModelEntry(backend="standin"),
}


def test_a_model_takes_the_place_of_every_model_and_keeps_what_is_said_of_sampling() -> None:
    assert model_sets(["gpt-5"], TWO) == [
        'models.persuader={"model": "gpt-5", "temperature": 0.7}',
        'models.persona={"model": "gpt-5"}',
    ]


def test_a_key_before_the_name_means_one_of_several() -> None:
    assert model_sets(["persona=hf:a/b/c.gguf"], TWO) == [
        'models.persona={"backend": "llama_cpp", "model": "hf:a/b/c.gguf"}'
    ]


def test_the_last_word_on_a_model_counts() -> None:
    assert model_sets(["gpt-5", "persona=standin"], TWO)[1] == 'models.persona={"backend": "standin"}'


def test_an_unknown_key_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Rejected, match="no model 'nobody'; known: persuader, persona"):
        model_sets(["nobody=gpt-5"], TWO)
