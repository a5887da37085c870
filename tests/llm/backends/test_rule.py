from __future__ import annotations

import asyncio

import pytest

from vs_sim.core.message import Message, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.llm.backends.rule import RuleBackend


def test_a_model_that_is_called_a_rule_is_one() -> None:
    assert ModelEntry(model="rule/degroot").backend == "rule"


def test_a_rule_answers_no_question() -> None:
    made = RuleBackend(ModelEntry.model_validate({"model": "rule/degroot", "self_weight": 0.3}))
    with pytest.raises(Rejected, match="answers no question"):
        asyncio.run(made.complete(Request((Message("user", "Well?"),))))
