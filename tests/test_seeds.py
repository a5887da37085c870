from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.seeds import generator, key, provider_seed, uniform


def test_a_name_always_gives_the_same_number() -> None:
    assert uniform(7, ("0", "q")) == uniform(7, ("0", "q"))


def test_the_numbers_of_a_seed_are_fixed_for_ever() -> None:
    assert uniform(7, ("000000", "end", "persuadee", "donation")) == 0.8732871375543836


def test_another_name_gives_another_number() -> None:
    assert uniform(7, ("0", "q")) != uniform(7, ("1", "q"))


def test_parts_of_a_name_do_not_run_together() -> None:
    assert key("ab", "c") != key("a", "bc")


def test_numbers_of_many_names_are_uniform() -> None:
    drawn = np.array([uniform(1, (str(i),)) for i in range(4000)])
    assert np.histogram(drawn, bins=10, range=(0, 1))[0].min() > 320


def test_generators_of_two_names_do_not_repeat_each_other() -> None:
    assert not np.array_equal(generator(1, "a").random(5), generator(1, "b").random(5))


def test_a_transport_retry_changes_the_provider_seed() -> None:
    assert provider_seed(1, ("0",), 0) != provider_seed(1, ("0",), 1)


@given(st.integers(0, 2**40), st.lists(st.text(max_size=8), max_size=4))
def test_a_single_number_is_the_first_of_its_names_generator(seed: int, name: list[str]) -> None:
    assert uniform(seed, name) == generator(seed, *name).random()
