from __future__ import annotations

import pytest

from vs_sim.api.catalogue import known_names
from vs_sim.errors import UnknownName
from vs_sim.study.data.reference import load_reference, reference_names


def test_every_seam_has_sorted_names_and_none_twice() -> None:
    for seam, names in known_names().items():
        assert names and names == sorted(set(names)), seam


def test_one_seam_is_given_alone() -> None:
    assert known_names("executors") == {"executors": ["dask", "local", "ray", "threads"]}


def test_a_seam_that_there_is_not_is_told_the_others() -> None:
    with pytest.raises(UnknownName) as caught:
        known_names("method")
    assert "methods" in (caught.value.hint or "")


def test_a_reference_that_is_listed_can_be_loaded() -> None:
    assert set(reference_names()) < set(known_names("references")["references"])
    assert load_reference("persuasion_for_good/paid").people == 455
