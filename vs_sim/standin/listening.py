"""Detects what an utterance does: cues found by regular expressions.

Cues of both speakers shift the rates of the next act (asked, agreed, refused, offered), and determine what a reply
responds to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vs_sim.standin.prompt_reading import PastTurn

_GIVE = r"(?:donat|giv|contribut|chip|spar|help|pitch|put|part with|pledg)\w*"
_QUESTIONS = (
    (
        "how?",
        r"how(?:'s| is| are| goes)(?: it| you| your| things| the (?:day|turking|hits)| everything| life)|you doing\b"
        r"|(?:^ *|[.,!?;] *)(?:and |how about |what about )?(?:you|yourself)\?",
    ),
    ("kids?", r"(?:have|got) (?:any )?(?:kids|children)"),
    (
        "heard?",
        r"heard (?:of|about)|familiar with|know (?:anything |much |a lot )?about|come across|know what they do",
    ),
    (
        "given?",
        r"ever (?:given|donated|supported|gave)|(?:given|donated) (?:to|before)|do you (?:usually|normally)",
    ),
    (
        "much?",
        r"how much (?:would|do|can|could|will|are|of (?:your|the pay|the earn|it)|should i|feels|seems)"
        r"|what amount|how many cents|what number|what figure",
    ),
    (
        "propose",
        r"(?:would|will|could|can|are|might|do|want|care|like|willing|okay|how about|what about|if|is) "
        r"(?:\w+ ){0,6}(?:share|"
        + _GIVE
        + r")|(?:could|would|maybe|might|how about|what if|any chance) [^?]*(?:\$ ?\d|\d cents"
        r"|\d dollar|change\b)",
    ),
    (
        "procedure?",
        r"how (?!is the money (?:used|spent))(?:do|does|would|will|is|are) (?:i|we|it|the|they|this|that) (?:\w+ ){0,4}"
        r"(?:work|donat|taken?|paid|collect|money|sent|deduct|come out|get there|amount)"
        r"|(?:taken|come|comes|deducted|subtracted) (?:\w+ )?(?:out of|from)|a link|a website|minimum|any amount"
        r"|right now or|do i (?:have to|need to|just|type|enter|pay)|who takes|deducted|they take it",
    ),
    (
        "you?",
        r"(?:are|did|do|will|have|would) you (?:\w+ ){0,4}" + _GIVE + r"|you (?:giving|donating|chipping|match)",
    ),
    (
        "share?",
        r"(?:how much|what part|what share|what percent\w*) (?:\w+ ){0,6}(?:goes|go|reach|actually|end)"
        r"|overhead|ceo|salar|admin",
    ),
    ("where?", r"\bwhere\b(?! you)|which countr|what countr|in the (?:us|states)|overseas|around here|parts of"),
    (
        "trust?",
        r"legit|trust|rating|rated|scam|know (?:it|they|the money|that)|proof|reputa|check (?:them|it) out",
    ),
    ("who?", r"\bwho\b|how long|how old|how big|since when|religious"),
    ("what?", r"\bwhat\b|tell me|how (?:do|does|exactly)|which|kind of"),
)
_STATEMENTS = (
    ("hello", r"^\W*(?:hi|hey|hiya|hello|good (?:morning|afternoon|evening)|howdy|greetings)\b"),
    (
        "bye",
        r"\b(?:bye|take care|(?:have|enjoy) (?:a|the|your) (?:\w+ )?(?:one|day|rest|night|evening|week\w*)"
        r"|good luck with|see you|so long)\b",
    ),
    ("propose", r"(?:ask if|wonder if|wondering if|like it if) you(?:'d| would| could| might|'ll)"),
    ("thank", r"\b(?:thanks|thank you|grateful|appreciate)\b(?! for asking)"),
    (
        "refuse",
        r"(?:\b(?:not|never)|n't) (?:[\w']+ ){0,4}(?:donat\w+|giv(?:e|ing)"
        r"|contribut\w+)\b(?! (?:a lot|much|more|it|up))"
        r"|(?:have to|going to|'ll|will|rather|must) (?:pass|decline|sit this|say no|keep (?:it|the|my|all|what))"
        r"|no thank|count me out|my answer is no|not for me|(?<!maybe )not (?:this time|today)"
        r"|it's a no|(?:still|stays) a? ?no\b",
    ),
    (
        "strain",
        r"\b(?:tight|broke\b|bills (?:to|due|come|pil|don)|medical bills|pay my (?:own )?bills"
        r"|rent (?:just|eats|and)"
        r"|goes to rent|paycheck|(?:can't|cannot|couldn't) (?:really )?afford|debt|behind on"
        r"|low income|out of work"
        r"|every (?:cent|penny|dime|dollar) (?:counts|i)|use every|barely getting|nothing left"
        r"|cleaned me out|on loans"
        r"|fixed income|struggl\w+ (?:myself|to))",
    ),
    (
        "doubt",
        r"\b(?:scam|overhead|ceo's|salaries at|skeptic\w*|pockets?|don't (?:really )?trust"
        r"|hard to trust|suspicious"
        r"|middlem[ae]n|burned|fishy|corrupt\w*|scandals?|never (?:really )?reach\w*|wary"
        r"|salaries before|in between)\b",
    ),
    (
        "counter",
        r"\b(?:my own (?:town|community|area|backyard|neighbo\w+)|closer? to home|the government's|locally|a local"
        r"|already (?:give|support|donate)|drop in the|other charit\w+|right here|the root|my taxes"
        r"|rather volunteer)\b",
    ),
    (
        "hesitate",
        r"\b(?:not sure|maybe|think (?:about|on) it|need (?:to|some) (?:think|time)|on the fence|might|unsure|torn"
        r"|undecided|not ready|let me think|possibly|depends|have to think|i may|before i (?:decide|say)|so fast"
        r"|on the spot)\b",
    ),
    (
        "appeal",
        r"\b(?:children|kids|families|animals|people|water|food|school|meal|hungry|war|medicine|dollar|cents?"
        r"|difference|programs?|percent|countries|rated|ratings?)\b",
    ),
    ("for", r"\b(?:agree|good idea|makes sense|i like|in favor|support|benefit|worth it|great|wonderful|love)"),
    ("against", r"\b(?:disagree|bad idea|against|don't like|problem|cost|risk|worr(?:y|ied)|not convinced)"),
)
_AGREE = re.compile(
    r"\b(?:i(?:'ll| will| would|'d|'m| am| can| could| want| do want| was going| think i| guess i| suppose i)"
    r"(?: \w+){0,5} (?:donat\w+|giv(?:e|ing)|contribut\w+|chip in|pitch in|help out|be part|put something)"
    r"|count me in|(?:i'm|still) in\b(?! school)|sign me up|(?:sold|convinced) me"
    r"|happy to (?:help|do)|you got me|let's do it"
    r"|i'm (?:sold|convinced|on board)|good with that|my answer is yes|why not|you can have)"
)
_AMOUNT = re.compile(
    r"(?<!the )(?<!my )(?<!your )(?<!our )\$ ?(\d*\.?\d+)|(\d*\.?\d+) ?(cents?|¢|dollars?|bucks?)"
    r"|\b(?:a|one) (dollar|buck|quarter|dime)\b|\b(fifty|twenty|ten|twenty-five) cents\b"
    r"|\b(half) (?:of|my|the)\b|\b(all of it|the whole \$?\d|the full|all \$\d)"
)
_SENTENCE = re.compile(r"(?:[^.!?]|\.(?=\d))*\?")
_WORDS = {"dollar": 1.0, "buck": 1.0, "quarter": 0.25, "dime": 0.1, "fifty": 0.5, "twenty": 0.2, "ten": 0.1,
          "twenty-five": 0.25}  # fmt: skip
_NEAT = {"dont": "don't", "cant": "can't", "im": "i'm", "gonna": "going to", "wanna": "want to", "its": "it's",
         "thx": "thanks", "ill": "i'll"}  # fmt: skip
_SLOPPY = re.compile(r"\b(?:" + "|".join(_NEAT) + r")\b")
_Q = tuple((name, re.compile(pattern)) for name, pattern in _QUESTIONS)
_S = tuple((name, re.compile(pattern)) for name, pattern in _STATEMENTS)
RESISTANCE_CUES = frozenset({"refuse", "strain", "doubt", "counter"})
_TOPICS = re.compile(
    r"\b(clean water|water|school\w*|education|hunger|food|meals|war zones?|war|refugees?|medicine|vaccin\w+"
    r"|disasters?|earthquakes?|poverty|shelter|child labor|health care|clinics?|books|blankets|doctors)\b"
)


@dataclass(frozen=True, slots=True)
class UtteranceCues:
    """Cues and amounts found in one utterance."""

    cues: frozenset[str]
    amount: float | None = None
    """The last amount named, in dollars; None without one."""
    share: float | None = None
    """The last amount named as a share of the endowment, in (0, 1]; None without one."""
    topic: str | None = None


@lru_cache(maxsize=65536)
def utterance_cues(text: str) -> UtteranceCues:
    """The cues of an utterance: questions end in `?`, the others are acts."""
    words = _SLOPPY.sub(lambda found: _NEAT[found[0]], text.lower().replace("’", "'"))
    cues = {name for name, pattern in _S if pattern.search(words)}
    if "?" in words:
        asked = " ".join(_SENTENCE.findall(words))
        cues |= {"question", *(name for name, pattern in _Q if pattern.search(asked))}
    amount, share = _amount(words)
    if "refuse" not in cues and (_AGREE.search(words) or ((amount or share) and "you?" not in cues)):
        cues.add("agree")
    topic = _TOPICS.search(words)
    return UtteranceCues(frozenset(cues), amount, share, topic[1] if topic else None)


def _amount(words: str) -> tuple[float | None, float | None]:
    amount: float | None = None
    share: float | None = None
    for found in _AMOUNT.finditer(words):
        dollars, number, unit, coin, spelled, half, whole = found.groups()
        if half or whole:
            share, amount = (0.5 if half else 1.0), None
        else:
            size = float(dollars or number or 0) or _WORDS.get(coin or spelled or "", 0.0)
            cents = bool(unit) and unit[0] in "c¢" and "." not in (number or "")
            amount, share = (size / 100 if cents else size), None
    return amount, share


@dataclass
class SpeakerState:
    """What one side has done in the conversation so far."""

    stance: str = ""
    """The latest of `agree` and `refuse`; empty before either."""
    amount: float | None = None
    """The last amount named together with or after agreeing, in dollars."""
    share: float | None = None
    resisted: int = 0
    """Number of utterances with a refusal, a complaint about money, distrust or a counter-argument."""
    hesitated: int = 0
    appeals: int = 0
    turns: int = 0
    done: set[str] = field(default_factory=set)
    """All cues so far."""
    last: UtteranceCues = UtteranceCues(frozenset())

    def take(self, heard: UtteranceCues) -> None:
        """Add one utterance."""
        cues = heard.cues
        self.turns += 1
        self.done |= cues
        self.last = heard
        self.appeals += "appeal" in cues and "question" not in cues
        self.hesitated += "hesitate" in cues
        self.resisted += bool(cues & RESISTANCE_CUES)
        if "refuse" in cues:
            self.stance, self.amount, self.share = "refuse", None, None
        elif "agree" in cues:
            self.stance = "agree"
            if heard.amount or heard.share:
                self.amount, self.share = heard.amount, heard.share


@dataclass
class TalkState:
    """The conversation so far from the view of one speaker."""

    me: SpeakerState
    other: SpeakerState
    said: str
    """All utterances of this speaker, lower case."""


def talk_state(turns: Sequence[PastTurn]) -> TalkState:
    """Summarise a conversation by what both speakers have done."""
    talk = TalkState(SpeakerState(), SpeakerState(), "")
    mine: list[str] = []
    for turn in turns:
        (talk.me if turn.mine else talk.other).take(utterance_cues(turn.text))
        if turn.mine:
            mine.append(turn.text.lower())
    talk.said = " | ".join(mine)
    return talk
