from __future__ import annotations

from vs_sim.log.run import Run
from vs_sim.report.html.dialogue_data import transcript, transcripts


def test_dialogues_to_read_are_drawn_by_the_seed(standin: Run) -> None:
    assert [t.unit for t in transcripts(standin)] == [t.unit for t in transcripts(Run(standin.folder))]
    assert len({t.unit for t in transcripts(standin, 40)}) == 40


def test_only_dialogues_held_to_their_end_are_shown(failing: Run) -> None:
    held = set(failing.dialogues.loc[failing.dialogues["failed"].isna(), "unit"])
    assert {t.unit for t in transcripts(failing, 30)} == held


def test_turns_are_read_in_the_order_they_were_said(standin: Run) -> None:
    read = [line.drawn.text for part in transcript(standin, "000003").parts for line in part.lines if line.turn]
    assert read == standin.turns.query("unit == '000003'")["text"].tolist()


def test_private_answers_stand_behind_the_turns_of_their_exchange(standin: Run) -> None:
    exchange = transcript(standin, "000003").parts[0]
    assert [(line.question, line.private) for line in exchange.lines] == [
        ("utterance", False),
        ("utterance", False),
        ("stance", True),
    ]


def test_what_is_asked_at_the_start_stands_first(hostile: Run) -> None:
    assert [part.title for part in transcript(hostile, "000000").parts] == [
        "At the start",
        "Exchange 1",
        "Exchange 2",
        "At the end",
    ]


def test_a_line_carries_all_that_was_offered(standin: Run) -> None:
    decision = transcript(standin, "000003").parts[-1].lines[-1]
    assert (
        sum(offer.probability for offer in decision.offers) == 1
        or abs(sum(o.probability for o in decision.offers) - 1) < 1e-9
    )
    assert sum(offer.drawn for offer in decision.offers) == 1


def test_the_personas_come_in_speaking_order(standin: Run) -> None:
    assert list(transcript(standin, "000000").personas) == ["persuader", "persuadee"]
