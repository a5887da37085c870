"""Structured answers where a provider offers them: the strongest form that a model accepts, found once per model.

The prompt also states the form in words, so that the weakest form, the prompt alone, still asks for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from vs_sim.core.message import Reply, Request
from vs_sim.errors import Rejected, Unreachable

FORMS = ("json_schema", "json_schema_without_lengths", "json_object_with_schema", "json_object", "prompt")
"""How an answer's form is enforced, strongest first."""
LENGTHS = ("pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum")
"""Bounds that keep answers short; some providers refuse them in a schema."""
FORM_REFUSED = (400, 404, 415, 422, 500, 501)
"""Statuses that may mean that a model does not accept the form, not that it is down."""


def response_format(form: str, schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The request parameter for a form; None when the prompt alone asks for it."""
    if schema is None or form == "prompt":
        return None
    if form.startswith("json_schema"):
        sent = dict(schema) if form == "json_schema" else without_lengths(schema)
        return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": sent}}
    return {"type": "json_object"} | ({"schema": dict(schema)} if form == "json_object_with_schema" else {})


def without_lengths(schema: Any) -> Any:
    """A schema without the bounds that some providers refuse."""
    if isinstance(schema, Mapping):
        return {key: without_lengths(value) for key, value in schema.items() if key not in LENGTHS}
    return schema


class Structure:
    """The form that one model accepts: the strongest that ever succeeded.

    Every request starts in the strongest form; those that are refused try weaker ones, one request at a time, until
    one succeeds.

    Args:
        ask: Asks the model once in a given form.
    """

    def __init__(self, ask: Callable[[Request, str], Awaitable[Reply]]) -> None:
        self.ask = ask
        self.form, self.settled = FORMS[0], False
        self.stepping_down = asyncio.Lock()

    async def complete(self, request: Request) -> Reply:
        """Ask in the strongest form that the model accepts.

        Raises:
            BackendError: The model could not be reached, or refuses even the plain prompt.
        """
        if request.schema is None:
            return await self.ask(request, "prompt")
        try:
            return await self._ask(request, self.form)
        except (Rejected, Unreachable) as error:
            if self.settled or error.status not in FORM_REFUSED:
                raise
            first = 0 if error.status >= 500 else 1  # a server's own failure may have passed: once more
        async with self.stepping_down:
            return await self._step_down(request, FORMS[first:-1])

    async def _step_down(self, request: Request, forms: tuple[str, ...]) -> Reply:
        for form in forms:
            if self.settled:
                break
            try:
                return await self._ask(request, form)
            except (Rejected, Unreachable) as error:
                if error.status not in FORM_REFUSED:
                    raise
        return await self._ask(request, self.form if self.settled else FORMS[-1])

    async def _ask(self, request: Request, form: str) -> Reply:
        reply = await self.ask(request, form)
        if not self.settled or FORMS.index(form) < FORMS.index(self.form):
            self.form, self.settled = form, True
        return reply
