"""The words by which people give, refuse, hesitate and ask, and speak of other money than their gift.

Every list is one text: phrases are separated by ` / ` or a new line, and each is a regular expression over
normalised text (lower case, single blanks).
"""

from __future__ import annotations

import re


def phrases(text: str) -> str:
    """A pattern that matches any phrase of a list."""
    return "(?:" + "|".join(phrase.strip() for phrase in re.split(r"\n| / ", text) if phrase.strip()) + ")"


def spoken(text: str) -> re.Pattern[str]:
    """A compiled list of phrases that begin and end at the edge of a word."""
    return re.compile(rf"(?<![\w']){phrases(text)}(?![\w'])")


DONATE = r"(?:(?:re)?don(?:a|ea|ta|oa)t(?:e|es|ing|in|ion|ions)?|doant\w*|donte|dona(?:ing)?|conate)"
GIVE = phrases(
    DONATE + r" / giv(?:e|ing) / contribut(?:e|ing) / spare / pledge / part with / help(?:ing)?(?: out)?(?! but)"
)

GIVING = phrases(
    r"""(?:to|will|would|can|could) (?:donated|gave|given)
"""
    + DONATE
    + r"""
    giv(?:e|ing)(?: (?:up|away))? / contribut(?:e|ing) / collaborate with / pledg(?:e|ing) / spar(?:e|ing)
    offer(?:ing)? / (?:chip|pitch)(?:p?ing)? in / put(?:ting)? / send(?:ing)? / part(?:ing)?(?: ways)? with
    sacrific\w+ / commit(?:ting)?(?: to)? / opt(?:ing)? for / go(?:ing)? (?:for|with|up to|as high as|ahead with)
    start(?:ing)?(?: (?:off|out))?(?: (?:with|at|by))? / do / doing / pay(?:ing)?(?! me| us) / mak(?:e|ing)(?: (?:it|that|my))? / settl\w+ (?:on|for) / stick(?:ing)? (?:with|to|at|by) / stay(?:ing)? (?:at|with)
    lock(?:ing)? (?:into|in) / agree(?:d|ing)? (?:to|on|with|at|upon) / confirm\w* / throw(?:ing)?(?: (?:in|them))?
    match(?:ing)? / meant / accept / afford / manage / swing / rais(?:e|ing) / increas(?:e|ing) / bump(?:ing)?
    chang(?:e|ing) / lower(?:ing)? / drop(?:ping)? / deduct / transfer / help / split(?:ting)?(?: it)? / let go of
    doubl(?:e|ing)(?: (?:it|that|my \w+) to)? / (?:up|upping|tripl(?:e|ing)) (?:it|that|my \w+) to / compromise at"""
)
"""Verbs of giving; what follows within a few words is given."""

DECIDED = phrases(
    r"""cho(?:o)?s(?:e|ing|en) / pick(?:ed)? / select(?:ed)? / decid(?:e|ed|ing)(?: (?:on|to|for|that))?
    think(?:ing)?(?: (?:of|about))? / thought / consider(?:ing)? / say / guess / suppose / propos(?:e|ing) / suggest(?:ing)?
    like / love / want / wish / prefer / willing(?: to)? / (?:happy|glad|ready)(?: (?:to|with))?
    (?:fine|good|ok|okay|cool|comfortable) with / feel (?:pretty )?(?:good|better|ok|okay|comfortable) (?:about|with)
    plan\w*(?: (?:on|to))? / intend\w* / leaning (?:towards?|to) / i'?ll / i'?d"""
)
"""Verbs of deciding and willing; an amount right behind them is meant as a gift."""

THING = phrases(
    r"donation / contribution / stance / position / amount / total / answer / decision / offer / limit / pledge / gift / choice / max"
)
TENTATIVE = phrases(
    rf"""(?:how|what) about(?: about)? / what if / why not / let'?s(?: (?:just )?(?:say|do|go|make it))? / here(?:'s| is)(?: (?:my|a))?
    maybe / perhaps / probably / take / (?:they|you) can have / (?:have|has) to be
    it(?:'s|'ll be| is| will be| would be)(?: going to be)?
    {THING}(?: (?:amount|answer|donation|offer))?(?: (?:today|now|for now|this time))?(?: (?:of|is|was|will be|would be|at))+
    which (?:is|would be|will be|makes|comes to)
    (?:count|put|mark) me (?:down|in)?(?: (?:for|as|at))? / (?:no|not) more than / at (?:least|most)
    the (?:most|least) (?:i|we) (?:can|could|will)(?: (?:give|do|donate|afford))?(?: (?:is|would be))?"""
)
"""Phrases that put an amount forward."""

