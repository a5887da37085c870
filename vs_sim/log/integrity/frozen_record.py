"""What was fixed before a run: the record that `vs-sim freeze` writes, and what a run says that was begun with one.

A run is confirmatory where everything that was frozen is as it was; every other run is exploratory, and what was
changed is named. A record proves only what its date proves: whoever has to convince others deposits it before the run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from vs_sim.core.event import canonical
from vs_sim.core.scenario import Scenario
from vs_sim.core.scenario_kind import SCENARIO_KINDS
from vs_sim.errors import VsSimError
from vs_sim.llm.redaction import redacted

if TYPE_CHECKING:
    from vs_sim.log.run import Run

FROZEN_FACT = "frozen"
"""The fact of a log that holds the record and what was changed when the run began."""
NOT_FROZEN = "Exploratory: nothing was frozen before this run (vs-sim freeze)."
_AGAIN = "vs-sim freeze SCENARIO --out FILE makes a new one"


class FrozenRecord(BaseModel):
    """What is fixed before a run.

    Attributes:
        sha256: Of the whole record without this field, as canonical JSON.
        primary: The primary outcome, question.measure.
        reference: What the primary outcome is compared with.
        margin: The equivalence margin.
        n: Dialogues, respondents or people that are planned.
        exclusions: The rule by which dialogues are left out, and how large a share may be.
        seed: Every draw is derived from it.
        version: Of vs_sim.
        date: When the record was made, in UTC.
        files: SHA-256 of every file that the scenario names.
        scenario: The complete scenario as it is run, every `--set` included.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = ""
    primary: str
    reference: str
    margin: float
    n: int
    exclusions: str
    seed: int
    version: str
    date: AwareDatetime
    files: dict[str, str] = Field(default_factory=dict)
    scenario: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that it says."""
        text = canonical(self.model_dump(mode="json", exclude={"sha256"}))
        return hashlib.sha256(text.encode()).hexdigest()


def frozen_record(scenario: Scenario, source: Path) -> FrozenRecord:
    """The record of a scenario as it is now; files that it names lie in `source`."""
    compare = scenario.compare
    primary = compare.primary or ""
    record = FrozenRecord(
        primary=primary,
        reference=compare.references.get(primary.partition(".")[0], ""),
        margin=compare.margin,
        n=SCENARIO_KINDS.get(scenario.kind).size(scenario),
        exclusions=f"dialogues that failed, and no others; at most {scenario.max_failed:.4g} of all may fail",
        seed=scenario.seed,
        version=version("vs-sim"),
        date=datetime.now(UTC),
        files={name: hashlib.sha256((source / name).read_bytes()).hexdigest() for name in scenario.files},
        scenario=scenario.model_dump(mode="json"),
    )
    return record.model_copy(update={"sha256": record.fingerprint})


def require_outcome(record: FrozenRecord) -> None:
    """Refuse to freeze a study that does not say what decides it.

    Raises:
        VsSimError: There is no primary outcome, or no reference to compare it with.
    """
    if not (record.primary and record.reference):
        raise VsSimError(
            "a study is frozen with its primary outcome and its reference, and this scenario states none",
            hint="write both under compare:, such as donation: my_reference.json and primary: donation.ks",
        )


def read_record(path: Path) -> FrozenRecord:
    """The record in a file.

    Raises:
        VsSimError: There is no record, it is not as it was written, or its date has not come yet.
    """
    try:
        record = FrozenRecord.model_validate_json(path.read_bytes())
    except OSError as error:
        raise VsSimError(f"{path}: cannot be read ({error.strerror})", hint=_AGAIN) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise VsSimError(f"{path}: is no record of vs-sim freeze: {place}: {first['msg']}", hint=_AGAIN) from error
    if record.sha256 != record.fingerprint:
        raise VsSimError(f"{path}: is not as it was written: its hash is not that of what it says", hint=_AGAIN)
    return record


def frozen_facts(path: Path | None, scenario: Scenario, source: Path) -> dict[str, str]:
    """What the log of a run that begins now keeps of a record; nothing where there is none.

    Raises:
        VsSimError: The record cannot be used, or was made after now.
    """
    if path is None:
        return {}
    record, now = read_record(path), frozen_record(scenario, source)
    if record.date > now.date:
        raise VsSimError(f"{path}: is dated {record.date:%Y-%m-%d %H:%M} UTC, after the run starts", hint=_AGAIN)
    kept = {"record": record.model_dump(mode="json"), "begun": now.date.isoformat(), "changed": changes(record, now)}
    return {FROZEN_FACT: canonical(kept)}


def changes(before: FrozenRecord, now: FrozenRecord) -> list[str]:
    """What was changed since a record was made, key by key, as `margin: 0.15, now 0.2`."""
    found = list(_apart("", before.scenario, now.scenario))
    found += [f"file {line}" for line in _apart("", before.files, now.files)]
    return [*found, *([f"vs_sim: {before.version}, now {now.version}"] if before.version != now.version else [])]


def _apart(place: str, before: Any, now: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*before, *now]):
            yield from _apart(f"{place}.{key}".lstrip("."), before.get(key), now.get(key))
    elif before != now:
        yield f"{place}: {_short(before)}, now {_short(now)}"


def _short(value: Any, most: int = 60) -> str:
    text = "none" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = redacted(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def frozen_sentence(run: Run) -> str:
    """Whether a run is confirmatory or exploratory, and why; empty for people's own dialogues."""
    if run.fact("people") == "true":
        return ""
    if not (kept := run.fact(FROZEN_FACT)):
        return NOT_FROZEN
    known = json.loads(kept)
    record, changed = FrozenRecord.model_validate(known["record"]), list(known["changed"])
    if record.sha256 != record.fingerprint:
        return "Exploratory: the record in this log is not as it was written."
    if run.fact("reopened"):
        changed.append("failed dialogues were opened again")
    when = f"frozen on {record.date:%Y-%m-%d %H:%M} UTC (record {record.sha256[:12]})"
    if changed:
        return f"Exploratory: {when}, and changed since: {'; '.join(changed)}."
    return (
        f"Confirmatory: {when} before the run, nothing changed since; primary outcome {record.primary} "
        f"compared with {record.reference}, margin {record.margin:g}, n = {record.n}."
    )
