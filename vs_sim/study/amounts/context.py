"""Whose an amount is, and what is done with it: what stands around it in its clause and its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from vs_sim.study.amounts import lexicon
from vs_sim.study.amounts.clauses import Span
from vs_sim.study.amounts.forms import PAY
from vs_sim.study.amounts.lexicon import phrases
from vs_sim.study.amounts.mentions import Mention


@dataclass(frozen=True)
class Setting:
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
        return _BEING_GIVEN.search(self.left) is not None

    @cached_property
    def named(self) -> bool:
        """Whether it names a currency or has decimals."""
        return self.mention.kind in ("money", "decimal")


def words(text: str) -> int:
    """How many words."""
    return len(re.findall(r"[\w']+", text))


def telling(text: str) -> int:
    """How many words that are not mere filler."""
    return words(lexicon.FILLER.sub(" ", text))


_BEING_GIVEN = re.compile(
    rf"(?<![\w']){lexicon.GIVING} (?:(?:all|the|my|our|that|this|it|whole|entire|full|last|just|only|of) )*$"
)
_PART_OF = re.compile(r"\b(?:of|from|off|out) (?:\w+ )?$")
_WHICH = "(?: full| whole| entire| total| bonus| task| payment| extra| other| last| up to)*"
_PAID = "(?:payment|pay|reward|earnings|bonus|task|hit|compensation|account)"
_PAY_LEFT = re.compile(
    phrases(
        rf"""(?:out of|of|off|from|besides) (?:the|my|our|this|that|your|a|their|me){_WHICH}
        with (?:my|our|your|their){_WHICH}
        out of
        (?:my|our|this|your) {_PAID}(?: amount)?(?: (?:for|on|of) this(?: \w+)?)? (?:is|are|was|will be|being)(?: (?:only|just|about))?
        \b(?:other|another|extra|remaining|two)"""
    )
    + r"\s?$"
)
_PAY_RIGHT = re.compile(
    rf"\s*(?:{PAY}|"
    + phrases(
        r"""for (?:this|the|each|every|one|a) (?:hit|task|survey|job|chat|study) / (?:an?|per|/) ?(?:hr|hour) / hourly
        in (?:my|the|your|his|her) (?:\w+ )?(?:account|bank|wallet|pockets?|purse|name) / left / closer / to (?:my|his|her|their) name
        bills? / raise / repair / car / store / menu / coffee / latte / meal / gift card / app / theoretical / more than
        out of every / (?:on|of|per|for) (?:the|each|every) dollar / buys? / hit / worth of"""
    )
    + r"\b)"
)
_COMPARED = re.compile(
    phrases(
        r"""(?:less|other|fewer|rather|better|higher|lower|bigger|larger|smaller)(?: \w+)? th[ae]n / instead of
        (?<!why )(?<!if )not(?: (?:just|only|for|to|at))? / over / under / below / above / beyond / versus / vs\.? / my few / per
        every / each / like only / as (?:little|low|few|small) as"""
    )
    + r" (?:(?:a|the) )?$"
)
_MORE_THAN = re.compile(r"\bmore th[ae]n (?:a )?(?:measly |mere |just |only )?$")
_ELSEWHERE = re.compile(
    r".{0,30}?\bto "
    + phrases(
        r"""another / other / a (?:different|local) / my (?!pay|task|hit)\w+ / (?:his|her|their) \w+ / unicef / st\.? jude\w*
        the (?:homeless|global|local|red|american|humane|animal|church) / people on / her / him"""
    )
    + r"\b"
)
_EACH = r"(?:(?:per|a|each|every) \w+ )?"
_DOES = "feed|buy|support|save|provide|change|get|mean"
_SET_ASIDE = re.compile(
    r"\s*"
    + phrases(
        rf"""(?:for|to) (?:myself|my (?:own|self|family|kids|children|bills|time))\b
        (?:is|are|seems?|sounds?|would be)(?: \w+)?(?: like)? (?:too (?:much|high|many|big|large)|steep|a lot of|high)\b
        {_EACH}(?:can|could|may|might) (?:\w+ )?(?:{_DOES}|help|change|make|go|do|count|really|add|be)\b
        {_EACH}(?:will|would) (?:\w+ )?(?:{_DOES}|help (?:a|the|them|these|out|build|someone|anyone)|go (?:a long|far|to))\b
        {_EACH}(?:will|would) (?:\w+ )?make (?:a|any|much|the)\b
        (?:donation )?(?:could|can)\b(?! i\b| we\b)
        (?:helps|feeds|buys|saves|goes|makes|gets|pays|provides|covers)\b"""
    )
)
_RANGE_LEFT = re.compile(r"(?:\d|cents?|dollars?)\s?(?:to|-)\s?$")
_MOVED = re.compile(
    r"\b(?:rais\w+|go(?:ing)?|increas\w+|chang\w+|bump\w*|up(?:ping)?|lower\w*|drop\w*|mov\w+|doubl\w+)\b.*\bfrom\b"
)
_RANGE_RIGHT = re.compile(r"\s?(?:to|-)\s?\$?\.?\d")
_INTEGER_NEXT = re.compile(
    r"\s*(?:$|[,.!?;)]|(?:for|to|today|now|is|please|then|from|since|if|because|so|at|out|of my|right|but|or|it|each|sounds|would|"
    r"will|works?|maybe|that|in this|firm|i)\b)"
)
_INTEGER_LEFT = re.compile(
    r"\b(?:the|my|our|these|those|all|for|in|at|by|of|to|than|age|are|with|other|about|least|exchange|number|part|step|question|me|"
    r"am|established|since|him|her|them|you) $"
)
_INTEGER_CUE = re.compile(
    r"\b(?:(?:how|what) about|at least|go (?:for|with)|stick (?:with|to)|stay at|start (?:with|at)|agree to|settle (?:on|for)|opt for|"
    r"think\w* (?:of|about)|to (?:donate|give)) $"
)
_LARGEST_BARE = 10_000
_SHARE_NEXT = re.compile(
    r"\s*(?:$|[,.!?;)$-]|\.?\d|(?:of|here|for|to|today|now|then|is|would|will|sounds?|seems?|because|as|if|and|but|so|from|at|each|this|that|"
    r"i|plan|works|split|towards?|in|on|right|please|the|my|our|donation|it)\b)"
)
_SHARE_OF_OTHER = re.compile(
    rf"\s*of (?!(?:my|our|the|this|that|these|today'?s) {PAY}|it\b|mine\b|my\b(?! (?:weekly|monthly|yearly|annual))|what|that\b|{PAY}|this\b|the (?:\$?2|two)\b)"
)
_NO_SHARE_LEFT = re.compile(
    r"\bagree\w*(?: with (?:you|that))? $|\b(?:one|to the|other|second|top|bottom|better|first) $"
)
_GIVE_RIGHT_BEFORE = re.compile(rf"(?<![\w']){lexicon.GIVE} $")


def part_of_pay(s: Setting) -> bool:
    """`out of my $2`, `the 30 cent payment`, `$5 in my account`: what the worker has or earns."""
    if s.mention.kind == "share":
        return False
    kept = _PAY_LEFT.search(s.left) is not None and (_PART_OF.search(s.left) is not None or not s.being_given)
    return kept or (not s.being_given and _PAY_RIGHT.match(s.right) is not None)


def compared(s: Setting) -> bool:
    """`less than a dollar`, `not 0.01`, `instead of $2`: what is set beside the gift."""
    return _COMPARED.search(s.left) is not None


def ceiling(s: Setting) -> bool | None:
    """Whether `more than X` names the gift, as in `I can't give more than X`; None when nothing of it is said."""
    if not _MORE_THAN.search(s.left):
        return None
    refused = re.search(lexicon.NEVER, s.left) or re.search(r"\b(?:no|not) more th[ae]n", s.left)
    alone = telling(_MORE_THAN.sub("", s.left)) == 0
    return s.named and bool(refused) and (alone or re.search(lexicon.GIVING, s.left) is not None)


def elsewhere(s: Setting) -> bool:
    """`give the 2 to another charity`."""
    return _ELSEWHERE.match(s.right) is not None


def set_aside(s: Setting) -> bool:
    """`$1 for myself`, `$30 can feed a family`, `1000 is too much`."""
    return not s.being_given and _SET_ASIDE.match(s.right) is not None


def in_a_range(s: Setting) -> bool:
    """`from 0 to 2 dollars`."""
    upper = _RANGE_LEFT.search(s.left) and not _MOVED.search(s.left)
    return bool(upper or _RANGE_RIGHT.match(s.right))


def no_amount(s: Setting) -> bool:
    """A bare whole number that counts something else, or a share of something else."""
    if s.mention.kind == "integer":
        if s.written in ("one", "a") or s.mention.value > _LARGEST_BARE or not _INTEGER_NEXT.match(s.right):
            return True
        return _INTEGER_LEFT.search(_INTEGER_CUE.sub("ok ", s.left)) is not None
    if s.mention.kind == "share":
        if s.written == "it all" and not _GIVE_RIGHT_BEFORE.search(s.left):
            return True
        unfit = not _SHARE_NEXT.match(s.right) or _SHARE_OF_OTHER.match(s.right)
        return bool(unfit or _NO_SHARE_LEFT.search(s.left))
    return False


def unreal(s: Setting) -> bool:
    """`at first I thought …`, `if I had …`, `not sure I would give …`."""
    earlier = lexicon.AT_FIRST.search(s.before) and not re.search(r"\b(?:but|now)\b", s.before)
    if "but" not in s.before.split() and lexicon.IF_ONLY.search(s.text[s.mention.end : s.sentence.end]):
        return True
    if re.search(r"\b(?:before|until|unless) i\b", s.left):
        return True
    return bool(earlier or lexicon.COUNTERFACTUAL.search(s.before) or lexicon.UNSURE.search(s.before))


def given_before(s: Setting) -> bool:
    """`last year I gave …`, `I usually give … a month`; not `I will give … a month`."""
    said = lexicon.PAST.search(s.whole_clause) or lexicon.HABIT.search(s.whole_clause) or lexicon.HABIT.search(s.before)
    return bool(said) and lexicon.WILL.search(s.whole_clause) is None


_ABOUT = re.compile(r".*\b(?:(?:how|what) about|what if|why not)\b[^?]*$")
_HOW_TO = re.compile(r"\W*(?:so |ok |and )?how (?:do|can|would|will|should|could) (?:i|we)\b")
_FITS_QUESTION = re.compile(r"[ ,]*(?:is|would) (?:that|it|this)")
_CONDITION = re.compile(r"\W*(?:(?:and|but|so|then|also|even|well|what) )*if\b")
_OWN_SUBJECT = re.compile(rf"(?<![\w']){phrases(lexicon.OWN)}(?![\w'])")


def asked(s: Setting) -> bool:
    """`what does $5 buy?`, `if I give $25, does that go far?`; not `how about $5?` or `is $20 okay?`."""
    if not s.whole_sentence.rstrip().endswith("?"):
        return bool(lexicon.ASKING.match(s.whole_sentence) and lexicon.ASKING.match(s.whole_clause))
    if not re.search(r"\w", s.left + s.right) and s.text[: s.sentence.start].rstrip().endswith("?"):
        return True
    if lexicon.SUPPOSED.search(s.whole_clause) and lexicon.IMPACT.search(s.whole_sentence):
        return True
    aside = s.clause.end < s.sentence.end - 1 and not _CONDITION.match(s.whole_clause)
    if aside and _OWN_SUBJECT.search(s.left):
        return False
    if _HOW_TO.match(s.whole_sentence) and s.being_given:
        return False
    if _ABOUT.match(s.left) or (lexicon.AFTER.match(s.right) and _FITS_QUESTION.match(s.right)):
        return False
    return not lexicon.OFFERED.search(s.before) or lexicon.IMPACT.search(s.whole_sentence) is not None


NOT_A_GIFT = (part_of_pay, compared, elsewhere, set_aside, in_a_range, no_amount, unreal, given_before, asked)
"""An amount to which any of these applies is not what the speaker gives."""
