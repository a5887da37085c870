from __future__ import annotations

from vs_sim.core.label import Label, text_fingerprint


def test_labels_are_ordered_by_turn_and_sentence() -> None:
    labels = [Label("c", turn=2, part=1), Label("b", turn=2), Label("a")]
    assert [label.label for label in sorted(labels, key=lambda label: label.place)] == ["a", "b", "c"]


def test_a_fingerprint_tells_where_a_turn_ends() -> None:
    assert text_fingerprint(["ab", "c"]) != text_fingerprint(["a", "bc"])
    assert text_fingerprint(["ab", "c"]) == text_fingerprint(iter(["ab", "c"]))
