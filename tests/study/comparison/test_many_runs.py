from __future__ import annotations

import pytest

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.many_runs import comparison


def test_runs_are_compared_with_people_and_then_with_the_first(held: Run, other: Run) -> None:
    found = comparison([held, other])
    people, first = found.sections
    assert len(people.lines) == 2 and all(line.estimate.p_adjusted >= line.estimate.p for line in people.lines)
    assert [line.tested for line in first.lines].count(True) == 1


def test_one_run_is_no_comparison_of_runs(held: Run) -> None:
    with pytest.raises(StudyError, match="at least two runs"):
        comparison([held])
