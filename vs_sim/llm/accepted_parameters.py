"""Which sampling parameters a model takes: known from its name, or learnt from the error that names one.

OpenAI's models that reason take neither temperature nor top_p, and call the longest answer `max_completion_tokens`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_REASONS = re.compile(r"o\d|gpt-[5-9]")
_SAMPLES = re.compile(r"gpt-5-chat|gpt-5\.[124](-mini|-nano)?(-\d{4}-\d\d-\d\d)?$")
"""Models of these families that take the sampling parameters all the same."""
_DEFAULT = {"temperature": 1.0, "top_p": 1.0}
_OPTIONAL = frozenset({"temperature", "top_p", "seed", "reasoning_effort"})
"""Parameters without which a request still asks the same question."""
_REFUSED = frozenset({"unsupported_parameter", "unsupported_value"})
_LIMIT, _LIMIT_OF_REASONING = "max_tokens", "max_completion_tokens"


class AcceptedParameters:
    """The parameters of one model.

    Args:
        name: The model's name as its server knows it.
    """

    def __init__(self, name: str) -> None:
        reasons = _REASONS.match(name) is not None
        self.refused = set(_DEFAULT) if reasons and not _SAMPLES.match(name) else set[str]()
        self.limit = _LIMIT_OF_REASONING if reasons else _LIMIT

    def fitted(self, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """The parameters as the model takes them, and the names of those that are dropped."""
        dropped = {name for name in self.refused & wanted.keys() if wanted[name] != _DEFAULT.get(name)}
        sent = {name: value for name, value in wanted.items() if name not in self.refused}
        if _LIMIT in sent:
            sent[self.limit] = sent.pop(_LIMIT)
        return sent, tuple(sorted(dropped))

    def learn(self, status: int, answer: bytes, sent: Mapping[str, Any]) -> bool:
        """Whether an error says that the model does not take a parameter which was sent, so that it can be left out."""
        if status != 400:
            return False
        name = _refused_parameter(answer)
        if name == _LIMIT and _LIMIT in sent:
            self.limit = _LIMIT_OF_REASONING
            return True
        if name not in _OPTIONAL or name not in sent:
            return False
        self.refused.add(name)
        return True


def _refused_parameter(answer: bytes) -> str | None:
    """The parameter that an error names as one that the model does not take."""
    try:
        error = json.loads(answer)["error"]
        return str(error["param"]) if error["code"] in _REFUSED else None
    except (ValueError, LookupError, TypeError):
        return None