MODAL_VERB = phrases("can / could / will / would / shall / might")
YES = phrases(
    r"yes / yeah / yea / yep / ya / sure / ok / okay / k / alright / all right / fine / finn+e+ / oh / so / definitely"
)

OTHER = phrases(
    r"""ha(?:ve|s|d)(?! to) / having / get(?:s|ting)? / got(?:ten)? / (?<!hard )(?<!hard-)earn(?:s|ed|ing)? / made / makes
    mak(?:e|ing) (?:about|around|only|less|more|maybe|like) / cost(?:s|ing)? / spen[dt]\w* / bought / buy(?:s|ing)?
    receiv\w+ / worth / ow(?:e|es|ed) / keep(?:ing)? / kept / sav(?:es|ed|ing) / save (?!the) / need(?:s|ed|ing)? / gave
    donated / contributed / given / paid / pays / pay(?:ing)? (?:me|us) / charg\w+ / feed(?:s|ing)? / fed / rais(?:es|ed)
    liv(?:e|es|ing) (?:on|off) / goes / go to / went / ask(?:s|ed|ing)? / says / said / see / saw / read / told
    us(?:e|es|ed|ing) / tak(?:es|en) / took / closer / work(?:s|ed|ing)? for / offered / promised / between / every / per
    salar\w+ / ceo / price / minimum / budget / account / balance / allotted / allowed / range[sd]? / ranging / anywhere
    anything / any amount / seen / found / support(?:s|ed|ing)? / volunteer\w* / borrow\w* / lend / lent / lose / lost
    wast\w+ / hear / heard / afford to (?:lose|buy|live|eat) / provide[sd]? / turns? into / equals? / adds? up
    (?:can|could|to) (?:only )?(?:donate|give|choose) up to / am / are / old / there(?:'s| is| are| was) / leav(?:e|ing)
    surprising(?: that)?(?: even)? / count as / left with / invest\w* / won / win"""
)
"""Earning, spending, owning, costing, and what was given before."""

CUE = re.compile(
    rf"(?<![\w'])(?:(?P<other>{OTHER})|(?P<giving>{GIVING})|(?P<tentative>{TENTATIVE})|(?P<decided>{DECIDED})|"
    rf"(?P<modal>{MODAL_VERB})|(?P<yes>{YES}))(?![\w'])"
)
REACH = {"other": 99, "giving": 8, "decided": 5, "tentative": 4, "modal": 2, "yes": 2}
"""How many words may stand between a cue and its amount."""

OWN = r"i / we / me / us / let'?s / ill / id / im / i'(?:m|ll|d|ve) / we'(?:ll|d) / my / myself / (?:each|both) of us"
THEIR = r"""you(?:'(?:re|ll|d))? / u / they(?:'(?:re|ll|d))? / he / she / people / persons? / every(?:one|body) / some(?:one|body) / any(?:one|body)
    others? / who / folks / (?:m?turk|hit)?workers? / turkers / participants? / parents? / government / americans
    corporat\w+ / compan(?:y|ies) / charit(?:y|ies) / organi[sz]ations? / ngos? / nonprofits? / profit / ceo / children
    kids / child / those / most / many / nobody / (?:each|every) person / rich / guy / lady / friends? / husband / wife
    mom / dad / instructions? / mine / hit / task"""
SUBJECT = re.compile(rf"(?<![\w'])(?:(?<!the )(?<!in )(?P<own>{phrases(OWN)})|(?P<their>{phrases(THEIR)}))(?![\w'])")

