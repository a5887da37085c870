from __future__ import annotations

import pytest

from vs_sim.core.persona import Persona
from vs_sim.errors import VsSimError
from vs_sim.personas.persona_candidates import Chooser, Rows
from vs_sim.personas.quota import Quota

PEOPLE = Rows([Persona(str(n), {"sex": "F" if n % 2 else "M", "old": n % 3 % 2}, "file") for n in range(40)])


def test_shares_are_met_at_every_number_of_persons() -> None:
    quota = Quota(Chooser(PEOPLE), {"sex": {"F": 0.5, "M": 0.5}})
    sought = [PEOPLE.levels["sex"][cell[0]] for cell in quota.sought(40, "quota")]
    assert [sought[:20].count("F"), sought.count("F")] == [10, 20]


def test_what_is_due_sums_to_one_and_keeps_to_the_shares() -> None:
    quota = Quota(Chooser(PEOPLE), {"sex": {"F": 0.3, "M": 0.7}, "old": {"0": 0.6, "1": 0.4}})
    assert sorted(quota.wanted.tolist()) == [0.3, 0.4, 0.6, 0.7]
    assert quota.due.sum() == pytest.approx(1) and quota.margins @ quota.due == pytest.approx(quota.wanted)


def test_a_quota_of_people_who_do_not_occur_is_an_error() -> None:
    nobody = Rows([Persona("ann", {"sex": "F"}, "file"), Persona("bob", {"sex": "M"}, "file")])
    with pytest.raises(VsSimError, match="do not occur"):
        Quota(Chooser(nobody, {"sex": ("F",)}), {"sex": {"M": 1.0}}).due  # noqa: B018  # computed for its faults
