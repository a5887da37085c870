"""What a coder's labels say of a run in numbers: per dialogue, averaged, and by exchange.

Rates per dialogue grow with its length, so every dialogue is read up to the same number of exchanges. The headline is
resistance after the first request: half of what resists earlier answers no request at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vs_sim.core.label import Label
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.scheme import CODINGS, RULES, Given, Labels, labels_of
from vs_sim.study.coding.schemes import resistance, trajectory
from vs_sim.study.coding.transcript import Talk, talks_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats

EXCHANGES = 10
"""The exchanges that were compulsory in PersuasionForGood."""
LARGE = 50
"""Dialogues of a group that is shipped."""
HEADLINE = "resists_after_request"
KINDS = (resistance.REFUSAL, resistance.RESISTANCE, resistance.RESERVE, resistance.COMMITMENT)
NAN = float("nan")

Figure = Callable[[Talk, Given], float]
"""A number of one dialogue; NaN where it has none."""


def _turns(said: Given, kind: str) -> list[int]:
    return [label.turn for label in said["resistance"] if label.label == kind and label.turn is not None]


def _any(kind: str) -> Figure:
    return lambda talk, said: float(bool(_turns(said, kind)))


def _share(kind: str) -> Figure:
    def share(talk: Talk, said: Given) -> float:
        return len(set(_turns(said, kind))) / len(talk.own) if talk.own else NAN

    return share


def _at(kind: str, exchange: int) -> Figure:
    def at(talk: Talk, said: Given) -> float:
        turns = {turn.number for turn in talk.own if turn.exchange == exchange}
        return float(bool(turns & set(_turns(said, kind)))) if turns else NAN

    return at


def _first(kind: str) -> Figure:
    def first(talk: Talk, said: Given) -> float:
        exchanges = [talk.turns[turn].exchange for turn in _turns(said, kind)]
        return float(min((at for at in exchanges if at is not None), default=NAN))

    return first


def _after_request(kind: str) -> Figure:
    def after(talk: Talk, said: Given) -> float:
        requests = _turns(said, resistance.REQUEST)
        return float(any(turn > min(requests) for turn in _turns(said, kind))) if requests else NAN

    return after


def _one_of(coding: str, label: str) -> Figure:
    return lambda talk, said: float(any(found.label == label for found in said[coding]))


def _amounts(said: Given) -> list[float]:
    return [label.value for label in said["stated_amount"] if label.value is not None]


def _states(talk: Talk, said: Given) -> float:
    return float(any(amount > 0 for amount in _amounts(said)))


def _last_stated(talk: Talk, said: Given) -> float:
    amounts = _amounts(said)
    return min(amounts[-1], talk.endowment) if amounts else NAN


def _gave_nothing(label: str) -> Figure:
    def nothing(talk: Talk, said: Given) -> float:
        values = [found.value for found in said.get("say_do", ()) if found.label == label]
        return float(values[0] == 0) if values else NAN

    return nothing


def _gap(talk: Talk, said: Given) -> float:
    values = [found.value for found in said.get("say_do", ()) if found.label == "gap"]
    return values[0] if values and values[0] is not None else NAN


def _moved(label: str) -> Figure:
    def moved(talk: Talk, said: Given) -> float:
        return float(any(found.label == label for found in said["mind_change"])) if len(_amounts(said)) > 1 else NAN

    return moved


FIGURES: Mapping[str, Figure] = {
    HEADLINE: _after_request(resistance.RESISTANCE),
    "refuses_after_request": _after_request(resistance.REFUSAL),
    "commits_after_request": _after_request(resistance.COMMITMENT),
    "requested": _any(resistance.REQUEST),
    **{f"{kind}_dialogues": _any(kind) for kind in KINDS},
    **{f"{kind}_turns": _share(kind) for kind in KINDS},
    **{f"{kind}_first_exchange": _first(kind) for kind in KINDS},
    **{f"{kind}@{at}": _at(kind, at) for kind in KINDS for at in range(EXCHANGES)},
    **{f"trajectory: {label}": _one_of("trajectory", label) for label in trajectory.CODEBOOK},
    **{f"mind_change: {label}": _one_of("mind_change", label) for label in ("acts toward", "acts away")},
    **{f"mind_change: {label}": _moved(label) for label in ("amount raised", "amount lowered")},
    "states_amount": _states,
    "stated_amount": _last_stated,
    "say_do: agreed, gave nothing": _gave_nothing("agreed"),
    "say_do: stated, gave nothing": _gave_nothing("stated"),
    "say_do: gap": _gap,
}
"""Name to the number of one dialogue. Shares are in [0, 1], exchanges count from 0, amounts are in units."""


@dataclass(frozen=True, eq=False)
class Behaviour:
    """The numbers of every dialogue of a run, by one coder.

    Attributes:
        talks: The dialogues that were coded and are long enough, cut to `exchanges`.
        said: What the coder says about each.
        coder: Who codes.
        exchanges: Up to which every dialogue is read.
        short: Dialogues left out because they end earlier.
    """

    talks: Sequence[Talk]
    said: Sequence[Given]
    coder: str
    exchanges: int
    short: int = 0

    @cached_property
    def people(self) -> list[str]:
        """Who played the coded role."""
        return [talk.person for talk in self.talks]

    @cached_property
    def large(self) -> bool:
        """Whether there are enough dialogues for figures of people."""
        return len(self.talks) >= LARGE

    def values(self, name: str) -> Floats:
        """A figure of every dialogue, shape (dialogues,); NaN where it has none."""
        if name not in FIGURES:
            raise StudyError(f"no figure {name!r} of behaviour")
        figure = FIGURES[name]
        return np.array(
            [figure(talk, said) for talk, said in zip(self.talks, self.said, strict=True)], dtype=np.float64
        )

    def sample(self, name: str) -> Sample:
        """The dialogues that have the figure, with their persons."""
        values = self.values(name)
        known = np.isfinite(values)
        people = [person for person, kept in zip(self.people, known, strict=True) if kept]
        return Sample(values[known], people, name)

    def only(self, units: set[str]) -> Behaviour:
        """The same of some dialogues."""
        kept = [at for at, talk in enumerate(self.talks) if talk.unit in units]
        return replace(self, talks=[self.talks[at] for at in kept], said=[self.said[at] for at in kept])


def behaviour(run: Run, coder: str = RULES, *, exchanges: int = EXCHANGES) -> Behaviour:
    """What a coder says about a run, dialogue by dialogue.

    Args:
        run: The run, of people or simulated.
        coder: Who codes: `rules`, or whoever's labels of `resistance` or `acts` are kept.
        exchanges: Every dialogue is read up to here; shorter ones are left out.

    Raises:
        StudyError: The coder did not code this run.
    """
    talks = talks_of(run)
    bases = {name: labels_of(run, name, coder, talks) for name in ("resistance", "stated_amount")}
    with suppress(StudyError):  # a coder of resistance alone does not tell agreeing and naming apart
        bases["acts"] = labels_of(run, "acts", coder, talks)
    coded = [talk for talk in talks if all(talk.unit in labels for labels in bases.values())]
    cut = [part for talk in coded if (part := _cut(talk, exchanges)) is not None]
    said = [_said(talk, {name: labels[talk.unit] for name, labels in bases.items()}) for talk in cut]
    return Behaviour(cut, said, coder, exchanges, len(coded) - len(cut))


def _cut(talk: Talk, exchanges: int) -> Talk | None:
    """The first exchanges of a dialogue; None when it has fewer."""
    held = {turn.exchange for turn in talk.own if turn.exchange is not None}
    if len(held) < exchanges:
        return None
    return replace(talk, turns=tuple(t for t in talk.turns if t.exchange is not None and t.exchange < exchanges))


def _said(talk: Talk, bases: Given) -> Given:
    """The labels within the dialogue, and what is made from them."""
    last = talk.turns[-1].number if talk.turns else -1
    said: dict[str, Labels] = {name: _within(labels, last) for name, labels in bases.items()}
    for name in ("trajectory", "mind_change", "say_do"):
        made = CODINGS.get(name)
        if all(base in said for base in made.made_from):
            said[made.name] = made.by_rules(talk, said)
    return said


def _within(labels: Labels, last: int) -> tuple[Label, ...]:
    return tuple(label for label in labels if label.turn is None or label.turn <= last)
