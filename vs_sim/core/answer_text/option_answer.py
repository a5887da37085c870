"""Reading one of several options out of an answer: the answer is the option, never a text that mentions it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.option_text import option_key

_MARK = re.compile(r"(?:\(?([a-z0-9]{1,2})[).:]|[-*•])\s{1,5}", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:(?:my|the|final)\s){0,2}(?:answer|choice|response|option|antwort|respuesta|réponse|ответ)(?:\s{1,3}(?:is|ist|es|est))?\s{0,3}[:=]?\s{1,3}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s{0,3},\s{0,3}(?:thanks|thank you|please|bitte|danke|gracias|por favor|merci|спасибо)\W{0,5}$", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def option_in(text: str, options: Sequence[str]) -> ReadValue | None:
    """The option that an answer is; None when it is none, however many it mentions.

    Args:
        text: The answer, for example `Yes`, `**yes.**`, `B) No` or `Answer: no`.
        options: The options as the question spells them.
    """
    known = {option_key(option): option for option in options}
    if (key := option_key(text)) in known:
        return ReadValue(known[key])
    plain = text.strip()
    inner = _BRACKETS.fullmatch(plain)
    mark, label = _MARK.match(plain), _BEFORE.match(plain)
    shorter = [plain[label.end() :] if label else plain, inner[1] if inner else plain]
    if mark and option_key(mark[1] or "") not in known:  # the mark of one option before another names both
        shorter.append(plain[mark.end() :])
    shorter += [_BEHIND.sub("", one) for one in shorter]
    found = {known[option_key(one)] for one in shorter if option_key(one) in known}
    return ReadValue(found.pop(), ("value_in_text",)) if len(found) == 1 else None
