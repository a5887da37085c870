"""One protocol for progress: a bar in a terminal or a notebook, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import Any, Protocol, TextIO

SECONDS_BETWEEN_LINES = 10.0


@dataclass(frozen=True)
class Tally:
    """The progress of a run."""

    done: int
    failed: int
    total: int
    calls: int
    usd: float | None
    """None when the price of any call is unknown."""
    cells: tuple[int, int] | None = None
    """Of a sweep: cells that ended, and all."""

    def __str__(self) -> str:
        cost = "cost unknown" if self.usd is None else f"${self.usd:.4f}"
        cells = "" if self.cells is None else f"{self.cells[0]}/{self.cells[1]} cells, "
        return f"{cells}{self.calls} calls, {cost}, {self.failed} failed"


class Progress(Protocol):
    """Receives the progress of a run, as often as something changes."""

    def update(self, tally: Tally) -> None:
        """Show the progress of the run."""

    def say(self, text: str) -> None:
        """Show a sentence."""

    def close(self) -> None:
        """Show the end."""


class Silent:
    """Shows nothing."""

    def update(self, tally: Tally) -> None:
        """Nothing."""

    def say(self, text: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class ProgressBar:
    """A bar in a terminal, a widget in a notebook."""

    def __init__(self) -> None:
        self.bar: Any = None

    def update(self, tally: Tally) -> None:
        """Move the bar."""
        if self.bar is None:
            from tqdm.auto import tqdm

            finished = tally.done + tally.failed
            self.bar = tqdm(
                total=tally.total,
                initial=finished,
                unit="dialogue",
                file=sys.stderr,
                dynamic_ncols=True,
                mininterval=0.5,
            )
        self.bar.set_postfix_str(str(tally), refresh=False)
        self.bar.update(tally.done + tally.failed - self.bar.n)

    def say(self, text: str) -> None:
        """A line above the bar."""
        from tqdm.auto import tqdm

        tqdm.write(text, file=sys.stderr)

    def close(self) -> None:
        """Leave the bar as it is."""
        if self.bar is not None:
            self.bar.close()


class ProgressLines:
    """A plain line every few seconds, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.last, self.tally = stream, time.monotonic(), Tally(0, 0, 0, 0, 0.0)
        self.first: tuple[float, int] | None = None

    def update(self, tally: Tally) -> None:
        """Write a line when the last one is some seconds old."""
        self.tally = tally
        self.first = self.first or (time.monotonic(), tally.done + tally.failed)
        if time.monotonic() - self.last >= SECONDS_BETWEEN_LINES:
            self._write()

    def say(self, text: str) -> None:
        """A line of its own."""
        self.stream.write(text + "\n")
        self.stream.flush()

    def close(self) -> None:
        """Write the last line."""
        self._write()

    def _write(self) -> None:
        self.last = time.monotonic()
        finished = self.tally.done + self.tally.failed
        self.stream.write(f"{finished}/{self.tally.total} dialogues, {self.tally}{self._left(finished)}\n")
        self.stream.flush()

    def _left(self, finished: int) -> str:
        """How long the rest will take at the pace so far; nothing when that is not known."""
        if self.first is None or finished <= self.first[1] or finished >= self.tally.total:
            return ""
        seconds = (self.last - self.first[0]) / (finished - self.first[1]) * (self.tally.total - finished)
        return f", about {seconds / 60:.0f} min left" if seconds >= 90 else f", about {seconds:.0f} s left"


def on_stderr() -> Progress:
    """A bar where someone is looking, plain lines elsewhere."""
    return ProgressBar() if sys.stderr.isatty() or _in_a_notebook() else ProgressLines(sys.stderr)


def _in_a_notebook() -> bool:
    """Whether this process is a notebook's kernel; that ipykernel was imported does not make it one."""
    kernel = sys.modules.get("ipykernel.kernelapp")
    return kernel is not None and kernel.IPKernelApp.initialized()
