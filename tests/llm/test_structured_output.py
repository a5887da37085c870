from __future__ import annotations

import asyncio

import pytest

from vs_sim.core.message import Message, Reply, Request
from vs_sim.errors import BackendError, Rejected, Unreachable
from vs_sim.llm.structured_output import FORMS, Structure, without_lengths

LISTED = Request((Message("user", "?"),), schema={"type": "object"})


class Model:
    """Takes some forms; every request it gets waits for the others that were sent beside it."""

    def __init__(self, takes: set[str], error: type[BackendError] = Rejected, status: int = 400) -> None:
        self.takes, self.error, self.status = takes, error, status
        self.asked: list[str] = []

    async def ask(self, request: Request, form: str) -> Reply:
        self.asked.append(form)
        await asyncio.sleep(0.001)
        if form not in self.takes:
            refused = self.error(f"no {form}")
            refused.status = self.status
            raise refused
        return Reply("ok", structured=form)


def replies(model: Model, number: int) -> list[str]:
    structure = Structure(model.ask)

    async def all_of_them() -> list[Reply]:
        return await asyncio.gather(*(structure.complete(LISTED) for _ in range(number)))

    return [reply.structured for reply in asyncio.run(all_of_them())]


def test_nobody_waits_for_the_form_to_be_settled() -> None:
    model = Model(set(FORMS))
    assert (replies(model, 5), model.asked) == (["json_schema"] * 5, ["json_schema"] * 5)


def test_those_that_are_refused_step_down_once_for_all() -> None:
    model = Model({"json_object", "prompt"})
    assert replies(model, 4) == ["json_object"] * 4
    assert model.asked.count("json_object_with_schema") == 1


def test_the_plain_prompt_is_the_last_form() -> None:
    assert replies(Model({"prompt"}), 3) == ["prompt"] * 3


def test_a_server_that_is_out_of_order_settles_nothing() -> None:
    structure = Structure(Model(set(), Unreachable, 500).ask)
    with pytest.raises(Unreachable):
        asyncio.run(structure.complete(LISTED))
    assert not structure.settled


def test_a_bad_key_is_not_taken_for_a_refused_form() -> None:
    model = Model(set(), Rejected, 401)
    with pytest.raises(Rejected):
        replies(model, 1)
    assert model.asked == ["json_schema"]


def test_bounds_are_left_out_at_every_depth() -> None:
    assert without_lengths({"items": {"type": "string", "maxLength": 3}}) == {"items": {"type": "string"}}
