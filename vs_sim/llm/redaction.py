"""Removes keys from texts, so that none reaches a log, an error or a page."""

from __future__ import annotations

import os
import re

LOOKS_LIKE_A_KEY = re.compile(r"\b(?:(?:sk|pk|rk|gsk|xai|hf|key)[-_][\w*-]{11,}|AIza[\w-]{20,})")
BEARER = re.compile(r"(?i)\b(bearer|api[-_ ]?key\s*[:=])(\s*)[^\s,;\"'}]+")
NAMES_A_SECRET = re.compile(r"(?i)(_KEY|_TOKEN|_SECRET|PASSWORD)$")
REMOVED = "[redacted]"


def redacted(text: str) -> str:
    """The text without any key: neither those of the environment nor anything that looks like one."""
    for name, value in os.environ.items():
        if len(value) >= 8 and NAMES_A_SECRET.search(name):
            text = text.replace(value, REMOVED)
    return BEARER.sub(rf"\1\2{REMOVED}", LOOKS_LIKE_A_KEY.sub(REMOVED, text))
