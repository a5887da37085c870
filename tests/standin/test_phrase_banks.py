from __future__ import annotations

import re

from vs_sim.standin.lexicon_files import read_lexicon
from vs_sim.standin.phrase_banks import compile_template, custom_banks

TEXTS = [
    text
    for name in ("asker", "listener", "topic", "polished")
    for choices in read_lexicon(name).values()
    for text in choices
]


def test_templates_are_closed_and_spaced() -> None:
    assert not [text for text in TEXTS if text.count("[") != text.count("]") or re.search(r"\]\w", text)]


def test_every_slot_is_written_as_a_word() -> None:
    assert all(re.fullmatch(r"[a-z_]+", need) for text in TEXTS for need in compile_template(text).needs)


def test_a_template_needs_its_slots_and_its_conditions() -> None:
    assert compile_template("?older+aid: At {age} I have seen this.").needs == {"older", "aid", "age"}


def test_a_template_counts_its_words_on_average() -> None:
    assert compile_template("Hello[ there|]").words == 1.5


def test_a_sentence_is_recognised_by_its_longest_fixed_part() -> None:
    assert compile_template("[Yes|No], that is a good cause.").anchors == ("that is a good cause",)


def test_variants_of_a_replaced_act_are_not_taken_from_the_shipped_templates() -> None:
    assert not custom_banks({"asker": {"answer": ["Yes."]}}).fitting("asker", "answer.where", frozenset(), giving=True)
