"""Sampling parameters of models behind HTTP, as an entry of `models:` gives them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from vs_sim.core.message import Request
from vs_sim.core.strict_model import Strict
from vs_sim.llm.first_token_scores import FIRST_TOKEN
from vs_sim.llm.structured_output import response_format


class Sampling(Strict):
    """Sampling parameters that an entry of `models:` may give."""

    temperature: float | None = Field(default=None, ge=0, le=2, description="decoding temperature")
    top_p: float | None = Field(default=None, gt=0, le=1, description="nucleus sampling")
    max_tokens: int | None = Field(default=None, ge=1, description="longest answer in tokens")
    send_seed: bool = Field(default=True, description="send a seed with every request")


def request_parameters(request: Request, sampling: dict[str, Any], form: str, *, send_seed: bool) -> dict[str, Any]:
    """The parameters of a request besides model and messages, by their names in OpenAI's protocol.

    Args:
        request: The logical request.
        sampling: The parameters that the entry gives.
        form: How the answer's form is asked for, one of `structured_output.FORMS`.
        send_seed: Whether the request's seed is sent.
    """
    wanted = {"seed": request.seed if send_seed else None, "response_format": response_format(form, request.schema)}
    if request.answers:
        sampling = sampling | FIRST_TOKEN
    return sampling | {name: value for name, value in wanted.items() if value is not None}


def wire_messages(request: Request) -> list[dict[str, str]]:
    """The messages as the protocol writes them."""
    return [{"role": message.role, "content": message.content} for message in request.messages]
