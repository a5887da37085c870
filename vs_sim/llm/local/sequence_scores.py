"""The probability of whole answers from a llama.cpp server: of every token of an answer, and of the end of the reply.

Beside the probability among all replies stands that under a grammar which allows the answers alone: there, each token
is drawn from those that lead to an answer, and their probabilities are normalised place by place.

Answers that begin alike share their tokens, so one request per place where they part is enough. A wanted token that is
not among the likeliest is forced by a bias: the engine states probabilities as they were before any bias, penalty or
temperature. An answer counts in the tokens that the model's own tokenizer gives it; that the model might spell it in
other tokens is left out, as usual. For answers of several tokens that can matter: see docs/real_models.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.errors import Rejected, Unreachable

Post = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""From a path of llama.cpp's server and a body to the decoded answer; raises a `BackendError`."""
Tokens = tuple[int, ...]
_LISTED = 100
"""Likeliest tokens that are asked for at each place."""
_FORCED = 1_000.0
"""A bias that outweighs every other token."""
_MARK, _NEXT = "ANSWERMARK", "NEXTMARK"
"""Words by which the beginning and the end of an answer are found in a rendered conversation."""


@dataclass(frozen=True)
class ScoredAnswers:
    """Scores, and what they took.

    Attributes:
        scores: Of every answer.
        prompt_tokens: Of the conversation.
        scored_tokens: Whose probabilities were read.
    """

    scores: AnswerScores
    prompt_tokens: int
    scored_tokens: int


def normalised_by_place(known: Mapping[Tokens, float]) -> dict[Tokens, float]:
    """Log-probabilities of tokens where only those that are known may follow one another.

    Args:
        known: Beginnings of answers to the log-probability of their last token.
    """
    total: dict[Tokens, float] = defaultdict(float)
    top: dict[Tokens, float] = {}
    for begun, logprob in known.items():
        top[begun[:-1]] = max(logprob, top.get(begun[:-1], -math.inf))
    for begun, logprob in known.items():
        if math.isfinite(top[begun[:-1]]):
            total[begun[:-1]] += math.exp(logprob - top[begun[:-1]])
    return {
        begun: logprob - top[begun[:-1]] - math.log(total[begun[:-1]]) if begun[:-1] in total else -math.inf
        for begun, logprob in known.items()
    }


def _along(known: Mapping[Tokens, float], paths: Mapping[str, Tokens]) -> dict[str, float | None]:
    """The log-probability of every answer from those of its tokens; None for none."""
    logprobs = {answer: math.fsum(known[path[: at + 1]] for at in range(len(path))) for answer, path in paths.items()}
    return {answer: logprob if math.isfinite(logprob) else None for answer, logprob in logprobs.items()}


@dataclass
class SequenceScorer:
    """Scores the answers to conversations with one model.

    Attributes:
        post: Asks the server.
        spelled: Lines and texts that follow them to the tokens of the texts, as far as they were asked for.
    """

    post: Post
    spelled: dict[tuple[str, str], Tokens] = field(default_factory=dict)

    async def score(self, messages: list[dict[str, str]], answers: Iterable[str]) -> ScoredAnswers:
        """The probability that the reply to a conversation is exactly an answer, for every answer.

        Raises:
            BackendError: The server cannot be reached, or its chat template does not show where an answer ends.
        """
        prompt = await self._rendered(messages)
        last = prompt[prompt.rstrip("\n").rfind("\n") + 1 :]
        before, after = await self._frame(messages, prompt)
        end = (await self._after(last + before + _MARK, after))[0]
        asked = await self._tokens(prompt, add_special=True, parse_special=True)
        paths = {answer: (*await self._after(last, before + answer), end) for answer in answers}
        known = await self._walk(asked, paths.values())
        free, constrained = _along(known, paths), _along(normalised_by_place(known), paths)
        return ScoredAnswers(AnswerScores(free, "sequence", constrained=constrained), len(asked), len(known))

    async def _walk(self, prompt: Tokens, paths: Iterable[Tokens]) -> dict[Tokens, float]:
        """The log-probability of the last token of every beginning of a path, given the tokens before it."""
        next_tokens: dict[Tokens, set[int]] = defaultdict(set)
        for path in paths:
            for at, token in enumerate(path):
                next_tokens[path[:at]].add(token)
        known: dict[Tokens, float] = {}
        for begun in sorted(next_tokens):
            missing = set(next_tokens[begun])
            while missing:
                found = await self._next(prompt + begun, max(missing))
                known |= {(*begun, token): found[token] for token in missing & found.keys()}
                missing -= found.keys()
        return known

    async def _next(self, tokens: Tokens, forced: int) -> Mapping[int, float]:
        """The log-probabilities of a token and of the likeliest ones, after some tokens."""
        body = {
            "prompt": list(tokens),
            "n_predict": 1,
            "n_probs": _LISTED,
            "temperature": 0.0,
            "logit_bias": [[forced, _FORCED]],
            "cache_prompt": True,
        }
        answer = await self.post("/completion", body)
        try:
            stated = answer["completion_probabilities"][0]
            listed = {part["id"]: part["logprob"] for part in [*stated["top_logprobs"], stated]}
        except (KeyError, IndexError, TypeError):
            raise Unreachable("llama.cpp answered without token probabilities") from None
        if forced not in listed:
            raise Unreachable(f"llama.cpp gave no probability of the token {forced}")
        return {token: -math.inf if logprob is None else float(logprob) for token, logprob in listed.items()}

    async def _rendered(self, messages: list[dict[str, str]]) -> str:
        return str((await self.post("/apply-template", {"messages": messages}))["prompt"])

    async def _frame(self, messages: list[dict[str, str]], prompt: str) -> tuple[str, str]:
        """What the chat template puts before an answer, and what after it.

        Raises:
            Rejected: The template rewrites the conversation when it goes on.
        """
        further = [{"role": "assistant", "content": _MARK}, {"role": "user", "content": _NEXT}]
        whole = await self._rendered([*messages, *further])
        before, found, after = whole.removeprefix(prompt).partition(_MARK)
        if not (whole.startswith(prompt) and found and after):
            raise Rejected("the model's chat template does not show where an answer ends", hint="use another method")
        return before, after

    async def _after(self, line: str, text: str) -> Tokens:
        """The tokens of a text where it follows a line; some tokenizers spell the same text otherwise when alone."""
        if (line, text) not in self.spelled:
            start, whole = [
                await self._tokens(part, add_special=False, parse_special=True) for part in (line, line + text)
            ]
            if whole[: len(start)] != start:
                start, whole = (), await self._tokens(text, add_special=False, parse_special=False)
            self.spelled[line, text] = whole[len(start) :]
        return self.spelled[line, text]

    async def _tokens(self, text: str, **how: bool) -> Tokens:
        return tuple((await self.post("/tokenize", {"content": text, **how}))["tokens"])
