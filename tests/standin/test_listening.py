from __future__ import annotations

from statistics import median

import pytest

from tests.standin.staging import talks
from vs_sim.standin.listening import RESISTANCE_CUES, talk_state, utterance_cues
from vs_sim.standin.prompt_reading import PastTurn


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Hi, how are you today?", "how?"),
        ("Have you heard of them?", "heard?"),
        ("Would you be willing to donate some of it?", "propose"),
        ("How much would you like to give?", "much?"),
        ("How does it work, do I pay right now?", "procedure?"),
        ("Are you donating too?", "you?"),
        ("Where do they work?", "where?"),
        ("No, I won't be donating.", "refuse"),
        ("I can't give anything today, sorry.", "refuse"),
        ("Money is tight this month.", "strain"),
        ("I dont trust most charities", "doubt"),
        ("I'd rather help in my own town.", "counter"),
        ("I'm not sure yet.", "hesitate"),
        ("Sure, I'll give some of it.", "agree"),
        ("Thank you, take care!", "bye"),
    ],
)
def test_an_act_is_caught(text: str, cue: str) -> None:
    assert cue in utterance_cues(text).cues


@pytest.mark.parametrize("text", ["I won't donate.", "No thanks.", "I don't think I'm giving anything this time."])
def test_a_refusal_is_not_taken_for_consent(text: str) -> None:
    assert "agree" not in utterance_cues(text).cues


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I'll do $0.50.", 0.5),
        ("50 cents is fine", 0.5),
        ("a dollar?", 1.0),
        ("I can give 2 dollars", 2.0),
        ("$1", 1.0),
    ],
)
def test_an_amount_is_caught(text: str, amount: float) -> None:
    assert utterance_cues(text).amount == amount


def test_the_payment_is_no_offer() -> None:
    assert utterance_cues("Does it come out of the $2?").amount is None


def test_a_share_is_caught() -> None:
    assert utterance_cues("I'll give half of it.").share == 0.5


def test_the_latest_stance_counts() -> None:
    talk = talk_state(
        [PastTurn(True, "I'll donate $1."), PastTurn(False, "Great!"), PastTurn(True, "No, I'm going to keep it.")]
    )
    assert (talk.me.stance, talk.me.amount) == ("refuse", None)


def test_people_resist_and_commit_about_as_often_as_people() -> None:
    resisted = committed = 0
    for lines in talks():
        me = talk_state([PastTurn(who == "Persuadee", text) for who, text in lines]).me
        resisted += bool(me.done & RESISTANCE_CUES)
        committed += "agree" in me.done or me.stance == "agree"
    assert resisted / len(talks()) == pytest.approx(0.37, abs=0.12)
    assert committed / len(talks()) == pytest.approx(0.787, abs=0.12)


def test_resistance_begins_when_that_of_people_does() -> None:
    firsts = []
    for lines in talks():
        mine = [utterance_cues(text).cues & RESISTANCE_CUES for who, text in lines if who == "Persuadee"]
        firsts += [next(at for at, cues in enumerate(mine) if cues)] if any(mine) else []
    assert median(firsts) == pytest.approx(4, abs=1)
    assert sum(first <= 2 for first in firsts) / len(talks()) > 0.05


def test_a_fifth_of_people_say_thanks_at_the_end() -> None:
    thanked = sum("thank" in utterance_cues(lines[-1][1]).cues for lines in talks())
    assert thanked / len(talks()) == pytest.approx(0.21, abs=0.07)


def test_a_stated_amount_is_heard_as_agreeing() -> None:
    assert "agree" in utterance_cues("You can put me down for 20 cents.").cues
