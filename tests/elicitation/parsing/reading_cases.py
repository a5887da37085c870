"""Writing answers for the tests of the reader."""

from __future__ import annotations

import json

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.errors import Unparsed

YES_NO = [{"text": "Yes", "probability": 0.7}, {"text": "No", "probability": 0.3}]
CLEAN = json.dumps({"responses": YES_NO})


def shares(found: Distribution) -> dict[str, float]:
    """Texts and probabilities."""
    return {candidate.text: round(candidate.probability, 6) for candidate in found.candidates}


def read_or_reason(raw: str, method: str = "vs_standard", k: int | None = None) -> dict[str, float] | str:
    """What an answer says, or the reason why it is unreadable."""
    try:
        return shares(parse(raw, method, k))
    except Unparsed as error:
        return error.reason
