"""Logprobs: the model's own distribution over the answers to a closed question, from the probabilities of its tokens.

The third way to a distribution, beside repeated draws and stated probabilities (Santurkar et al. 2023,
arXiv:2303.17548; Meister, Guestrin and Hashimoto 2024, arXiv:2411.05403). It asks as `direct` does and draws nothing:
the probability of an answer is the sum over the texts that state it, normalised over all answers.
"""

from __future__ import annotations

import math

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.core.finish_reason import finished
from vs_sim.core.message import Reply, Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, NoOptions, method
from vs_sim.elicitation.prompts.request_text import clause, form, messages
from vs_sim.errors import Unparsed, VsSimError
from vs_sim.llm.flow import Ask


@method("logprobs", closed=True)
def logprobs(question: Question, context: Context, options: NoOptions) -> Ask[Distribution]:
    """Ask for the probabilities of all answers."""
    spelled = question.answer.spellings
    if not spelled:
        raise VsSimError(f"{question.answer.described}: its answers cannot be listed", hint="ask by another method")
    words = clause(context, "direct", form=form(question, context))
    texts = tuple(text for its in spelled.values() for text in its)
    reply = yield Request(messages(question, context, words), answers=texts)
    return own_distribution(reply, question)


def own_distribution(reply: Reply, question: Question) -> Distribution:
    """The distribution over the answers of a closed question that a reply with probabilities states.

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
    masses = {value: _mass(scores, texts) for value, texts in question.answer.spellings.items()}
    total = math.fsum(masses.values())
    if not total > 0:
        raise Unparsed("no_mass", reply.text, detail="no answer is among the tokens that the provider lists")
    candidates = (
        Candidate(question.answer.spellings[value][0], mass, mass / total, value) for value, mass in masses.items()
    )
    found = Distribution(tuple(candidates))
    if scores.basis == "first_token":
        return found.repair("first_token", f"{scores.unlisted:.4f} on tokens that the provider does not list")
    return found


def _mass(scores: AnswerScores, texts: tuple[str, ...]) -> float:
    """The probability of all texts of one answer; they exclude one another, as each ends the reply."""
    known = (scores.logprobs.get(text) for text in texts)
    return math.fsum(math.exp(logprob) for logprob in known if logprob is not None)
