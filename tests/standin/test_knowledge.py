from __future__ import annotations

import pytest

from tests.standin.staging import request
from vs_sim.standin.engine import true_distribution
from vs_sim.standin.knowledge import well_known_answers


def law(answer: str) -> dict[str, float]:
    return dict(true_distribution(request("role: person", answer, "Give one answer only.")))


def test_a_well_known_question_has_its_law() -> None:
    found = well_known_answers("Name a US state.")
    assert found is not None
    assert len(found) == 50
    assert next(iter(found)) == "California"
    assert sum(found.values()) == pytest.approx(1)


def test_only_answers_that_may_be_given_are_given() -> None:
    found = law('question: Name a US state.\ntype: options\noptions: ["Texas", "California", "Atlantis"]')
    assert list(found) == ["Texas", "California"]
    assert found["California"] > found["Texas"]


def test_a_die_on_a_scale_is_fair() -> None:
    assert law("question: Roll the die. What comes up?\ntype: scale\nrange: 1 to 6") == {
        str(side): pytest.approx(1 / 6) for side in range(1, 7)
    }


def test_other_options_are_answered_as_before() -> None:
    assert set(law('question: Pick a colour.\ntype: options\noptions: ["Octarine", "Ultraviolet"]')) == {
        "Octarine",
        "Ultraviolet",
    }


@pytest.mark.parametrize("question", ["Why?", "Do you live in the United States?", "How big is a die?"])
def test_any_other_question_has_no_law_of_its_own(question: str) -> None:
    assert well_known_answers(question) is None


def test_amounts_are_never_well_known() -> None:
    assert well_known_answers("Roll the die.", None) is None
