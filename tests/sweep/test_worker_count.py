from __future__ import annotations

from pathlib import Path

from tests.sweep.plans import METHODS, read
from vs_sim.sweep.worker_count import in_one_process, workers_for

HTTP = "models.persona={backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9/v1', max_in_flight: 6}"


def test_there_are_no_more_workers_than_cells_or_slots(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "replicates: 9\n", sets=(HTTP,)).cells
    assert (workers_for(cells, 40), workers_for(cells[:2], 40), workers_for(cells, 3)) == (6, 2, 3)


def test_sweeps_that_run_at_once_share_the_slots(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "replicates: 9\n", sets=(HTTP,)).cells
    assert [workers_for(cells, 40, parts) for parts in (2, 3, 6, 7)] == [3, 2, 1, 1]


def test_a_model_in_the_process_gets_one_worker_unless_more_are_requested(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, sets=("models.persona={backend: llama_cpp, model: m.gguf}",)).cells
    assert all(map(in_one_process, cells))
    assert (workers_for(cells, None), workers_for(cells, 2)) == (1, 2)
