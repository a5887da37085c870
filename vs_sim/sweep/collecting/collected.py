"""What was collected of parts, what is missing or unfinished, and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.sweep.sweep_run import Sweep

_MOST_NAMED = 10


@dataclass(frozen=True)
class Unfinished:
    """A part that is there and not completed.

    Attributes:
        part: Which.
        folder: Where it is.
        at: How far it is, as a person reads it.
        command: What completes it.
    """

    part: Part
    folder: Path
    at: str
    command: str


@dataclass(frozen=True)
class Collected:
    """A run or a sweep that was collected of parts.

    Attributes:
        result: What was collected, as any run or sweep; open as long as parts are missing or unfinished.
        parts: How many parts there are in all.
        missing: The parts of which there is no folder, in order.
        unfinished: The parts that are not completed.
        command: What runs a part, to which the part is added; empty where the parts do not say.
    """

    result: Run | Sweep
    parts: int
    missing: tuple[Part, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    command: str = ""

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.result.folder

    @property
    def complete(self) -> bool:
        """Whether every part is there and completed."""
        return not (self.missing or self.unfinished)

    @property
    def run(self) -> Run:
        """The run.

        Raises:
            TypeError: A sweep was collected.
        """
        if isinstance(self.result, Run):
            return self.result
        raise TypeError("a sweep was collected, and no run: .sweep")

    @property
    def sweep(self) -> Sweep:
        """The sweep.

        Raises:
            TypeError: A run was collected.
        """
        if isinstance(self.result, Sweep):
            return self.result
        raise TypeError("a run was collected, and no sweep: .run")

    def __str__(self) -> str:
        there = self.parts - len(self.missing)
        lines = [f"collected {there - len(self.unfinished)} of {self.parts} parts: {self.folder}"]
        lines += [
            f"part {each.part} is not completed ({each.at}); go on with it: {each.command}"
            for each in self.unfinished[:_MOST_NAMED]
        ]
        if (more := len(self.unfinished) - _MOST_NAMED) > 0:
            lines.append(f"and {more} more parts that are not completed")
        if self.missing:
            named = ", ".join(map(str, self.missing[:_MOST_NAMED])) + (", …" if self.missing[_MOST_NAMED:] else "")
            how = f"run it: {self.command}" if self.command else "run it like the others, with"
            lines.append(f"no folder of part {named}; {how} --part {self.missing[0]}")
        if not self.complete:
            lines.append("then collect again: what is collected already is kept")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(line)}</p>" for line in str(self).splitlines())
        return notes + self.result._repr_html_()  # the one that notebooks call
