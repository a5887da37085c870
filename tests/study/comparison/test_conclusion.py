from __future__ import annotations

from vs_sim.study.comparison.conclusion import judged_sections
from vs_sim.study.comparison.scorecard import ScorecardLine, ScorecardSection
from vs_sim.study.data.estimate import Estimate


def line(name: str, *, tested: bool) -> ScorecardLine:
    return ScorecardLine(Estimate(name, "donation", 0.5, p=0.001, n=50, personas=50), tested=tested)


def test_only_tested_rows_are_judged_and_all_of_them_together() -> None:
    given = [
        ScorecardSection("one", (line("ks", tested=True), line("mean", tested=False))),
        ScorecardSection("two", (line("energy", tested=True),)),
    ]
    (first, second) = judged_sections(given)
    assert (first.lines[1].estimate, first.title) == (given[0].lines[1].estimate, "one")
    assert first.lines[0].estimate.verdict == second.lines[0].estimate.verdict == "different"