FIT = phrases(
    r"""good / great / nice / fine / ok / okay / cool / fair / reasonable / adequate / enough / acceptable / perfect / alright / right
    best / plenty / appropriate / sufficient / suitable / decent / too (?:little|low|small)"""
)
BE = phrases(
    r"is / are / 's / (?:will|would|should|might|may) be / seems?(?: like)? / (?:still )?sounds?(?: like)? / feels?(?: like)?"
)
AFTER = re.compile(
    r"[ ,)\"']*(?:(?:an?|per) (?:day|week|month|hit) )?(?:(?:donation|contribution|gift) )?(?:(?:for (?:the (?:children|kids|charity|save)|them)|today|right now) ?)?"
    + phrases(
        rf"""{BE} (?:\w+ ){{0,4}}?(?:{FIT}|all(?! (?:i|we) (?:have|got|get|make|earn)\b(?! to))|most|max|limit|what (?:i|we)(?:'\w+)?|my|pushing|as (?:much|high|far)|something)\b
        (?:is|would) (?:that|it|this) (?:be )?{FIT}
                it (?:is|will be|would be) / then / for (?:me|today|now) / from (?:me|my|this) / of my / to (?:start|begin) / works? / firm / please
        (?:will|would|should|could) (?:work|do|suffice|help)\b(?! (?:a|the|them|these|out|build|some|any))
        i (?:can|could|will|would|guess|think|am) / i'(?:ll|d|m) / will be (?:donated|my) / (?:and )?that'?s (?:it|all|my|final)
        is my / out of (?:my|the) / (?:to|towards?) (?:the |this |that |your )?(?:charit\w*|save the|children|organi\w+|cause|kids)
        max(?:imum)? / donation\W*$ / for (?:them|save the|the (?:save|cause|children|kids|charity)) / for my (?:donation|contribution) / {FIT}\W*$
        an? (?:\w+ )?{FIT} (?:amount|donation|start|sum|idea|number)"""
    )
    + r"(?![\w'])"
)
"""What makes the amount before it a gift, when nothing on its left says what it is."""
FILLER = spoken(
    r"""a / about / around / more or less / roughly / approximately / at least / maybe / like / just / only / ok / okay / oh / yes
    yeah / sure / u+m+ / h?m+ / lol / then / please / or more / or less / or so / well / so / no / nope / nah / sorry / wait / actually / split / thanks?
    thank you / total / usd / the / fine / alright / and / of it"""
)

PAST = spoken(
    r"""last (?:year|month|week|time|night|christmas) / yesterday / ago / in the past / used to / before this / when i was
    (?:have|has|had|i've|we've) (?:\w+ )?(?:donated|given|gave|contributed|paid)"""
)
AT_FIRST = spoken(r"at first / initially / originally / (?:was|were) going to")
HABIT = re.compile(
    spoken(
        r"""usually / tend to / always / typically / normally / regularly / historically / often / generally / already
    every (?:year|month|week|christmas|day|few|paycheck|time) / (?:a|per|each) (?:month|week|year) / monthly / annually / yearly"""
    ).pattern
    + r"|/ ?(?:month|week|year)\b"
)
WILL = re.compile(
    r"\b(?:will|would|can|could|may|might|shall|should|ill|id|going to|gonna|want|willing|like to|let'?s|start|pledge|agree\w*|"
    r"decided|cho[os]+e|now|today|plan|happy|glad)\b|'ll\b|'d\b"
)
UNSURE = re.compile(
    rf"\b(?:not sure|unsure|don'?t know|not certain|not ready) (?:yet )?(?:if |that |whether )?(?:i\b|i'?m|to|about|of)(?!.*\bbut\b)|"
    rf"\bnot (?:sure|ready|decided)\b[^,.]*{DONATE}"
)
COUNTERFACTUAL = re.compile(
    r"\bif (?:it were|i (?:had|were)|there (?:was|were)|only)\b(?!.*\bbut\b)|\bwould have (?:donated|given)\b|"
    r"\b(?:i|we) wish (?:i|we) (?:could|had)\b(?!.*\bbut\b)"
)
IF_ONLY = re.compile(r" if (?:i|it|we|they) (?:had|were)\b| if only\b")
SUPPOSED = spoken(r"let'?s say / suppose / imagine / (?:was|were) to / if / even if")
IMPACT = spoken(
    r"""does / do (?:you|they|these) / did / go(?:es)? / how(?! about) / what(?! about| if) / where / enough to
    make (?:a|any) (?:difference|impact) / buy / feed / get (?:to|them|these|a) / actually / be able
    help (?:a|the|them|these|any|out|at all)"""
)
ASKING = re.compile(r"\W*(?:what (?!about|if)|how (?:much|many|far|long|does|do)|why|who|where|when|do you|does|did)\b")
OFFERED = re.compile(
    r"\b(?:(?:how|what) about|what if|why not|(?:can|could|may|should) i|maybe|perhaps|if (?:i|we)|i'?ll|i'?d|let'?s|my|each of us|both|"
    r"(?:i|we) (?:\w+ )?(?:can|could|will|would|think|guess|feel))\b|"
    r"^\W*(?:(?:so|ok|okay|would|is|will|and|sounds?|maybe|well|yes|sure|a|about|around|like|just)\b\s*)*$"
)

