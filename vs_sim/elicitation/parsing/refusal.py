"""What a refusal looks like in plain text: it names why nothing could be read, and keeps lists of advice out."""

from __future__ import annotations

import re

_REFUSAL = re.compile(
    r"\b(?:i(?:['’]m| am) (?:sorry|unable|not able|not comfortable)|"
    r"i (?:cannot|can['’]?t|can not|won['’]?t|must decline)|i apologi[sz]e|as an ai|"
    r"(?:cannot|can['’]t) (?:help|assist|comply|provide|fulfil))",
    re.IGNORECASE,
)


def refuses(text: str) -> bool:
    """Whether plain text declines to answer."""
    return bool(_REFUSAL.search(text))
