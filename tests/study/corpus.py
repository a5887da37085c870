"""The corpus of PersuasionForGood as it is read for the statistics."""

from __future__ import annotations

from functools import cache

from tests.places import SHARED
from vs_sim.study.build.shipped_references import Corpus
from vs_sim.study.data.provenance import Header, Source

HEADER = Header(id="some people", source=Source(name="some people"))


@cache
def corpus() -> Corpus:
    return Corpus(SHARED / "data" / "persuasion_for_good")
