from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import Rejected
from vs_sim.llm.local.gguf_header import GgufHeader
from vs_sim.llm.local.memory_need import check_memory, memory_available, memory_needed, processor_cores

SHAPE = {"block_count": 24, "embedding_length": 896, "attention.head_count": 14, "attention.head_count_kv": 2}
HEADER = GgufHeader({"general.architecture": "qwen2"} | {f"qwen2.{key}": value for key, value in SHAPE.items()}, {}, 0)


def test_the_cache_takes_two_numbers_per_layer_head_and_dimension() -> None:
    assert HEADER.cache_bytes_per_token == 24 * 2 * 2 * 64 * 2


def test_every_token_of_context_takes_its_part_of_the_cache() -> None:
    assert memory_needed(HEADER, 100, 2048) - memory_needed(HEADER, 100, 1024) == 1024 * HEADER.cache_bytes_per_token


def test_a_model_that_does_not_fit_is_refused_with_both_figures() -> None:
    with pytest.raises(Rejected, match=r"needs about 1000000.0 GB of memory, and [\d.]+ GB are free"):
        check_memory(Path("big.gguf"), 10**15)


def test_a_model_that_fits_is_not_refused() -> None:
    check_memory(Path("small.gguf"), 1)
    assert memory_available() != 0


def test_there_is_a_core() -> None:
    assert processor_cores() >= 1
