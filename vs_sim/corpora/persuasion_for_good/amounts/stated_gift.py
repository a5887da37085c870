"""The amount a speaker states as their own gift in one turn: the last one that holds.

Rules read in this order: where amounts stand, whether each is a gift at all, who gives it and whether they
refuse to, and which of several is the last. A turn that states no gift of the speaker's own gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vs_sim.corpora.persuasion_for_good.amounts.amount_context import (
    NOT_A_GIFT,
    AmountSetting,
    ceiling,
    rule,
    telling,
    words,
)
from vs_sim.corpora.persuasion_for_good.amounts.clauses import Span, clauses, normalised, sentences
from vs_sim.corpora.persuasion_for_good.amounts.mentions import Mention, mentions
from vs_sim.corpora.persuasion_for_good.task_facts import ENDOWMENT

SMALLEST = 0.011
"""Refusing this much is refusing everything: `I wouldn't give one cent`."""
REACH = {"other": 99, "giving": 8, "decided": 5, "tentative": 4, "modal": 2, "yes": 2}
"""How many words may stand between a word and the amount it says something about."""
LONGEST_BARE = 5
"""Words of a turn in which a number alone is an amount."""

_EVEN = re.compile(r"\b(?:even|single|one) (?:a )?$")
_MONEY = re.compile(r"\$ ?[\d.]+|\b(?:\d*\.)?\d+(?: ?(?:dollars?|cents?|bucks?|c)\b|¢)?")
_WILL_DO = re.compile(r"\b(?:'ll|ill|i'll|can|could|will|i'd|would|let'?s) (?:just )?do $")
_BROAD = re.compile(r"(?:do|i'?m|help|put|make|can|could|will|would|like|love|need)\b")
"""Cues too broad for a bare whole number."""


def stated_amount(text: str, endowment: float = ENDOWMENT) -> float | None:
    """The amount in dollars that a speaker says they will give, in one turn of a conversation.

    Words, cents, bare decimals, shares of the endowment; the last of several; tentative and conditional offers
    count; refusals and withdrawals are 0. Not capped by the endowment. Other people's money, earlier gifts,
    prices, pay and questions about what an amount would do are not stated amounts.

    Args:
        text: One turn, as written.
        endowment: What `half`, `all` and `10%` are parts of, in dollars.

    Returns:
        Dollars, at least 0; None when the speaker states no amount of their own.

    >>> stated_amount("I could spare a quarter. No wait, fifty cents!")
    0.5
    >>> stated_amount("Half of my payment", endowment=0.3)
    0.15
    >>> stated_amount("I won't donate anything"), stated_amount("What does $5 buy?")
    (0.0, None)
    """
    whole, last = normalised(text), None
    found = mentions(whole, endowment)
    for sentence in sentences(whole):
        for clause in clauses(whole, sentence):
            inside = [mention for mention in found if mention.start in clause]
            for _, amount in sorted(_said(whole, sentence, clause, inside, last is not None)):
                last = amount
    return None if last is None else round(last, 4)


def _said(text: str, sentence: Span, clause: Span, found: list[Mention], offered: bool) -> Iterator[tuple[int, float]]:
    """The gifts, refusals and withdrawals of one clause, each with its place."""
    positive = False
    for mention in found:
        amount = _meant(AmountSetting(text, sentence, clause, mention))
        if amount is not None:
            positive = positive or amount > 0
            yield mention.start, amount
    refusal = _refused(text, sentence, clause)
    if refusal is not None and not positive:
        yield refusal, 0.0
    withdrawn = rule("withdrawn").search(text, clause.start, sentence.end) if offered else None
    if withdrawn and withdrawn.start() in clause:
        yield withdrawn.start(), 0.0


def _refused(text: str, sentence: Span, clause: Span) -> int | None:
    """Where a clause refuses any gift; None when it does not."""
    said = re.sub(r".*\bbut\b", "", text[sentence.start : clause.end])
    piece = text[clause.start : clause.end]
    asked = text[sentence.start : sentence.end].rstrip().endswith("?")
    if asked or re.search(r"\b(?:if|unless|when|whenever)\b", said) or rule("unsure").search(said):
        return None
    found = rule("nothing").search(piece)
    if found is None:
        found = rule("refusal").search(piece)
        if found is None or rule("general").search(piece):
            return None
    subjects = [subject for subject in rule("subject").finditer(piece) if subject.start() <= found.start()]
    if rule("past").search(piece[: found.end()]) or (subjects and subjects[-1]["their"]):
        return None
    return clause.start + found.start()


def _meant(s: AmountSetting) -> float | None:
    """What the speaker gives of a mentioned amount: the amount, 0 when they refuse it, None when it is no gift."""
    mine = re.search(r"\bmy $", s.left) and rule("my_gift").match(s.right)
    if mine and s.named:
        return s.mention.value if s.mention.value < 2 else None
    limit = ceiling(s)
    if limit is not None:
        return s.mention.value if limit else None
    if any(check(s) for check in NOT_A_GIFT):
        return None
    cue = _cue(s)
    if not (_standing_alone(s) if cue is None else _by_speaker(s, cue)):
        return None
    if cue is not None and (refusal := _negation(s.left)) is not None:
        after = s.text[s.mention.end :]
        if rule("firm").search(s.left) and not rule("softened").search(after) and rule("give").search(s.left):
            return 0.0
        small = s.mention.value <= SMALLEST or _EVEN.search(s.left)
        return 0.0 if small and rule("give").search(s.left[refusal:]) else None
    return s.mention.value


def _cue(s: AmountSetting) -> re.Match[str] | None:
    """The word on the left that says what the amount is: the nearest one that reaches it."""
    cues = list(rule("cue").finditer(s.left))
    if not cues:
        return None
    nearest = cues[-1]
    verb = next((cue for cue in reversed(cues) if cue.lastgroup in ("giving", "other")), nearest)
    weak = nearest.lastgroup in ("decided", "modal", "yes", "tentative")
    over = verb.lastgroup == "giving" or (verb.lastgroup == "other" and nearest.lastgroup in ("modal", "yes"))
    if over and weak and words(s.left[verb.end() :]) <= REACH[str(verb.lastgroup)]:
        return verb
    if words(s.left[nearest.end() :]) > REACH[str(nearest.lastgroup)]:
        return None
    if nearest.lastgroup == "yes" and telling(s.left[: nearest.start()]) > 0:
        return None
    return nearest


def _standing_alone(s: AmountSetting) -> bool:
    """Whether an amount without a verb on its left is a gift: by what follows, or because it is all that is said."""
    left = _MONEY.sub(" ", s.left) if s.named else s.left
    brief = telling(s.text) <= LONGEST_BARE or s.mention.kind in ("money", "share")
    if brief and telling(left) + telling(s.right) <= s.named and not s.left.endswith("for "):
        return True
    if not s.named and telling(s.left) > 0:
        return False
    if s.mention.kind == "share" and words(s.left) == 0 and rule("leading_share").match(s.right):
        return True
    opening = s.named and not re.search(r"\w", s.before) and re.match(r"\s*,", s.right)
    if re.search(r"\b(?:know|sorry|realize)\b", s.before) and rule("modest").match(s.right):
        return True
    return bool(opening or rule("after").match(s.right))


def _by_speaker(s: AmountSetting, cue: re.Match[str]) -> bool:
    """Whether the cue on the left makes the amount the speaker's own gift."""
    if cue.lastgroup == "other":
        return cue[0] == "have" and rule("to_give").match(s.right) is not None
    if s.mention.kind == "integer" and (words(s.left[cue.end() :]) > 1 or _BROAD.fullmatch(cue[0])):
        return words(s.left[cue.end() :]) == 0 and _WILL_DO.search(s.left) is not None
    if cue[0].startswith("which"):
        return rule("give").search(s.before) is not None
    subjects = [found for found in rule("subject").finditer(s.left) if found.start() <= cue.start()]
    if not subjects or subjects[-1]["own"]:
        return True
    if cue.lastgroup == "tentative" and cue[0].startswith(("they", "you", "put", "count", "mark")):
        return True
    return bool(re.match(r" me\b", s.left[cue.end() :]) or rule("taken").search(s.left))


def _negation(left: str) -> int | None:
    """Where a negation stands that reaches the end of this text; None when there is none."""
    found = rule("never").search(left)
    if found is None:
        return None
    between = left[found.end() :]
    if re.search(r"[,;]|\b(?:that|because)\b", between) or words(between) > 10:
        return None
    if re.search(r"\bi\b", between) and not re.match(r" (?:think|believe|feel|know|suppose|guess|see)\b", between):
        return None
    return found.start()
