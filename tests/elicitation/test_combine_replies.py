from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Distribution, uniform_over
from vs_sim.elicitation.combine_replies import together
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.errors import Unparsed

weights = st.lists(st.floats(0.001, 0.2), min_size=1, max_size=5)


def batch(pairs: dict[str, float], field: str = "probability") -> Distribution:
    items = ", ".join(f'{{"text": "{text}", "{field}": {weight}}}' for text, weight in pairs.items())
    return parse(f'{{"responses": [{items}]}}')


def probabilities(parts: list[Distribution]) -> dict[str, float]:
    found = together(parts, sum(map(len, parts)))
    return dict(zip(found.texts, found.probabilities, strict=True))


def kinds(parts: list[Distribution], k: int) -> list[str]:
    return [repair.kind for repair in together(parts, k).repairs]


@given(weights, weights)
def test_batches_read_together_are_one_list(first: list[float], second: list[float]) -> None:
    one = {f"a{number}": weight for number, weight in enumerate(first)}
    other = {f"b{number}": weight for number, weight in enumerate(second)}
    whole = batch(one | other)
    expected = dict(zip(whole.texts, whole.probabilities, strict=True))
    assert probabilities([batch(one), batch(other)]) == pytest.approx(expected)


@pytest.mark.parametrize("field", ["nll", "perplexity"])
def test_logarithms_are_read_on_one_scale_too(field: str) -> None:
    whole = batch({"a": 1.5, "b": 2.5, "c": 4.0}, field)
    assert probabilities([batch({"a": 1.5, "b": 2.5}, field), batch({"c": 4.0}, field)]) == pytest.approx(
        dict(zip(whole.texts, whole.probabilities, strict=True))
    )


def test_very_large_logarithms_do_not_vanish() -> None:
    assert sum(probabilities([batch({"a": 2000, "b": 2001}, "nll"), batch({"c": 2002}, "nll")]).values()) == (
        pytest.approx(1)
    )


def test_replies_without_weights_are_uniform() -> None:
    assert probabilities([uniform_over(["a"]), uniform_over(["b", "c"])]) == pytest.approx(
        {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}
    )


def test_a_reply_without_weights_beside_others_with_weights_is_unreadable() -> None:
    with pytest.raises(Unparsed, match="missing_weight"):
        together([batch({"a": 0.4, "b": 0.2}), uniform_over(["c"])], 3)


def test_percentages_in_one_reply_and_fractions_in_another_are_unreadable() -> None:
    with pytest.raises(Unparsed, match="mixed_scales"):
        together([batch({"a": 40, "b": 20}), batch({"c": 0.4})], 3)


def test_an_answer_of_two_batches_has_the_mass_of_both() -> None:
    parts = [batch({"a": 0.4}), batch({"a": 0.1, "b": 0.5})]
    assert probabilities(parts) == pytest.approx({"a": 0.5, "b": 0.5})
    assert "duplicate" in kinds(parts, 3)


def test_only_the_sum_of_all_batches_is_named() -> None:
    assert kinds([batch({"a": 0.4}), batch({"b": 0.6})], 2) == []
    assert kinds([batch({"a": 0.4}), batch({"b": 0.4})], 2) == ["renormalised"]


def test_fewer_answers_than_announced_are_named() -> None:
    assert "fewer_than_k" in kinds([batch({"a": 0.4}), batch({"b": 0.6})], 3)
