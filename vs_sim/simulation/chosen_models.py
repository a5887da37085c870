"""A model from outside the scenario: `--model NAME` for every model in it, `--model KEY=NAME` for one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.llm.model_name import EXAMPLES, named_entry

KEPT = ("temperature", "top_p", "max_tokens")
"""What an entry says of sampling is kept when another model takes its place."""
_OF_ONE = re.compile(r"([\w-]+)=(.+)")


def model_sets(names: Sequence[str], models: Mapping[str, ModelEntry]) -> list[str]:
    """The changes of a scenario, each `path=value`, by which it asks other models.

    Args:
        names: Each a model in one word, for all models of the scenario; or `KEY=NAME` for the one of that key.
        models: The scenario's.

    Raises:
        Rejected: A key is unknown.
        BackendError: A server that is named does not say which model it has.
    """
    chosen: dict[str, str] = {}
    for name in names:
        match = _OF_ONE.fullmatch(name)
        if match and match[1] not in models:
            message = f"--model {name}: no model {match[1]!r}; known: {', '.join(models)}"
            raise Rejected(message, hint=f"--model {next(iter(models))}=NAME")
        chosen |= {match[1]: match[2]} if match else dict.fromkeys(models, name)
    if "" in chosen.values():
        raise Rejected("--model is empty", hint=f"for example {EXAMPLES}")
    entries = {name: named_entry(name) for name in set(chosen.values())}
    kept = {key: {name: value for name, value in models[key].options.items() if name in KEPT} for key in chosen}
    return [f"models.{key}={json.dumps(entries[name] | kept[key])}" for key, name in chosen.items()]
