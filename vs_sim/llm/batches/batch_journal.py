"""A file beside the log that says which requests were sent in which batch, so that none is paid for twice.

Every line is durable before the step that it announces: the requests before they are sent, the identifier of the batch
before it is waited for. It holds no prompts and does not count in the digest.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

JOURNAL_FILE = "batches.jsonl"


@dataclass
class Wave:
    """The requests of one model that were sent together.

    Attributes:
        number: In the order of preparation, from 1.
        model: The key of the model's entry.
        mark: What identifies it at the provider.
        ids: The identifiers of its requests.
        at: When it was prepared, in seconds since the epoch.
        batch: The provider's identifier; None before it is known.
        lost: Whether it never reached the provider.
    """

    number: int
    model: str
    mark: str
    ids: tuple[str, ...] = field(repr=False)
    at: float
    batch: str | None = None
    lost: bool = False


class BatchJournal:
    """The waves of a run.

    Args:
        folder: The run folder.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / JOURNAL_FILE
        self.waves: list[Wave] = []
        self._last: dict[tuple[str, str], Wave] = {}
        for line in self._lines():
            self._read(line)

    def prepare(self, model: str, ids: Sequence[str]) -> Wave:
        """Note the requests of a wave that is about to be sent."""
        wave = Wave(len(self.waves) + 1, model, uuid.uuid4().hex, tuple(ids), time.time())
        self._write({"wave": wave.number, "model": model, "mark": wave.mark, "at": wave.at, "ids": wave.ids})
        self._add(wave)
        return wave

    def sent(self, wave: Wave, batch: str) -> None:
        """Note the identifier of a batch."""
        self._write({"wave": wave.number, "batch": batch})
        wave.batch = batch

    def lose(self, wave: Wave) -> None:
        """Note that a wave never reached the provider."""
        self._write({"wave": wave.number, "lost": True})
        self._forget(wave)

    def last_with(self, model: str, request: str) -> Wave | None:
        """The last wave that holds a request; None where none does."""
        return self._last.get((model, request))

    def of(self, model: str) -> list[Wave]:
        """The waves of one model that reached the provider, or may have."""
        return [wave for wave in self.waves if wave.model == model and not wave.lost]

    def _lines(self) -> list[dict[str, Any]]:
        """What was noted; a last line that was cut off by a kill announced nothing that was done."""
        if not self.file.exists():
            return []
        whole, _, rest = self.file.read_bytes().rpartition(b"\n")
        if rest:
            os.truncate(self.file, len(whole) + 1 if whole else 0)
        return [json.loads(line) for line in whole.splitlines()]

    def _read(self, line: dict[str, Any]) -> None:
        if "ids" in line:
            self._add(Wave(line["wave"], line["model"], line["mark"], tuple(line["ids"]), line["at"]))
            return
        wave = self.waves[line["wave"] - 1]
        wave.batch = line.get("batch", wave.batch)
        if line.get("lost"):
            self._forget(wave)

    def _add(self, wave: Wave) -> None:
        self.waves.append(wave)
        self._last.update(dict.fromkeys(((wave.model, request) for request in wave.ids), wave))

    def _forget(self, wave: Wave) -> None:
        wave.lost = True
        kept = [other for other in self.waves if not other.lost]
        self._last = {(other.model, request): other for other in kept for request in other.ids}

    def _write(self, line: dict[str, Any]) -> None:
        with self.file.open("ab") as file:
            file.write(json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