NEVER = (
    r"\b(?:(?:wo|ca|do|would|could|did|does|are|should|may|might)(?:n'?t| not)|cannot|cant|will not|(?:am|i'?m|are|be) not|"
    r"not (?:going|willing|able|interested|want\w*|looking)|never|unable|refuse|unwilling|no way|rather not|"
    r"(?:choosing|chose|choose|decided|prefer|going|like) not)\b(?! (?:mind|think that|worry))"
)
INTENT = phrases(
    r"""think / believe / feel / i / i'm / im / we / i'll / i'd / will / would / can / could / be / able / to / wish / want / like / go / going
    willing / comfortable / interested / in / really / currently / personally / am / afford / choose / plan(?:ning)?(?: on)?
    intend(?: on)? / wanting / prepared / inclined / just / even / ever / mak(?:e|ing) (?:a|any) / being / so
    at this (?:time|point) / right now / today"""
)
REFUSAL = re.compile(
    rf"{NEVER}(?: {INTENT})* {GIVE}\b\s*(?:to )?(?:up )?"
    + phrases(
        r"""any(?:thing|one| money| of)?\b(?! more) / a (?:thing|penny|cent|dime|single \w+|donation) / money / nothing / at all
        one (?:cent|penny|dime) / (?:right )?now / today / at th(?:is|e) (?:time|moment|point) / this time / from (?:my|this)
        (?:to )?(?:this|it|them|save|your|charit\w*) / because / as / since / for (?!.*\bbut\b) / my / sorry / and / either / with
        some / so / here / but / [,.!] / $"""
    )
    + rf"|\bdeclin(?:e|ing) (?:on |to |the )?(?:{GIVE}|donation)"
    + r"|\b(?:i'll|i will|i have to|i'd rather|i must|going to) (?:\w+ )?(?:have to )?(?:respectfully |politely )?(?:pass|decline)\b"
    r"(?! it| on (?:it|the word))"
)
GENERAL = re.compile(
    rf"\b(?:usually|normally|typically|always|often|generally|tend|much|more|a lot|huge|large)\b|"
    rf"\bdo(?:n'?t| not) (?:(?:really|currently|actively|just|ever|even|personally) )*(?:like to )?(?:{GIVE})"
)
"""A refusal of much, or a habit; not of any gift."""
INTENDED = (
    r"\b(?:rather|going to|want to|like to|will|i'?ll|need to|have to|prefer to|would|choose to|decided to|i am|i'?m)"
)
KEPT = r"(?:my|the|this|all) (?:\w+ )?(?:money|bonus|pay\w*|earnings|reward|compensation|\$?2)"
NOTHING = re.compile(
    phrases(
        rf"""\b{GIVE} (?:nothing|no money|none|zero)\b
        \bno (?:donation|money|contribution) (?:from me|today|this time|for now|at this time)
        ^\W*(?:no|nope|nah)?[, ]*not (?:even )?(?:a|one|a single) (?:penny|cent|dime|dollar)\b
        ^\W*(?:(?:so|ok|okay|well|no) )*(?:nothing|none|zero)\W*(?:from me|for me|today|this time|for now|$)
        {INTENDED} (?:just )?keep(?:ing)? (?:all (?:of )?)?(?:{KEPT}|it|mine|what)(?! (?:in mind|in touch|to myself|private|a secret))"""
    )
)
FIRM = re.compile(r"\b(?:won'?t|will not|refuse|never|(?:am|i'?m) not)\b(?! (?:sure|certain|able|ready|comfortable))")
SOFTENED = re.compile(r"\b(?:but|less|maybe|perhaps|instead|rather|until|unless|yet)\b")
WITHDRAWN = spoken(
    r"""never ?mind / scratch that / forget (?:it|that|about it) / cancel (?:that|it|my \w+) / take (?:that|it) back
    changed my mind / second thoughts?,? (?:no|i (?:won't|can't|don't)|not) / withdraw\w*
    (?:actually|wait),? no(?: (?:thanks|thank you|i)|\W*$)"""
)
