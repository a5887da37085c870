from __future__ import annotations

import pytest

from vs_sim.core.label import Label
from vs_sim.corpora.persuasiontrace.belief_rounds import BEFORE, SUPPORTS
from vs_sim.corpora.persuasiontrace.schemes.belief_change import belief_change
from vs_sim.corpora.transcript import Transcript


def belief_round(before: float | None, after: float | None, supports: bool | None) -> Transcript:
    asked = {} if before is None else {BEFORE: before}
    facts = {} if supports is None else {SUPPORTS: supports}
    return Transcript("0", (), "target", decision=after, asked_before=asked, facts=facts)


@pytest.mark.parametrize(
    ("after", "supports", "label", "change"),
    [(65, True, "toward", 25), (65, False, "away", -25), (40, True, "unchanged", 0)],
)
def test_a_change_counts_towards_the_side_that_was_argued_for(
    after: float, supports: bool, label: str, change: float
) -> None:
    assert belief_change(belief_round(40, after, supports), {}) == (Label(label, value=change),)


@pytest.mark.parametrize("missing", [(None, 65, True), (40, None, True), (40, 65, None)])
def test_what_is_not_known_has_no_label(missing: tuple[float | None, float | None, bool | None]) -> None:
    assert belief_change(belief_round(*missing), {}) == ()
