"""Two good scenarios that tests break, and the faults that this brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import Fault, ScenarioError
from vs_sim.simulation.checking import load_scenario

TALK = """\
kind: persuasion
about: Two neighbours talk.
models:
  m: {backend: standin}
roles:
  ann: {model: m}
  bob:
    model: m
    personas:
      population: persuasion_for_good
      tell: [age, sex]
dialogues: 2
exchanges: 2
questions:
  gift:
    of: bob
    ask: How much?
    answer: {amount: [0, 2]}
    private: true
"""
SURVEY = """\
kind: survey
about: A survey.
models: {m: {backend: standin}}
roles:
  person: {model: m}
respondents: 2
questions:
  state: {of: person, ask: Name a US state.}
"""
POPULATION = "      population: persuasion_for_good\n"


def faults(file: Path, text: str) -> tuple[Fault, ...]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    return caught.value.faults
