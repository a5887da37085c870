from __future__ import annotations

import math

from tests.corpora.dialogues import dialogue, labels
from vs_sim.corpora.coding_scheme import Given
from vs_sim.corpora.persuasion_for_good.dialogue_figures import FIGURES
from vs_sim.corpora.transcript import Transcript


def figure(name: str, of: Transcript) -> float:
    names = ("acts", "resistance", "stated_amount", "trajectory", "mind_change", "say_do")
    said: Given = {coding: labels(coding, of) for coding in names}
    return FIGURES[name](of, said)


def test_resistance_in_the_first_reply_follows_the_request_of_its_exchange() -> None:
    resisting = dialogue("I really can't afford it.", "Okay, I will give 50 cents.", decision=0.5)
    assert figure("resists_after_request", resisting) == 1
    assert figure("resistance_first_exchange", resisting) == 0 and figure("commitment_first_exchange", resisting) == 1


def test_a_share_of_turns_is_of_the_coded_role() -> None:
    assert figure("resistance_turns", dialogue("I really can't afford it.", "Hello there.")) == 0.5


def test_the_last_stated_amount_is_at_most_the_endowment() -> None:
    assert figure("stated_amount", dialogue("I will give $5.")) == 2.0


def test_a_figure_that_is_not_defined_is_not_a_number() -> None:
    quiet = dialogue("Hello there.")
    assert math.isnan(figure("stated_amount", quiet)) and math.isnan(figure("resistance@4", quiet))
