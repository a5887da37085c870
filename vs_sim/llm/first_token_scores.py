"""The probabilities of answers from the first token of a reply, which OpenAI-like providers list with `top_logprobs`.

A listed token counts for an answer when it begins that answer and no other, or is an answer while every longer one that
begins with it is listed by itself. Everything else stays without a probability, and so does what is not listed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.message import Reply, Request
from vs_sim.errors import Rejected

TOP_LOGPROBS = 20
"""The most tokens that OpenAI lists."""
FIRST_TOKEN = {"logprobs": True, "top_logprobs": TOP_LOGPROBS, "max_tokens": 1, "temperature": 0}
"""The parameters that ask for the probabilities of the first token; they state the model's own, at temperature 1."""


def with_scores(reply: Reply, answer: Any, request: Request) -> Reply:
    """A reply whose text is the scores that a request asks for; every other reply as it is.

    Args:
        reply: What was read in the answer.
        answer: The decoded JSON of the chat completion.
        request: What was asked.

    Raises:
        Rejected: The provider lists no probabilities.
    """
    if not request.answers:
        return reply
    scores = first_token_scores(answer, request.answers)
    if scores is None:
        hint = "method logprobs needs a model with top_logprobs, or backend llama_cpp"
        raise Rejected(f"{reply.model}: the provider lists no token probabilities", hint=hint)
    return replace(reply, text=scores.to_json(), finish_reason="stop")


def first_token_scores(answer: Any, answers: Sequence[str]) -> AnswerScores | None:
    """The scores in a decoded chat completion; None where it states no probabilities.

    Args:
        answer: The decoded JSON.
        answers: The texts that are asked about.
    """
    listed = _listed(answer)
    if not listed:
        return None
    masses = attributed(listed, answers)
    logprobs = {text: math.log(masses[text]) if masses.get(text) else None for text in answers}
    return AnswerScores(logprobs, "first_token", max(0.0, 1.0 - math.fsum(mass for _, mass in listed)))


def attributed(listed: Iterable[tuple[str, float]], answers: Sequence[str]) -> dict[str, float]:
    """The probability of every answer that listed first tokens decide.

    Args:
        listed: Tokens as texts, with their probabilities.
        answers: The texts that are asked about.
    """
    tokens = [(token.strip().casefold(), mass) for token, mass in listed]
    whole = {token for token, _ in tokens}
    masses: dict[str, float] = {}
    for token, mass in tokens:
        begun = [text for text in answers if token and text.casefold().startswith(token)]
        exact = [text for text in begun if text.casefold() == token]
        longer = [text for text in begun if text.casefold() != token]
        if len(begun) > 1 and not all(text.casefold() in whole for text in longer):
            continue
        if len(meant := exact or begun) == 1:
            masses[meant[0]] = masses.get(meant[0], 0.0) + mass
    return masses


def _listed(answer: Any) -> list[tuple[str, float]]:
    """The listed first tokens with their probabilities; none where there are none."""
    try:
        top = answer["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
        return [(str(part["token"]), math.exp(part["logprob"])) for part in top if _finite(part)]
    except (KeyError, IndexError, TypeError):
        return []


def _finite(part: Mapping[str, Any]) -> bool:
    return isinstance(part["logprob"], int | float) and math.isfinite(part["logprob"])
