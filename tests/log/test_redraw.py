from __future__ import annotations

from pathlib import Path

from tests.log.logs import logged
from vs_sim.log.redraw import draws_of


def test_every_draw_is_read_with_its_distribution_and_its_person(tmp_path: Path) -> None:
    run = logged(tmp_path, [{0: 0.5, 1: 0.5}, {2: 1.0}], people=["ann", "bob"])
    first, second = draws_of(run.log, "donation", None)
    assert (first.person, second.person) == ("ann", "bob")
    assert first.draw.distribution.probabilities == [0.5, 0.5] and second.draw.value == 2
