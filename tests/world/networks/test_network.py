from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.world.networks.network import Network


@pytest.mark.parametrize(
    ("written", "name", "parameters"),
    [
        ("cycle", "cycle", {}),
        ({"cycle": None}, "cycle", {}),
        ({"watts_strogatz": {"k": 4, "p": 0.1}}, "watts_strogatz", {"k": 4, "p": 0.1}),
        ({"generator": "path", "parameters": {}}, "path", {}),
    ],
)
def test_a_generator_is_written_short_or_long(written: object, name: str, parameters: dict[str, float]) -> None:
    read = Network.model_validate(written)
    assert (read.generator, read.parameters) == (name, parameters)
    assert Network.model_validate(read.model_dump()) == read


def test_a_file_may_be_directed() -> None:
    assert Network.model_validate({"file": "ties.csv", "directed": True}).directed


@pytest.mark.parametrize("written", [{}, {"file": "a.csv", "cycle": {}}, {"cycle": 4}, ["cycle"], {"homophily": {}}])
def test_anything_else_is_no_network(written: object) -> None:
    with pytest.raises(ValidationError):
        Network.model_validate(written)
