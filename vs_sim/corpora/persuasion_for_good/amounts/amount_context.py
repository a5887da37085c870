"""Whose an amount is, and what is done with it: what stands around it in its clause and its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from vs_sim.corpora.persuasion_for_good.amounts.clauses import Span
from vs_sim.corpora.persuasion_for_good.amounts.mentions import Mention
from vs_sim.corpora.persuasion_for_good.phrase_patterns import phrases


def rule(name: str) -> re.Pattern[str]:
    """A section of the phrasebook of amounts, compiled."""
    return phrases("amounts", name)


@dataclass(frozen=True)
class AmountSetting:
    """A mention with the sentence and the clause it stands in."""

    text: str
    sentence: Span
    clause: Span
    mention: Mention

    @cached_property
    def left(self) -> str:
        """The clause before the mention."""
        return self.text[self.clause.start : self.mention.start]

    @cached_property
    def right(self) -> str:
        """The clause after the mention."""
        return self.text[self.mention.end : self.clause.end]

    @cached_property
    def before(self) -> str:
        """The sentence before the mention."""
        return self.text[self.sentence.start : self.mention.start]

    @cached_property
    def whole_clause(self) -> str:
        """The clause."""
        return self.text[self.clause.start : self.clause.end]

    @cached_property
    def whole_sentence(self) -> str:
        """The sentence."""
        return self.text[self.sentence.start : self.sentence.end]

    @cached_property
    def written(self) -> str:
        """The mention."""
        return self.text[self.mention.start : self.mention.end]

    @cached_property
    def being_given(self) -> bool:
        """Whether a verb of giving stands right before it: `donate the $2 payment`."""
        return rule("being_given").search(self.left) is not None

    @cached_property
    def named(self) -> bool:
        """Whether it names a currency or has decimals."""
        return self.mention.kind in ("money", "decimal")


def words(text: str) -> int:
    """How many words."""
    return len(re.findall(r"[\w']+", text))


def telling(text: str) -> int:
    """How many words that are not mere filler."""
    return words(rule("filler").sub(" ", text))


_LARGEST_BARE = 10_000
_PART_OF = re.compile(r"\b(?:of|from|off|out) (?:\w+ )?$")
_MORE_THAN = re.compile(r"\bmore th[ae]n (?:a )?(?:measly |mere |just |only )?$")
_NO_MORE_THAN = re.compile(r"\b(?:no|not) more th[ae]n")
_RANGE_LEFT = re.compile(r"(?:\d|cents?|dollars?)\s?(?:to|-)\s?$")
_RANGE_RIGHT = re.compile(r"\s?(?:to|-)\s?\$?\.?\d")


def part_of_pay(s: AmountSetting) -> bool:
    """`out of my $2`, `the 30 cent payment`, `$5 in my account`: what the worker has or earns."""
    if s.mention.kind == "share":
        return False
    kept = rule("pay_left").search(s.left) is not None and (_PART_OF.search(s.left) is not None or not s.being_given)
    return kept or (not s.being_given and rule("pay_right").match(s.right) is not None)


def is_compared(s: AmountSetting) -> bool:
    """`less than a dollar`, `not 0.01`, `instead of $2`: what the gift is compared with."""
    return rule("compared").search(s.left) is not None


def ceiling(s: AmountSetting) -> bool | None:
    """Whether `more than X` names the gift, as in `I can't give more than X`; None when nothing of it is said."""
    if not _MORE_THAN.search(s.left):
        return None
    refused = rule("never").search(s.left) or _NO_MORE_THAN.search(s.left)
    alone = telling(_MORE_THAN.sub("", s.left)) == 0
    return s.named and bool(refused) and (alone or rule("giving").search(s.left) is not None)


def elsewhere(s: AmountSetting) -> bool:
    """`give the 2 to another charity`."""
    return rule("elsewhere").match(s.right) is not None


def set_aside(s: AmountSetting) -> bool:
    """`$1 for myself`, `$30 can feed a family`, `1000 is too much`."""
    return not s.being_given and rule("set_aside").match(s.right) is not None


def in_a_range(s: AmountSetting) -> bool:
    """`from 0 to 2 dollars`."""
    upper = _RANGE_LEFT.search(s.left) and not rule("moved").search(s.left)
    return bool(upper or _RANGE_RIGHT.match(s.right))


def no_amount(s: AmountSetting) -> bool:
    """A bare whole number that counts something else, or a share of something else."""
    if s.mention.kind == "integer":
        if s.written in ("one", "a") or s.mention.value > _LARGEST_BARE or not rule("integer_next").match(s.right):
            return True
        return rule("integer_left").search(rule("integer_cue").sub("ok ", s.left)) is not None
    if s.mention.kind == "share":
        if s.written == "it all" and not rule("give_last").search(s.left):
            return True
        unfit = not rule("share_next").match(s.right) or rule("share_of_other").match(s.right)
        return bool(unfit or rule("share_left").search(s.left))
    return False


def unreal(s: AmountSetting) -> bool:
    """`at first I thought …`, `if I had …`, `not sure I would give …`."""
    earlier = rule("at_first").search(s.before) and not re.search(r"\b(?:but|now)\b", s.before)
    if "but" not in s.before.split() and rule("if_only").search(s.text[s.mention.end : s.sentence.end]):
        return True
    return bool(earlier or rule("counterfactual").search(s.before) or rule("unsure").search(s.before))


def given_before(s: AmountSetting) -> bool:
    """`last year I gave …`, `I usually give … a month`; not `I will give … a month`."""
    said = rule("past").search(s.whole_clause) or rule("habit").search(s.whole_clause) or rule("habit").search(s.before)
    return bool(said) and rule("will").search(s.whole_clause) is None


def asked(s: AmountSetting) -> bool:
    """`what does $5 buy?`, `if I give $25, does that go far?`; not `how about $5?` or `is $20 okay?`."""
    if not s.whole_sentence.rstrip().endswith("?"):
        return bool(rule("asking").match(s.whole_sentence) and rule("asking").match(s.whole_clause))
    if not re.search(r"\w", s.left + s.right) and s.text[: s.sentence.start].rstrip().endswith("?"):
        return True
    if rule("supposed").search(s.whole_clause) and rule("impact").search(s.whole_sentence):
        return True
    aside = s.clause.end < s.sentence.end - 1 and not rule("condition").match(s.whole_clause)
    if aside and rule("own_subject").search(s.left):
        return False
    if rule("how_to").match(s.whole_sentence) and s.being_given:
        return False
    if rule("about").match(s.left) or (rule("after").match(s.right) and rule("fits_question").match(s.right)):
        return False
    return not rule("offered").search(s.before) or rule("impact").search(s.whole_sentence) is not None


NOT_A_GIFT = (part_of_pay, is_compared, elsewhere, set_aside, in_a_range, no_amount, unreal, given_before, asked)
"""An amount to which any of these applies is not what the speaker gives."""
