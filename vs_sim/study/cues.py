"""What a sentence of a persuasion dialogue shows at its surface: doubt, need, willingness, a question, thanks.

Each cue is a list of phrases (` / ` or a new line between them, regular expressions over normalised text). The rules of
the codings weigh cues; the learned coder takes them as features beside the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from vs_sim.study.amounts.clauses import normalised, sentences
from vs_sim.study.amounts.lexicon import GIVE, NEVER, phrases
from vs_sim.study.amounts.stated import stated_amount

GIVING = rf"(?:{GIVE}|(?:mak(?:e|ing)|be) (?:a |any |that |the )?(?:donation|contribution)|support(?:ing)? (?:it|them|this)|contribution)"

LISTS: Mapping[str, str] = {
    "hardship": r"""
        (?:ca|could|wo)n'?t (?:really )?afford / cannot (?:really )?afford / not (?:be )?(?:able to )?afford / unaffordable
        (?:do|did|does)n'?t (?:\w+ )?(?:have|make|earn|get) (?:\w+ ){0,3}(?:money|much|a lot|alot|income|funds?|extra|enough|means|to work with)
        (?:do|did) not (?:\w+ )?(?:have|make|earn) (?:\w+ ){0,3}(?:money|much|a lot|alot|income|funds?|extra|enough|means)
        no (?:extra |spare )?(?:money|income|funds) / broke / strapped / unemployed / homeless / food stamps / in debt / struggling
        (?:small|tight|low|limited|fixed) (?:\w+ )?(?:budget|income) / money is (?:\w+ )?tight / budget is / paycheck to paycheck
        make ends meet / hard times / my (?:own )?bills / bills to pay / pay (?:my|the) (?:\w+ )?(?:bills|rent|loans|debts?)
        (?:need|needs|needed) (?:the|this|that|my|every|all|some|extra) (?:\w+ )?(?:money|penny|cents?|payment|bonus|dollars?|income)
        i(?:'m| am) (?:\w+ )?poor / (?:full|part)[ -]time job / do this for a living / depend on (?:this|every|it)
        my (?:own )?(?:family|kids|children) (?:to feed|needs?|first|too) / (?:times|things|it) (?:are|is) (?:\w+ )?(?:hard|tough|tight) (?:for me|right now|here)
        financial(?:ly)? (?:\w+ )?(?:trouble|stable|situation|strapped|able|position|issues?|problems?) / i work for / hard[- ]earned / all i (?:can|could) afford / student loans
    """,
    "distrust": r"""
        (?:do|did)n'?t (?:\w+ )?(?:trust|believe) / do not (?:\w+ )?(?:trust|believe) / skeptic\w* / sceptic\w* / scams?(?:med)? / fraud\w* / suspicious
        misus\w+ / corrupt\w* / overhead / ceo'?s? / salar(?:y|ies) / executives? / pockets? / scandal / controvers\w+
        (?:i|i'm|am|always|bit|little|just|only) (?:\w+ )?(?:worry|worried|wary|weary|leery|concerned|doubt\w*|hesitant|unsure) / my (?:only |main |biggest )?(?:worry|concern)
        (?:not|never|n'?t) (?:\w+ ){0,4}(?:go|goes|get|gets|reach|reaches|make it|used|spent) (?:\w+ )?(?:to|where|for|the) (?:\w+ )?(?:children|kids|people|need\w*|cause|intended|supposed|it)
        (?:money|donations?|funds|it) (?:actually |really |truly )?(?:goes|go|get|gets|got|reach|reaches) to (?:someone|salaries|admin\w*|some) / not all
        only (?:a )?(?:small|few|tiny|fraction|\d+ ?(?:%|percent)) (?:\w+ )?(?:of|portion|part|amount|percent\w*|goes|go|pennies)
        bad (?:reputation|experiences?|things|press|name|charit\w+) / no (?:proof|facts?|guarantee|laws?|way to (?:prove|know|verify)) / prove
        how (?:do|can) (?:i|we|you) (?:know|be sure|trust) / wonder (?:how|if|where|whether) / (?:fake|phony|biased|lying|lie) / wast(?:e|ed|ing) (?:of|any|the|my|money)
        won'?t (?:do|make|change|matter|help)
    """,
    "elsewhere": r"""
        (?:i|i'd|i would|would|much) rather / i(?:'d| would)? (?:\w+ )?prefer / local(?:ly)? (?:\w+ )?(?:charit\w+|organi\w+|communit\w+|kids|children|causes?|shelters?|level)? / my (?:own )?(?:community|country|church|town|area|charit\w+)
        our own / other (?:charit\w+|organi\w+|causes|ways) / another (?:charity|organi\w+|cause)
        (?:i|we)(?:'ve| have| do)? already (?:\w+ )?(?:donat\w+|giv\w+|gave|support\w*|contribut\w+|help\w*|volunteer\w*|mak\w+ a)
        american (?:kids|children|people|families) / fellow americans / (?:here )?in (?:the )?(?:us|u\.s\.|usa|america|this country|my country) / at home / first(?: though)?\W*$
        choose my own / donate my time / volunteer (?:instead|my time|hours) / instead of (?:giving|donating|money) / in person / directly (?:to|help) (?:people|those|kids|children)?
        (?:st\.? jude\w*|unicef|red cross|salvation army|world vision|humane society|animal shelters?|homeless shelters?|food pantr\w+|food bank)
    """,
    "harsh": r"""
        not my (?:problem|issue|concern|responsibility|job) / (?:do|does)n'?t care / do not care / none of (?:my|your) business / stop (?:asking|push\w+|it) / push(?:y|ing|iness)
        leave (?:it at that|me alone) / guilt\w* / annoy\w* / asham\w+ / ridiculous / stupid / selfish / forc(?:e|ed|ing) / pressur\w+ / opinions? / not interested / not convinced / bother(?:ing)? me
    """,
    "delay": r"""
        (?:maybe|perhaps|possibly) (?:next|another|some other|later|in the|one day|someday|at a later|when) / another (?:time|day) / some other time / next time / later date / at a later time
        in the (?:near )?future / not (?:right )?(?:now|today|yet|at this|at the moment|just yet) / when i (?:have|get|can|am|make|find) / once i (?:have|get|am) / (?:hav|is|are|am)(?:e)?n'?t (?:yet )?(?:decided|ready)
        (?:have|has) not (?:yet )?decided / still (?:not sure|unsure|deciding|haven'?t|thinking) / need (?:more )?time / not quite ready
    """,
    "weigh": r"""
        maybe / perhaps / (?:might|may|would|will|i'll|could) (?:\w+ )?(?:consider|think about|look into|look it up|look at|check|research|keep) / consider(?:ing)? (?:it|that|this|a|donat\w+|giv\w+)
        (?:do|doing) (?:some|more|a little) (?:more )?(?:research|reading|digging) / look(?:ing)? (?:into|it up|them up) / (?:more|further) information / think about it / keep (?:it|that|them) in mind
        i suppose / i guess / not sure / depends / possibly / possibility
    """,
    "praise": r"""
        good / great / wonderful / amazing / awesome / nice / important / love / excellent / fantastic / agree / true / worthy / noble / beautiful / admirable / interesting / interested / glad / happy
        helpful / every (?:little )?bit (?:helps|counts) / makes? (?:a|me feel) / appreciate / sounds like / sad / horrible / terrible / heartbreaking / need(?:ed|s)? (?:our |your )?help / best / proud / feel (?:good|bad|better)
    """,
    "unaware": r"""
        (?:have|had)(?:n'?t| not) (?:really |ever |actually )?(?:heard|seen|been|done|thought|looked) / never (?:really |actually )?heard / (?:do|did)n'?t (?:\w+ )?know / do not (?:\w+ )?know / (?:not|un)(?: very| really| too)? ?familiar
        (?:do|did)n'?t (?:think|believe) (?:so|i have|i did|i've) / (?:not|no),? (?:i )?(?:have|had|did|do)(?:n'?t| not)\b(?! (?:want|wish|donat|giv|like|have))
    """,
    "sorry": r"sorry / unfortunately / regrettably / apologi[sz]e / i'm afraid / i am afraid",
    "but": r"but / however / though / although / yet",
    "no": r"""^\W*(?:well |oh |sorry |honestly |so |um+ |uh |hmm+ )?(?:,? )?(?:no|nope|nah|not really)\b / no,? (?:thanks|thank you|sir|way)""",
    "yes": r"""^\W*(?:(?:hi|hello|well|oh|ok|okay|and|so|hmm+|right|thanks|thank you)[ ,.!]*)?(?:yes|yeah|yea|yep|ya|sure|absolutely|definitely|of course|certainly|ok|okay|alright|agreed|deal|why not|fine|sounds (?:good|great|fair)|i (?:will|would|can|could|am|do|think so|guess so))\b""",
    "willing": rf"""
        (?:i|we|i'?ll|i'?d|i'?m|id|ill|im)(?: \w+){{0,3}} (?:will|would|can|could|willing|happy|glad(?:ly)?|love|like|going|plan\w*|want|gonna|ready|agree|absolutely|definitely|certainly|decided)\b(?: (?!if|but|because|when)\w+){{0,4}} {GIVING}
        (?:i'?ll|i'?d|id|ill)(?: \w+){{0,3}} (?:{GIVING}|do (?:it|that|so)|match|give|throw|take) / (?:happy|glad|willing|ready|love|like|able) to(?: \w+){{0,2}} {GIVING} / let'?s(?: \w+){{0,2}} (?:{GIVING}|do)
        (?:glad|happy|love) to(?: help)?\W*$ / (?:willing|happy|glad) to\W*$ / count me in / i'?m in\b / (?:you )?(?:have )?convinced me / i'?m (?:good|fine|ok|okay) with / (?:fine|okay|ok|good) with me / works? for me / i (?:can|could|will|would) (?:do )?(?:that|it|so|too|gladly|definitely|also)
        i (?:will|would|can|am)\W*$ / go ahead and / (?:ok|okay|so) i (?:will )?donate / donate (?:all|some|part|half|a (?:portion|part|fraction)) of my / make (?:it )?happen
    """,
    "habit": r"""
        (?:have|has|'ve|had) (?:\w+ )?(?:donated|given|helped|volunteered|contributed|sponsored) / used to / in the past / last (?:year|month) / usually / sometimes / often / always / every (?:year|month|christmas)
        (?:i|we) (?:do )?(?:donate|give|sponsor|volunteer|support) / tend to / once (?:a|in) / regularly
    """,
    "thanks": r"thank(?:s| you)? / ty / thx",
    "welcome": r"(?:you(?:'re| are)|ur|your|u r) (?:very |most )?welcome / no problem / anytime / my pleasure",
    "greeting": r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy)\b / how are you / nice to meet",
    "closing": r"(?:good)?bye / take care / have a (?:\w+ )?(?:day|night|evening|one|weekend|time) / (?:nice|great|good|pleasure) (?:talking|chatting|speaking|to chat|to talk) / good luck / see you / you too",
    "charity": r"they / them / their / charit(?:y|ies) / organi[sz]ations? / save the children / it(?:'s)? / foundation / donations? / money / percent\w* / % / funds",
    "procedure": r"how (?:do|can|would|should|will) (?:i|we|it|you) / how does (?:it|this|one|the) / where (?:do|can|would|should) (?:i|we) / is there (?:a|any) (?:way|link|website|site|minimum|limit|page) / credit card / deducted / website / how much (?:should|can|do|would) (?:i|we)",
    "you": r"(?:are|do|did|have|will|would|were) you / your / about you / you (?:donat|giv|going|planning|willing)\w*",
    "giving": GIVING,
}  # fmt: skip
"""Cue to its phrases."""

GIFT = r"(?:don(?:at|ta|te)\w*|giv(?:e|ing)|contribut\w+|spare|pledge|part of (?:it|your)|match)"
ASKS = rf"""
    (?:you|your|u|we|interested|willing)\b[^?]*\b{GIFT} / {GIFT}\b[^?]*\b(?:you|your|today|now|some|part|any|half|cents|dollars?|\$)
    how much\b[^?]*\b(?:you|we)\b / how much (?:more )?(?:would|do|will|can|are|is) / what (?:amount|percent\w*|portion)
    how about\b[^?]*(?:\$|cents|dollar|half|\d) / (?:interested|willing|like to|offer some)\b[^?]*\bhelp / can i count on
"""
"""How a question asks the other side to give."""
NOT_ASKED = r"""
    (?:have|has|did) you (?:ever |already )? / ever / (?:usually|normally|often|typically|currently|in the past|before|regularly|heard)
    how much (?:do they|does|money (?:goes|do)|is used|time) / how much of (?![^?]*\byou) / do you (?:donate to|give to|know|think (?:that )?(?:people|it))
"""
"""Questions about habits, the past and the charity."""
URGES = rf"""
    (?:would|i'd) (?:really )?(?:like|love|appreciate)(?: it if)? (?:you|to ask you)(?:r)?(?: to| could| would)? (?:\w+ ){{0,3}}{GIFT}
    (?:i|we) (?:hope|ask|urge|want|encourage|need|recommend\w*)(?: that)? you(?: to| will| can|'ll)? (?:\w+ ){{0,3}}{GIFT} / please (?:\w+ ){{0,2}}{GIFT}
    asking (?:you|for|if you)(?: \w+){{0,4}} {GIFT} / (?:talk|speak) to you about (?:\w+ ){{0,3}}{GIFT} / (?:wondering|wanted to (?:see|ask|know)|see|ask) if you\b
    let me know how much / let'?s (?:both |each )?{GIFT} / you should (?:\w+ ){{0,2}}{GIFT} / consider (?:\w+ ){{0,3}}{GIFT}
"""
"""How a statement asks the other side to give."""
QUESTION = re.compile(r"\W*(?:(?:so|and|ok|well|then) )*(?:(?:would|will|could|can|are|do) you|how much)\b")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {cue: re.compile(rf"(?<![\w'])(?:{phrases(text)})") for cue, text in LISTS.items()}


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{phrases(text)})")


def requested(said: str) -> bool:
    """Whether a turn asks the other side for a donation or for its amount."""
    return any(_asks_to_give(sentence) for sentence in split(said))


def _asks_to_give(sentence: str) -> bool:
    if not (sentence.endswith("?") or QUESTION.match(sentence)):
        return _compiled(URGES).search(sentence) is not None
    return bool(_compiled(ASKS).search(sentence)) and not _compiled(NOT_ASKED).search(sentence)


def split(text: str) -> list[str]:
    """The sentences of a turn, normalised, each with its closing mark; at least one."""
    whole = normalised(text)
    found = [whole[span.start : span.end].strip() for span in sentences(whole)]
    return [sentence for sentence in found if re.search(r"\w", sentence)] or [whole]


def cues(sentence: str) -> dict[str, bool]:
    """What a normalised sentence shows: every cue of `LISTS`, and `question`, `refuses`, `amount`, `zero`."""
    found = {cue: pattern.search(sentence) is not None for cue, pattern in _patterns().items()}
    amount = stated_amount(sentence)
    refuses = re.search(rf"{NEVER}[^.?!]*\b(?:{GIVING}|afford|interested)", sentence) is not None
    asks = sentence.endswith("?") or re.match(
        r"\W*(?:what|how|where|why|who|when|which|do you|does|did|are you|is there)\b", sentence
    )
    return found | {"question": bool(asks), "refuses": refuses, "amount": bool(amount), "zero": amount == 0.0}
