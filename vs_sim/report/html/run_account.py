"""What a run cost and what was done to its answers: models, calls, repairs, failures, versions."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from ruamel.yaml import YAML

from vs_sim.core.event import failure_parts
from vs_sim.core.model_entry import file_name
from vs_sim.core.question import Question
from vs_sim.core.scenario import Role
from vs_sim.llm.redaction import redacted
from vs_sim.log.run import Run

ANSWER = ["unit", "exchange", "role", "question"]
"""What names one answer in the frame of candidates."""


@dataclass(frozen=True)
class ModelUse:
    """What one model entry was asked and what it took."""

    key: str
    entry: str
    """Backend, model and options as they were run."""
    answered_by: str
    """As the providers named themselves."""
    calls: int
    tokens: str
    usd: float | None
    """None when the price of any call is unknown."""
    retries: int
    dropped: str
    """Parameters the model does not take and was not sent."""
    structured: str
    finish_reasons: str


@dataclass(frozen=True)
class Asking:
    """How a role or a question was asked."""

    what: str
    model: str
    method: str
    select: str


def models(run: Run) -> list[ModelUse]:
    """One row per model entry that was called, in the order of the scenario."""
    entries = {key: entry.model_dump(mode="json") for key, entry in run.scenario.models.items()}
    keys = [*entries, *sorted(set(run.calls["model"]) - set(entries))]
    used = {str(key): calls for key, calls in run.calls.groupby("model")}
    return [_use(key, entries.get(key, {"model": key}), used[key]) for key in keys if key in used]


def _use(key: str, entry: Mapping[str, Any], calls: pd.DataFrame) -> ModelUse:
    usd = None if calls["usd"].isna().any() else float(calls["usd"].sum())
    stated = {name: value for name, value in _without_folders(entry).items() if value is not None}
    return ModelUse(
        key=key,
        entry=redacted(", ".join(f"{name}: {_short(value)}" for name, value in stated.items())),
        answered_by=_listed(calls["answered_by"]),
        calls=len(calls),
        tokens=f"{_tokens(calls['prompt_tokens'])} in, {_tokens(calls['completion_tokens'])} out",
        usd=usd,
        retries=int(calls["retries"].sum()),
        dropped=", ".join(sorted({name for text in calls["dropped"] for name in json.loads(text)})) or "none",
        structured=_listed(calls["structured"]),
        finish_reasons=_listed(calls["finish_reason"]),
    )


def asking(run: Run) -> list[Asking]:
    """How every role was asked for its turns, and every question where it differs."""
    roles = run.scenario.roles
    rows = [Asking(f"turns of {name}", *_how(role, role)) for name, role in roles.items()]
    for name, question in run.scenario.questions.items():
        rows.append(Asking(f"{name}, of {question.of}", *_how(question, roles[question.of])))
    return rows


def _how(own: Role | Question, role: Role) -> tuple[str, str, str]:
    method = own.method or role.method
    options = ", ".join(f"{name}: {_short(value)}" for name, value in method.options.items())
    named = f"{method.name} ({options})" if options else method.name
    return own.model or role.model, named, own.select or role.select


def repairs(run: Run) -> tuple[int, dict[str, int]]:
    """How many answers were read, and in how many of them each kind of repair was needed, most frequent first."""
    answers = run.candidates.drop_duplicates(ANSWER)
    kinds = Counter(kind for kinds in answers["repairs"] for kind in kinds.split())
    return len(answers), dict(kinds.most_common())


def failure_counts(run: Run) -> dict[tuple[str, str], int]:
    """How many dialogues failed at each question for each reason, most frequent first."""
    return dict(Counter(failure_parts(str(reason)) for reason in run.dialogues["failed"].dropna()).most_common())


def asked_again(run: Run) -> dict[tuple[str, str], int]:
    """How many single replies could not be used, by what went wrong and its reason, most frequent first."""
    rows = run.failures[run.failures["what"] != "dialogue"]
    pairs = zip(rows["what"].astype(str), rows["reason"].astype(str), strict=True)
    return dict(Counter(pairs).most_common(12))


def scenario_text(run: Run) -> str:
    """The scenario as it was run, as YAML that runs again; empty entries are left out."""
    writer, stream = YAML(typ="safe", pure=True), io.StringIO()
    writer.default_flow_style, writer.sort_base_mapping_type_on_output = False, False  # type: ignore[assignment]
    writer.allow_unicode, writer.width = True, 100
    written = dict(run.written_scenario)
    written["models"] = {key: _without_folders(entry) for key, entry in written["models"].items()}
    writer.dump(_pruned(written), stream)
    return redacted(stream.getvalue())


def _without_folders(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry whose model, where it is a file, is called by its name alone."""
    return {**entry, "model": file_name(str(entry["model"]))} if entry.get("model") else dict(entry)


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _pruned(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry is not None and entry != {}}
    return value


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _listed(column: pd.Series[Any]) -> str:
    return ", ".join(sorted({str(entry) for entry in column.dropna()} - {""})) or "not reported"


def _tokens(column: pd.Series[Any]) -> str:
    if column.isna().any():
        return "unknown"
    return f"{int(column.sum()):,}"
