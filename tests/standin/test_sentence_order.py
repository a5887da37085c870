from __future__ import annotations

import pytest

from vs_sim.standin.lexicon_files import read_lexicon
from vs_sim.standin.sentence_order import CUE_VARIANTS, FURTHER_SENTENCES, OWED_REPLIES, REPEATED_ACTS
from vs_sim.standin.speech_acts import ASKER_RATES, LISTENER_RATES

BANKS = {side: {*read_lexicon(side), *read_lexicon("topic")} for side in ("asker", "listener")}


@pytest.mark.parametrize("side", ["asker", "listener"])
def test_every_further_sentence_has_a_bank(side: str) -> None:
    assert {bank for banks in FURTHER_SENTENCES[side].values() for bank in banks} <= BANKS[side]


@pytest.mark.parametrize("side", ["asker", "listener"])
def test_every_owed_reply_has_a_bank(side: str) -> None:
    assert {bank for _, bank, _ in OWED_REPLIES[side]} <= BANKS[side]


def test_every_variant_of_an_act_has_a_bank() -> None:
    variants = {f"{act}.{cue.rstrip('?')}" for act, cues in CUE_VARIANTS.items() for cue in cues}
    assert variants <= BANKS["asker"]


def test_every_repeated_act_has_a_bank() -> None:
    assert {f"{act}.again" for act in REPEATED_ACTS} <= BANKS["listener"]


@pytest.mark.parametrize(("side", "rates"), [("asker", ASKER_RATES), ("listener", LISTENER_RATES)])
def test_every_act_has_a_bank(side: str, rates: dict[str, object]) -> None:
    assert rates.keys() <= BANKS[side]
