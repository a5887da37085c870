"""Prices of providers, from the table that comes with litellm; it is read as a file, litellm is not imported."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from vs_sim.llm.prices import Tariff

_FILE = "model_prices_and_context_window_backup.json"


@cache
def listed_tariff(name: str, api_base: str | None) -> Tariff:
    """Dollars per token as the table has it; unknown for models that it does not list and for servers of one's own.

    Args:
        name: The model as a scenario names it, with or without its provider.
        api_base: Address of the server, if the scenario gives one.
    """
    listed = _listed(name, exact=api_base is not None)
    if "input_cost_per_token" not in listed or "output_cost_per_token" not in listed:
        return Tariff()
    return Tariff(
        listed["input_cost_per_token"],
        listed["output_cost_per_token"],
        cached=listed.get("cache_read_input_token_cost", math.nan),
    )


def longest_answer(name: str) -> int | None:
    """The most tokens that an answer of a model may have; None where the table does not say."""
    most = _listed(name, exact=False).get("max_output_tokens")
    return most if isinstance(most, int) else None


def _listed(name: str, *, exact: bool) -> Mapping[str, Any]:
    """What the table says of a model; nothing where the name without its provider is another provider's."""
    table = _table()
    if name in table or exact:
        return table.get(name, {})
    provider, _, own = name.partition("/")
    found = table.get(own, {})
    return found if str(found.get("litellm_provider", "")).startswith(provider) else {}


@cache
def _table() -> dict[str, dict[str, Any]]:
    spec = find_spec("litellm")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder, _FILE)
        if file.exists():
            table: dict[str, dict[str, Any]] = from_json(file.read_bytes())
            return table
    return {}
