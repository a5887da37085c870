"""How a sweep is carried out."""

from __future__ import annotations

from dataclasses import dataclass, field

from vs_sim.core.cost import UNLIMITED, Cost
from vs_sim.llm.gateway import DRAIN
from vs_sim.simulation.progress import Progress, Silent


@dataclass(frozen=True)
class SweepOptions:
    """How a sweep is carried out; nothing here changes what happens in it.

    Attributes:
        workers: Cells run at once; None for one a processor.
        window: Dialogues under way at once in each.
        budget: What all cells may spend together, in all sessions of the sweep.
        progress: Receives the progress of the sweep.
        retry_failed: Hold cells that failed again, and open their failed dialogues.
        executor: Where cells are run: `local` processes, `threads` of this one, `dask` or `ray`.
        scheduler: Address of a running scheduler of Dask, whose workers run the cells.
        drain: Seconds that a cell which stops waits for the requests in flight.
        batch: Whether each cell sends its requests in batches.
        share: The part of every model's limits that is this sweep's, as (which, of how many) that run at once.
        served_at: Address of the server that is asked, in the place of those in the scenario; it is not logged.
    """

    workers: int | None = None
    window: int = 64
    budget: Cost = UNLIMITED
    progress: Progress = field(default_factory=Silent)
    retry_failed: bool = False
    executor: str = "local"
    scheduler: str | None = None
    drain: float = DRAIN
    batch: bool = False
    share: tuple[int, int] = (0, 1)
    served_at: str | None = None
