from __future__ import annotations

import pytest

from vs_sim.first_use import on_first_use


def test_a_name_is_taken_from_its_home() -> None:
    import json

    assert on_first_use("m", {"json": ("dumps", "loads")})("dumps") is json.dumps


def test_a_name_without_a_home_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'm' has no attribute 'dump'"):
        on_first_use("m", {"json": ("dumps",)})("dump")
