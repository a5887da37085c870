from __future__ import annotations

import math
import subprocess
import sys

import pytest

from vs_sim.llm.price_table import listed_tariff, longest_answer

OURS = "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize("name", ["gpt-4.1", "openai/gpt-4.1"])
def test_a_listed_model_has_its_price_with_and_without_its_provider(name: str) -> None:
    tariff = listed_tariff(name, None)
    assert (tariff.input, tariff.output, tariff.cached) == pytest.approx((2e-6, 8e-6, 5e-7))


@pytest.mark.parametrize(
    ("name", "api_base"), [("openai/bench", OURS), ("hosted_vllm/gpt-4.1", OURS), ("hosted_vllm/gpt-4.1", None)]
)
def test_the_price_of_a_server_of_ones_own_is_unknown(name: str, api_base: str | None) -> None:
    assert math.isnan(listed_tariff(name, api_base).input)


def test_the_longest_answer_of_a_model_is_listed() -> None:
    assert (longest_answer("gpt-4.1"), longest_answer("nobody/knows")) == (32768, None)


def test_prices_are_read_without_importing_litellm() -> None:
    code = (
        "import sys; from vs_sim.llm.price_table import listed_tariff;"
        "assert listed_tariff('gpt-4.1', None).input > 0; sys.exit('litellm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
