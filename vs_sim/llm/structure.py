"""Structured answers where a provider has them: the strongest form a model takes, settled once per model.

The clause always stands in the text as well, so that the last form, the prompt alone, loses nothing but help.
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
"""Bounds that keep a model from running on, and that some providers refuse in a schema."""
FORM_REFUSED = (400, 404, 415, 422, 500, 501)
"""Statuses that may mean a model does not take the form asked for, not that it is down."""


def response_format(form: str, schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The provider parameter that asks for a form; None when the prompt alone does."""
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
    """Which form one model takes: the first structured request tries them in turn, the rest follow.

    Args:
        ask: Asks the model once in a given form.
    """

    def __init__(self, ask: Callable[[Request, str], Awaitable[Reply]]) -> None:
        self.ask = ask
        self.forms: tuple[str, ...] = FORMS
        self.settling = asyncio.Lock()

    async def complete(self, request: Request) -> Reply:
        """Ask in the strongest form the model takes.

        Raises:
            BackendError: The model could not be reached, or refuses even the plain prompt.
        """
        if request.schema is None:
            return await self.ask(request, "prompt")
        if len(self.forms) > 1:
            async with self.settling:
                if len(self.forms) > 1:
                    return await self._settle(request)
        return await self.ask(request, self.forms[0])

    async def _settle(self, request: Request) -> Reply:
        for form in FORMS[:-1]:
            try:
                reply = await self.ask(request, form)
            except (Rejected, Unreachable) as error:
                if error.status not in FORM_REFUSED:
                    raise
            else:
                self.forms = (form,)
                return reply
        reply = await self.ask(request, FORMS[-1])
        self.forms = FORMS[-1:]
        return reply
