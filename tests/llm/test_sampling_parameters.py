from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.message import Message, Request
from vs_sim.llm.sampling_parameters import Sampling, request_parameters, wire_messages

REQUEST = Request((Message("system", "You are a worker."), Message("user", "Hi")), {"type": "object"}, seed=7)


@pytest.mark.parametrize("written", [{"temperature": 2.1}, {"top_p": 0}, {"max_tokens": 0}, {"temprature": 1}])
def test_a_parameter_that_no_model_takes_is_a_fault(written: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Sampling.model_validate(written)


def test_seed_and_form_are_sent_beside_the_parameters_of_the_entry() -> None:
    sent = request_parameters(REQUEST, {"temperature": 0.0}, "json_object", send_seed=True)
    assert sent == {"temperature": 0.0, "seed": 7, "response_format": {"type": "json_object"}}


def test_what_is_not_wanted_is_not_sent() -> None:
    assert request_parameters(REQUEST, {}, "prompt", send_seed=False) == {}


def test_messages_keep_their_roles_and_their_order() -> None:
    assert [message["role"] for message in wire_messages(REQUEST)] == ["system", "user"]
