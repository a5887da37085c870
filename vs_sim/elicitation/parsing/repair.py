"""What reading one answer took: its repairs by name, or why what was found makes no distribution."""

from __future__ import annotations

from collections.abc import Iterable

from vs_sim.core.distribution import Repair


class Repairs:
    """Repairs collected while one answer is read: each kind once, with its first detail."""

    def __init__(self) -> None:
        self._details: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def add(self, kind: str, detail: str = "", count: int = 1) -> None:
        """Name a repair; of several of one kind the first detail is kept and the others are counted."""
        self._counts[kind] = self._counts.get(kind, 0) + count
        self._details.setdefault(kind, detail)

    def extend(self, kinds: Iterable[str]) -> None:
        """Name several repairs that need no detail."""
        for kind in kinds:
            self.add(kind)

    def absorb(self, other: Repairs) -> None:
        """Take over the repairs of a part of the answer."""
        for kind, detail in other._details.items():
            self.add(kind, detail, other._counts[kind])

    def __contains__(self, kind: object) -> bool:
        return kind in self._details

    def named(self) -> tuple[Repair, ...]:
        """The repairs in the order first met; one that happened more than once says how often."""
        return tuple(Repair(kind, self._detail(kind)) for kind in self._details)

    def _detail(self, kind: str) -> str:
        detail, count = self._details[kind], self._counts[kind]
        times = f"{count} times" if count > 1 else ""
        return ", ".join(part for part in (detail, times) if part)


class Unusable(Exception):
    """What was found makes no distribution; `reason` is the reason of the `Unparsed` to raise."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
