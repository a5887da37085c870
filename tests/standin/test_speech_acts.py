from __future__ import annotations

import pytest

from vs_sim.standin.listening import SpeakerState, TalkState, talk_state
from vs_sim.standin.prompt_reading import PastTurn
from vs_sim.standin.speech_acts import ASKER_RATES, LISTENER_RATES, ActContext, expected_acts

SILENT = TalkState(SpeakerState(), SpeakerState(), "")
ASKED = talk_state([PastTurn(mine=False, text="Would you donate some of your pay?")])


def context(
    place: int = 4, talk: TalkState = ASKED, lean: float = 0.0, *, asks: bool = False, giving: bool = True
) -> ActContext:
    return ActContext(place, talk, lean, asks, giving)


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize("place", range(10))
def test_the_acts_are_a_distribution_at_every_position(place: int, asks: bool) -> None:
    assert sum(expected_acts(context(place, asks=asks)).values()) == pytest.approx(1)


@pytest.mark.parametrize("rates", [ASKER_RATES, LISTENER_RATES], ids=["asker", "listener"])
def test_the_rates_cover_ten_exchanges(rates: dict[str, tuple[float, ...]]) -> None:
    assert {len(row) for row in rates.values()} == {10}
    assert all(0 <= rate < 1 for row in rates.values() for rate in row)


def test_a_willing_person_agrees_more_and_refuses_less() -> None:
    unwilling, willing = (expected_acts(context(lean=lean)) for lean in (-1.0, 1.0))
    assert willing["agree"] > unwilling["agree"]
    assert willing["refuse"] < unwilling["refuse"]


def test_commitment_is_rare_before_a_request() -> None:
    assert expected_acts(context(talk=SILENT))["agree"] < 0.1 * expected_acts(context())["agree"]


def test_nothing_is_offered_where_nobody_is_asked_to_give() -> None:
    assert "offer" not in expected_acts(context(giving=False))


def test_an_answer_follows_a_question() -> None:
    question = talk_state([PastTurn(mine=False, text="Where do they work?")])
    asked, silent = (expected_acts(context(talk=talk, asks=True))["answer"] for talk in (question, SILENT))
    assert asked > 10 * silent
