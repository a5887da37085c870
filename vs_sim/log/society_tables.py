"""The tables of a run that only a society on a network has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class SocietyTables(ABC):
    """Frames about a society; without rows for runs of other kinds."""

    @cached_property
    def stances(self) -> pd.DataFrame:
        """One row per person and round; see `vs_sim.log.society_frames.stances_by_round`."""
        return self._frame("stances_by_round")

    @cached_property
    def ties(self) -> pd.DataFrame:
        """One row per tie and direction; see `vs_sim.log.society_frames.ties_by_direction`."""
        return self._frame("ties_by_direction")

    @cached_property
    def tie_changes(self) -> pd.DataFrame:
        """One row per tie that was replaced; see `vs_sim.log.society_frames.tie_changes_by_round`."""
        return self._frame("tie_changes_by_round")

    @cached_property
    def talks(self) -> pd.DataFrame:
        """One row per talk; see `vs_sim.log.society_frames.talks_by_round`."""
        return self._frame("talks_by_round")

    @abstractmethod
    def _frame(self, name: str, *arguments: str) -> pd.DataFrame:
        """A frame by the name of its function."""
