"""What is said to a model and what it says back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

Name = tuple[str, ...]
"""The name of a draw: unit, the kind's own path, question, call, attempt."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request:
    """A logical request: what is asked, before any negotiation with a provider.

    Attributes:
        messages: The conversation so far, system message first.
        schema: The JSON schema the answer should follow, if the method has one; also stated in the text.
        parameters: Sampling parameters of the model entry (temperature, max_tokens, …).
        seed: The provider seed of this call; not part of the request's identity.
        answers: Texts of which the probabilities are asked for, instead of an answer; none for a usual request. The
            reply's text is an `AnswerScores` as JSON.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    answers: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Identity of the logical request: messages, schema, parameters and answers."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Canonical JSON of the logical request, without the seed."""
        return self._json

    @cached_property
    def _json(self) -> str:
        logical: dict[str, Any] = {
            "messages": [[message.role, message.content] for message in self.messages],
            "schema": self.schema,
            "parameters": dict(self.parameters),
        }
        if self.answers:
            logical["answers"] = list(self.answers)
        return json.dumps(logical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Request:
        """The request that `to_json` wrote."""
        data = json.loads(text)
        messages = tuple(Message(role, content) for role, content in data["messages"])
        return cls(messages, data["schema"], data["parameters"], answers=tuple(data.get("answers", ())))

    def seeded(self, seed: int) -> Request:
        """The same request with a provider seed."""
        return replace(self, seed=seed)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a request, and what it took.

    Attributes:
        text: The answer exactly as returned.
        finish_reason: `stop`, `length`, `content_filter`, …, as the provider said.
        model: The model that answered, as the provider named it.
        prompt_tokens: Tokens billed for the request; None when unknown.
        completion_tokens: Tokens billed for the answer; None when unknown.
        usd: Cost in US dollars; None when unknown.
        seconds: Wall time of the successful attempt.
        dropped: Parameters the model does not take and was not sent.
        structured: How the answer format was enforced: `json_schema`, `json_object` or `prompt`.
    """

    text: str
    finish_reason: str = "stop"
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    usd: float | None = None
    seconds: float = 0.0
    dropped: tuple[str, ...] = ()
    structured: str = "prompt"
