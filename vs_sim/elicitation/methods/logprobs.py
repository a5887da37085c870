"""Logprobs: the model's own distribution over the answers to a closed question, from the probabilities of its tokens.

The third way to a distribution, beside repeated draws and stated probabilities (Santurkar et al. 2023,
arXiv:2303.17548; Meister, Guestrin and Hashimoto 2024, arXiv:2411.05403). It asks as `direct` does and draws nothing:
the probability of an answer is the sum over the replies that state it, normalised over all answers.

Where a backend scores whole replies, these are the JSON objects that `direct` asks for, and the distribution is that of
`direct` under the grammar which enforces them: token by token, only what leads to an answer can be drawn.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.core.finish_reason import finished
from vs_sim.core.message import Reply, Request
from vs_sim.core.persona import value_text
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, NoOptions, method
from vs_sim.elicitation.prompts.answer_schema import direct_schema
from vs_sim.elicitation.prompts.request_text import clause, form, messages
from vs_sim.errors import Unparsed, VsSimError
from vs_sim.llm.flow import Ask

Written = Mapping[float | str, tuple[str, ...]]


@method("logprobs", closed=True)
def logprobs(question: Question, context: Context, options: NoOptions) -> Ask[Distribution]:
    """Ask for the probabilities of all answers."""
    spelled = question.answer.spellings
    if not spelled:
        raise VsSimError(f"{question.answer.described}: its answers cannot be listed", hint="ask by another method")
    schema = direct_schema(question, context) if context.scores == "sequence" else None
    words = clause(context, "direct" if schema is None else "direct_object", form=form(question, context))
    written = spelled if schema is None else {value: _objects(texts, schema) for value, texts in spelled.items()}
    texts = tuple(text for its in written.values() for text in its)
    reply = yield Request(messages(question, context, words), answers=texts)
    return own_distribution(reply, written, constrained=schema is not None)


def _objects(texts: tuple[str, ...], schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The replies in the structured form of `direct` that state an answer, of those that its schema allows."""
    pattern = schema["properties"]["response"].get("pattern", "")
    allowed = [text for text in texts if re.search(pattern, text)]
    return tuple(json.dumps({"response": text}, ensure_ascii=False) for text in allowed)


def own_distribution(reply: Reply, written: Written, *, constrained: bool = False) -> Distribution:
    """The distribution over answers that a reply with probabilities states.

    Args:
        reply: Its text is an `AnswerScores`.
        written: Every answer by its value, with the replies that state it.
        constrained: Whether the answers are drawn under a grammar that allows no other reply.

    Every candidate's stated weight is its probability among all replies, so `listed` is the probability that a reply
    is one of the answers at all. The repair `first_token` says that only the first token was known, and the
    probability of the tokens that were not.

    Raises:
        Unparsed: `no_probabilities` when the reply is something else, `no_mass` when no answer has any.
    """
    finished(reply)
    try:
        scores = AnswerScores.from_json(reply.text)
    except (ValueError, KeyError, TypeError):
        raise Unparsed("no_probabilities", reply.text) from None
    logs = {value: _log_mass(scores.logprobs, texts) for value, texts in written.items()}
    drawn = logs
    if constrained and scores.constrained is not None:
        drawn = {value: _log_mass(scores.constrained, texts) for value, texts in written.items()}
    top = max(drawn.values())
    if not math.isfinite(top):
        raise Unparsed("no_mass", reply.text, detail="no answer is among the tokens that the provider lists")
    relative = {value: math.exp(log - top) for value, log in drawn.items()}
    total = math.fsum(relative.values())
    candidates = (
        Candidate(value_text(value), math.exp(log), relative[value] / total, value) for value, log in logs.items()
    )
    found = Distribution(tuple(candidates))
    if scores.basis == "first_token":
        return found.repair("first_token", f"{scores.unlisted:.4f} on tokens that the provider does not list")
    return found


def _log_mass(logprobs: Mapping[str, float | None], texts: tuple[str, ...]) -> float:
    """The log-probability of all texts of one answer; they exclude one another, as each ends the reply."""
    known = [logprob for text in texts if (logprob := logprobs.get(text)) is not None]
    top = max(known, default=-math.inf)
    return top + math.log(math.fsum(math.exp(logprob - top) for logprob in known)) if math.isfinite(top) else top
