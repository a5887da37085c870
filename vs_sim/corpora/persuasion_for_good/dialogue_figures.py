"""The figures of a dialogue about giving: who resists, refuses, commits and when, what is stated, what is given.

Rates per dialogue grow with its length, so dialogues are read up to the same number of exchanges. The headline is
resistance after the first request: half of what resists earlier answers no request at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from vs_sim.corpora.coded_task import DialogueFigure
from vs_sim.corpora.coding_scheme import Given
from vs_sim.corpora.persuasion_for_good.schemes import resistance, trajectory
from vs_sim.corpora.persuasion_for_good.task_facts import endowment_of
from vs_sim.corpora.transcript import Transcript

COMPULSORY = 10
"""The exchanges that every dialogue of the corpus had to have."""
_KINDS = (resistance.REFUSAL, resistance.RESISTANCE, resistance.RESERVE, resistance.COMMITMENT)
_NAN = float("nan")


def _turns(said: Given, kind: str) -> list[int]:
    return [label.turn for label in said["resistance"] if label.label == kind and label.turn is not None]


def _any(kind: str) -> DialogueFigure:
    return lambda transcript, said: float(bool(_turns(said, kind)))


def _share(kind: str) -> DialogueFigure:
    def share(transcript: Transcript, said: Given) -> float:
        return len(set(_turns(said, kind))) / len(transcript.own) if transcript.own else _NAN

    return share


def _at(kind: str, exchange: int) -> DialogueFigure:
    def at(transcript: Transcript, said: Given) -> float:
        turns = {turn.number for turn in transcript.own if turn.exchange == exchange}
        return float(bool(turns & set(_turns(said, kind)))) if turns else _NAN

    return at


def _first(kind: str) -> DialogueFigure:
    def first(transcript: Transcript, said: Given) -> float:
        exchanges = [transcript.turns[turn].exchange for turn in _turns(said, kind)]
        return float(min((at for at in exchanges if at is not None), default=_NAN))

    return first


def _after_request(kind: str) -> DialogueFigure:
    def after(transcript: Transcript, said: Given) -> float:
        requests = _turns(said, resistance.REQUEST)
        return float(any(turn > min(requests) for turn in _turns(said, kind))) if requests else _NAN

    return after


def _one_of(coding: str, label: str) -> DialogueFigure:
    return lambda transcript, said: float(any(found.label == label for found in said[coding]))


def _amounts(said: Given) -> list[float]:
    return [label.value for label in said["stated_amount"] if label.value is not None]


def _states(transcript: Transcript, said: Given) -> float:
    return float(any(amount > 0 for amount in _amounts(said)))


def _last_stated(transcript: Transcript, said: Given) -> float:
    amounts = _amounts(said)
    return min(amounts[-1], endowment_of(transcript)) if amounts else _NAN


def _gave_nothing(label: str) -> DialogueFigure:
    def nothing(transcript: Transcript, said: Given) -> float:
        values = [found.value for found in said.get("say_do", ()) if found.label == label]
        return float(values[0] == 0) if values else _NAN

    return nothing


def _gap(transcript: Transcript, said: Given) -> float:
    values = [found.value for found in said.get("say_do", ()) if found.label == "gap"]
    return values[0] if values and values[0] is not None else _NAN


def _moved(label: str) -> DialogueFigure:
    def moved(transcript: Transcript, said: Given) -> float:
        return float(any(found.label == label for found in said["mind_change"])) if len(_amounts(said)) > 1 else _NAN

    return moved


FIGURES: Mapping[str, DialogueFigure] = {
    "resists_after_request": _after_request(resistance.RESISTANCE),
    "refuses_after_request": _after_request(resistance.REFUSAL),
    "commits_after_request": _after_request(resistance.COMMITMENT),
    "requested": _any(resistance.REQUEST),
    **{f"{kind}_dialogues": _any(kind) for kind in _KINDS},
    **{f"{kind}_turns": _share(kind) for kind in _KINDS},
    **{f"{kind}_first_exchange": _first(kind) for kind in _KINDS},
    **{f"{kind}@{at}": _at(kind, at) for kind in _KINDS for at in range(COMPULSORY)},
    **{f"trajectory: {label}": _one_of("trajectory", label) for label in trajectory.TRAJECTORY_CODEBOOK},
    **{f"mind_change: {label}": _one_of("mind_change", label) for label in ("acts toward", "acts away")},
    **{f"mind_change: {label}": _moved(label) for label in ("amount raised", "amount lowered")},
    "states_amount": _states,
    "stated_amount": _last_stated,
    "say_do: agreed, gave nothing": _gave_nothing("agreed"),
    "say_do: stated, gave nothing": _gave_nothing("stated"),
    "say_do: gap": _gap,
}
"""Name to the number of one dialogue. Shares are in [0, 1], exchanges count from 0, amounts are in dollars."""
