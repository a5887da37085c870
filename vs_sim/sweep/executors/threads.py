"""Threads of this process: enough where a model is what one waits for, and the quickest to begin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from vs_sim.sweep.executor import EXECUTORS

EXECUTORS.register("threads", ThreadPoolExecutor)
