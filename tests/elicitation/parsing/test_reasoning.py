from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.elicitation.parsing.reasoning import without_reasoning
from vs_sim.elicitation.parsing.repair import Repairs


def answered(text: str) -> tuple[str, list[str]]:
    repairs = Repairs()
    return without_reasoning(text, repairs), [repair.kind for repair in repairs.named()]


@pytest.mark.parametrize(
    "text",
    ["<think>maybe 2</think>1", "maybe 2</think>1", "<Reasoning>2</Reasoning>\n1", "[THINK]2[/THINK] 1",
     "<|channel|>analysis<|message|>2<|end|><|channel|>final<|message|>1<|return|>"],
)  # fmt: skip
def test_only_the_answer_after_the_reasoning_is_left(text: str) -> None:
    assert answered(text) == ("1", ["reasoning_dropped"])


def test_reasoning_that_never_ends_leaves_no_answer() -> None:
    assert answered("<think>I would give 2, or") == ("", ["reasoning_dropped"])


def test_an_answer_in_a_tag_that_never_closes_is_no_reasoning() -> None:
    assert answered("my <analysis> is 1") == ("my <analysis> is 1", [])


def test_marks_before_and_after_the_text_are_named() -> None:
    assert answered("\ufeff1") == ("1", ["byte_order_mark"])
    assert answered("1<|im_end|>") == ("1", ["end_token"])


@given(st.text(alphabet=st.characters(exclude_characters="<>[]◁▷\ufeff\u200b\u2060")))
def test_text_without_tags_stays(text: str) -> None:
    assert answered(text)[0] == text.strip()
