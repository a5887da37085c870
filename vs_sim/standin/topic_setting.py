"""Reads from a scenario what the conversation is about: a donation or another topic, the recipient, the endowment.

All specific content of the stand-in's utterances comes from here, so that it mentions a charity, children or money
only where the scenario does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"(?:[A-Z][\w'’]+)(?: (?:(?:the|of|for|and|without|against) )*[A-Z][\w'’]+)*"
_ORGANISATION = re.compile(
    r"(?:donat\w+|giv\w+|contribut\w+|charity|organi[sz]ation|fund|foundation|payment|money|part)"
    rf"[^.?!]{{0,60}}?\b(?:to|called|named|for|,) (?:the )?(?:charity |foundation |organi[sz]ation )?({_NAME})"
)
_MONEY = re.compile(r"\$ ?(\d+(?:\.\d+)?)")
_TOPIC = re.compile(
    r"\b(?:about|whether|discuss(?:es|ing)?|regarding|debat\w+|concerning|talk(?:s|ing)? over) ([^.,;?!\n]+)"
)
_ASKS_FOR = re.compile(r"\b(?:to|should|consider) ((?!persuade|convince|talk|chat|discuss)[a-z]+ [^.,;?!\n]+)")
_HANGING = frozenset({"the", "a", "an", "on", "of", "to", "in", "and", "for", "with"})
_POINTERS = frozenset({"it", "this", "that", "them", "these", "those", "what", "how"})
_DETERMINERS = frozenset({"the", "a", "an", "your", "their", "his", "her", "more", "less"})
_PERSUADES = re.compile(
    r"\b(?:you(?:r\b[^.]{0,40}| are| want| have|'ve)?|goal|task|aim|persuades?|convinces?)\b[^.]{0,80}"
    r"\b(?:(?:persuad\w+|convinc\w+)(?! you\b)|ask (?:for|them|the|him|her)|win \w+ over"
    r"|(?:would like|want|hope|wish) (?:the|your|a|an|that) [^.]{0,40}\bto\b|talk \w+ into|rais\w+ money"
    r"|get (?:them|the other|him|her)|sell)\b",
    re.I,
)
_PERSUADER = re.compile(
    r"persuader|persuading|advocate|fundrais|recruit|campaign|canvass|seller|salesp|lobby|solicit|promoter", re.I
)
_KINDS = (
    ("child", r"child|kids|youth|school", ("kids", "children")),
    ("animal", r"animal|shelter dog|wildlife|pets?\b|cats?\b|dogs?\b", ("animals",)),
    ("nature", r"forest|ocean|climate|planet|trees|rivers?\b", ("communities", "future generations")),
)
_FOLK = ("people", "families")


@dataclass(frozen=True)
class TalkSetting:
    """What a scenario is about."""

    giving: bool
    """Whether somebody is asked to donate."""
    organisation: str | None
    cause: str
    """`child`, `animal`, `nature` or `people`."""
    beneficiaries: tuple[str, ...]
    endowment: float | None
    """The largest amount of dollars mentioned; None without one."""
    topic: str
    """The topic in the scenario's words, as a phrase that can follow `about`."""
    tasks: bool
    """Whether the speakers are workers on an online task."""


@lru_cache(maxsize=512)
def talk_setting(scenario: str) -> TalkSetting:
    """Read a scenario block."""
    giving = bool(
        re.search(
            r"donat|charit|contribute to|giv\w+ (?:some|part|half|a (?:share|part|portion)|money)", scenario, re.I
        )
    )
    found = _ORGANISATION.search(scenario) if giving else None
    kind = next((k for k in _KINDS if re.search(k[1], scenario, re.I)), ("people", "", _FOLK))
    amounts = [float(amount) for amount in _MONEY.findall(scenario)]
    return TalkSetting(
        giving=giving,
        organisation=found[1] if found else None,
        cause=kind[0],
        beneficiaries=kind[2],
        endowment=max(amounts) if amounts else None,
        topic=_topic(scenario),
        tasks=bool(re.search(r"\bworkers?\b|mturk|mechanical turk|\btask\b", scenario, re.I)),
    )


def _topic(scenario: str) -> str:
    """The topic of the general description; else the action asked for; else the topic of the role's own brief."""
    about, _, brief = scenario.strip().rpartition("\n\n")
    return _matter(about or brief) or _deed(scenario) or _matter(brief) or "this"


def _matter(text: str) -> str:
    for found in _TOPIC.finditer(text):
        words = _trimmed(found[1])
        if words and words[0].lower() not in _POINTERS:
            phrase = " ".join(words)
            return f"whether {phrase}" if found[0].lower().startswith("whether") else phrase
    return ""


def _deed(text: str) -> str:
    asked = _ASKS_FOR.search(text)
    words = _trimmed(asked[1]) if asked else []
    if len(words) < 2:
        return ""
    return " ".join(words[1:]) if words[1].lower() in _DETERMINERS else f"whether to {' '.join(words)}"


def _trimmed(phrase: str) -> list[str]:
    words = phrase.split()[:14]
    while words and words[-1].lower() in _HANGING:
        words.pop()
    return words


@lru_cache(maxsize=1024)
def persuades(role: str, scenario: str) -> bool:
    """Whether this role is the one that asks: by its name, or by its own brief.

    The brief is the scenario's last paragraph, if there is more than one.
    """
    if role.lower().endswith("ee"):
        return False
    if _PERSUADER.search(role):
        return True
    paragraphs = re.split(r"\n\s*\n", scenario.strip())
    return len(paragraphs) > 1 and bool(_PERSUADES.search(paragraphs[-1]))
