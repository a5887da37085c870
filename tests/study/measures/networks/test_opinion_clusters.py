from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from vs_sim.study.measures.networks.opinion_clusters import opinion_clusters
from vs_sim.study.society.opinion_history import certain_history


@given(st.lists(st.integers(1, 20), min_size=2, max_size=30), st.integers(1, 4))
@settings(max_examples=30)
def test_clusters_are_those_of_single_linkage_in_scipy(stances: list[int], gap: int) -> None:
    known = fcluster(linkage([[float(each)] for each in stances], "single"), gap, "distance")
    assert opinion_clusters(certain_history([stances], (1, 20)), gap) == [known.max()]
