"""The models that a run asks: which ones, and whether they can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.errors import VsSimError
from vs_sim.llm.backend import BACKENDS, Backend, require_ready


def models_used(scenario: Scenario) -> set[str]:
    """The keys of the models that are asked."""
    keys = {role.model for role in scenario.roles.values()}
    return keys | {question.model for question in scenario.questions.values() if question.model} | scenario.more_models


def entries_of(scenario: Scenario, instead: Mapping[str, ModelEntry] | None = None) -> dict[str, ModelEntry]:
    """Every model that a run may ask, also those that are named without an entry.

    Args:
        scenario: What is run.
        instead: Entries that replace those of the scenario.
    """
    keys = sorted({*scenario.models, *models_used(scenario)})
    return {key: scenario.models.get(key) or ModelEntry(model=key) for key in keys} | dict(instead or {})


def entries_at(scenario: Scenario, instead: Mapping[str, ModelEntry], address: str | None) -> dict[str, ModelEntry]:
    """The entries that replace those of a scenario, where its server is reached at another address.

    Args:
        scenario: What is run.
        instead: Entries that replace those of the scenario already.
        address: Of the server, in the place of every address that the entries state; None for theirs.

    Raises:
        VsSimError: It is no address, or no model that is asked states one.
    """
    if address is None:
        return dict(instead)
    if not address.startswith(("http://", "https://")):
        raise VsSimError(f"{address!r} is no address of a server", hint="write http://127.0.0.1:8000/v1")
    served = {key: each for key, each in entries_of(scenario, instead).items() if each.api_base is not None}
    if not served.keys() & models_used(scenario):
        hint = "name a server's model: --set 'models.persona={backend: openai_compatible, model: …, api_base: …}'"
        raise VsSimError(f"no model of this scenario is asked at an address, so that none is at {address}", hint=hint)
    return {**instead, **{key: each.model_copy(update={"api_base": address}) for key, each in served.items()}}


def is_standin_run(scenario: Scenario) -> bool:
    """Whether any model used is a stand-in, so that the run says nothing about people."""
    entries = entries_of(scenario)
    return any(BACKENDS.get(entries[key].backend).standin for key in models_used(scenario))


def packages_used(scenario: Scenario) -> tuple[str, ...]:
    """The packages whose version matters to what the scenario's models answer."""
    entries = entries_of(scenario)
    named = {package for key in models_used(scenario) for package in BACKENDS.get(entries[key].backend).packages}
    return tuple(sorted(named))


def ready_backends(
    scenario: Scenario,
    instead: Mapping[str, ModelEntry],
    backends: Mapping[str, Backend] | None,
    *,
    batch: bool = False,
    longest: Callable[[str], float] | None = None,
) -> dict[str, Backend]:
    """The backend of every model which a run asks; that it can be asked is checked before anything is written.

    Args:
        scenario: What is run.
        instead: Entries that replace those of the scenario.
        backends: Backends that are given; they are not checked.
        batch: Whether requests are sent in batches.
        longest: Gives the tokens of the longest request that the model of a key is expected to get.

    Returns:
        Backends by key, those that are given included.

    Raises:
        BackendError: A model cannot be asked, for example because its key is not set.
        VsSimError: Requests are to be sent in batches, and no batches are sold of any of the models.
    """
    entries, made = entries_of(scenario, instead), dict(backends or {})
    names = {key: f"models.{key} ({entries[key].model or entries[key].backend})" for key in models_used(scenario)}
    for key in sorted(names.keys() - made.keys()):
        made[key] = BACKENDS.get(entries[key].backend)(entries[key])
        require_ready(made[key], names[key], None if longest is None else partial(longest, key))
    if batch and not any(made[key].batch_provider() for key in names):
        raise VsSimError(
            f"no batches are sold of {', '.join(sorted(names.values()))}",
            hint="leave out --batch, or name a model of OpenAI or Anthropic",
        )
    return made


def dialogues_at_once(window: int, backends: Mapping[str, Backend] | None) -> int:
    """Dialogues under way at once: as requested, but no more than the models are good for."""
    most = [backend.most_dialogues() for backend in (backends or {}).values()]
    return min([window, *(each for each in most if each is not None)])


def tell_accounts(backends: Mapping[str, Backend], told: Callable[[str], None]) -> None:
    """Say of every model what was asked of it, where there is more to say than the log holds."""
    for account in filter(None, (backend.account() for backend in backends.values())):
        told(account)
