"""What is said to a model whose answer could not be read: what was wrong with it, in one clause."""

from __future__ import annotations

from collections.abc import Mapping

WRONG: Mapping[str, str] = {
    "bad_value": "it was not the answer alone, or not one of the answers that are possible",
    "out_of_range": "it was outside the range",
    "truncated": "it was too long and was cut off",
    "too_long": "it was too long",
    "length": "it was too long and was cut off",
    "no_structure": "it was not the JSON object asked for",
    "no_distribution": "it was not the JSON object asked for",
    "damaged": "its JSON was damaged",
    "no_candidates": "it held no answer",
    "too_many": "it held too many answers",
    "several_answers": "it held more than one answer",
    "ambiguous": "it could be read in more than one way",
    "missing_weight": "an answer had no number of its own",
    "unreadable_weight": "a number could not be read",
    "mixed_scales": "its numbers were on different scales",
    "all_zero": "all its numbers were 0",
    "above_threshold": "every answer had too high a probability",
    "unknown_label": "it held a label that was not asked for",
    "empty": "it was empty",
    "reasoning_only": "it held reasoning and no answer",
}
"""Reason of an unreadable answer to what was wrong; reasons that are not listed are not explained to the model."""


def what_was_wrong(reason: str) -> str:
    """The clause for a reason; empty where there is none to give."""
    return WRONG.get(reason, "")
