"""A format is one function from runs to files; to add one, put a file with one `@format_` into `formats/`.

Exported is one run, or the cells of a sweep stacked with the name of the cell before every row. Dialogues that
failed are exported as such, and never as values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from vs_sim.errors import LogError
from vs_sim.log.run import Run
from vs_sim.registry import Registry

FRAMES = ("dialogues", "turns", "candidates", "answers", "personas", "calls", "failures")
"""The tables of an export, in the order in which a reader wants them."""


@dataclass(frozen=True)
class ExportSource:
    """What is exported.

    Attributes:
        runs: By the name of the cell; empty for a run by itself.
        title: What it is called.
        columns: By cell, the columns before each of its rows: its name, its label, and what was varied.
        tables: Frames of the whole, such as the table of a sweep.
    """

    runs: Mapping[str, Run]
    title: str
    columns: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, Callable[[], pd.DataFrame]]

    @property
    def frames(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Every table with its name, one at a time, the cells stacked; empty ones are left out."""
        import pandas as pd

        for name in FRAMES:
            parts = [self._with_cell(cell, frame_of(run, name)) for cell, run in self.runs.items()]
            if any(len(part) for part in parts):
                yield name, pd.concat([part for part in parts if len(part)], ignore_index=True)
        for name, made in self.tables.items():
            yield name, made()

    def _with_cell(self, cell: str, frame: pd.DataFrame) -> pd.DataFrame:
        for at, (name, value) in enumerate(self.columns.get(cell, {}).items()):
            frame.insert(at, name, [value] * len(frame))
        return frame

    @cached_property
    def standin(self) -> bool:
        """Whether a stand-in answered, so that nothing here is evidence about people."""
        return any(run.standin for run in self.runs.values())


def frame_of(run: Run, name: str) -> pd.DataFrame:
    """A table of a run; `answers` are those to all of its questions, with the question's name."""
    if name != "answers":
        frame: pd.DataFrame = getattr(run, name).copy()
        return frame
    parts = [run.answers(question).assign(question=question) for question in run.scenario.questions]
    known = [part for part in parts if len(part)]
    if not known:
        return pd.DataFrame()
    stacked = pd.concat(known, ignore_index=True)
    stacked["text"] = stacked["text"].astype(str)
    stacked["value"] = pd.to_numeric(stacked["value"], errors="coerce")
    return stacked[["unit", "question", *[name for name in stacked.columns if name not in ("unit", "question")]]]


Write = Callable[[ExportSource, Path], list[Path]]
"""From what is exported and where to the files that were written."""

FORMATS: Registry[Write] = Registry("format", "vs_sim.export.formats")


def format_(name: str) -> Callable[[Write], Write]:
    """Register a format under its name, the stem of its file."""
    return lambda write: FORMATS.register(name, write)


@contextmanager
def renamed(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the other's place when all is written: nobody ever reads half a file.

    Raises:
        LogError: It cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise LogError(f"{path}: cannot be written ({error})", hint="choose another --out") from error
    finally:
        unfinished.unlink(missing_ok=True)


def lines(path: Path, texts: Iterable[str]) -> Path:
    """Write lines of UTF-8, by renaming; halves of surrogate pairs, which no file can hold, become U+FFFD."""
    with renamed(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{whole(text)}\n" for text in texts)
    return path


def whole(text: str) -> str:
    """The text without halves of surrogate pairs."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def jsonable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON knows them; what is missing is null."""
    plain = {name: value.item() if hasattr(value, "item") else value for name, value in values.items()}
    return {name: None if value != value else value for name, value in plain.items()}
