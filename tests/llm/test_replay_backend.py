from __future__ import annotations

import asyncio

import pytest

from vs_sim.core.message import Message, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.llm.replay_backend import ReplayBackend


def test_a_replay_asks_no_model() -> None:
    with pytest.raises(Rejected, match="no reply") as caught:
        asyncio.run(ReplayBackend(ModelEntry()).complete(Request((Message("user", "hi"),))))
    assert not caught.value.retryable
