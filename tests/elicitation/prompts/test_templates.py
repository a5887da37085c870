from __future__ import annotations

import pytest

from vs_sim.core.persona import Persona
from vs_sim.elicitation.prompts.request_text import head
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import VsSimError


def test_an_override_stands_in_the_place_of_ours() -> None:
    assert Wording.of({"system": "Be {{ 1 + 1 }}."}).cached("system") == "Be 2."


def test_what_is_included_can_be_overridden_alone() -> None:
    persona = Persona("p", {"age": 36}, style="description")
    written = head("x", "", "ann", persona, Wording.of({"description": "{{ described[0][1][0] }}!"}))
    assert "role: ann\nage 36!\n" in written


def test_a_broken_template_is_an_error_of_ours_when_it_is_used() -> None:
    with pytest.raises(VsSimError, match="the prompt 'system' cannot be written"):
        Wording.of({"system": "{{ nobody }}"}).render("system")


def test_a_template_cannot_read_files() -> None:
    with pytest.raises(VsSimError, match="cannot be written"):
        Wording.of({"system": '{% include "../overriding.py" %}'}).render("system")
