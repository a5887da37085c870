from __future__ import annotations

from vs_sim.corpora.corpus import CORPORA
from vs_sim.log.run import Run
from vs_sim.study.coding.behaviour_figures import figures_of
from vs_sim.study.coding.label_rates import behaviour
from vs_sim.study.coding.run_corpus import task_of


def test_figures_are_those_that_enough_persons_have(held: Run) -> None:
    found = figures_of(behaviour(held, task_of("persuasion_for_good"), exchanges=2))
    assert "persuasion_for_good" in CORPORA and {"resistance_dialogues", "resistance@0"} <= set(found)
    assert "resistance@5" not in found


def test_a_share_has_no_quantiles_and_an_amount_has(held: Run) -> None:
    found = figures_of(behaviour(held, task_of("persuasion_for_good"), exchanges=2))
    assert found["resistance_dialogues"].quantiles is None and found["resistance_dialogues"].error is not None
    assert found["resistance_dialogues"].people == 30
