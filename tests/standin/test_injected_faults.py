from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standin.staging import COT, DIRECT, donation, listing, weighted
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.errors import Unparsed
from vs_sim.standin.engine import CallSettings, StandinAnswer, answer_request
from vs_sim.standin.injected_faults import FAULTS_BY_FORM
from vs_sim.standin.standin_options import ANSWER_FAULTS, EngineOptions

CLAUSES = {"plain": DIRECT, "object": COT, "list": listing(), "weighted": weighted()}
METHODS = {"plain": "direct", "object": "cot", "list": "sequence", "weighted": "vs_standard"}
REPAIRED = {
    "fence": "fence",
    "tags": "tags",
    "trailing_comma": "trailing_comma",
    "percent": "percent",
    "wrong_sum": "renormalised",
}
"""Fault in a weighted list to the repair that names it."""
each_pair = pytest.mark.parametrize(
    ("form", "fault"), [(form, f) for form, fits in FAULTS_BY_FORM.items() for f in sorted(fits)]
)


def said(form: str, faults: dict[str, float] | None = None, seed: int = 1) -> StandinAnswer:
    return answer_request(donation(3, CLAUSES[form]), CallSettings(seed=seed), EngineOptions(faults=faults or {}))


@cache
def clean(form: str) -> str:
    return said(form).text


def test_every_fault_fits_some_form() -> None:
    assert set().union(*FAULTS_BY_FORM.values()) == set(ANSWER_FAULTS)


@each_pair
def test_a_fault_changes_the_answer(form: str, fault: str) -> None:
    assert said(form, {fault: 1.0}).text != clean(form)


@each_pair
def test_every_faulty_answer_is_read_or_refused_with_a_reason(form: str, fault: str) -> None:
    spoiled = said(form, {fault: 1.0})
    try:
        found = parse(spoiled.text, METHODS[form], 5, finish_reason=spoiled.finish_reason)
    except Unparsed as error:
        assert fault in ("refusal", "empty", "truncated", "missing")
        assert error.reason == ("missing_weight" if fault == "missing" else fault)
    else:
        assert sum(candidate.probability for candidate in found.candidates) == pytest.approx(1)


@pytest.mark.parametrize(("fault", "repair"), REPAIRED.items())
def test_the_parser_names_what_was_wrong(fault: str, repair: str) -> None:
    spoiled = said("weighted", {fault: 1.0})
    assert repair in [found.kind for found in parse(spoiled.text, "vs_standard", 5).repairs]


@pytest.mark.parametrize("fault", ["fence", "prose", "thoughts", "tags", "bare_list", "trailing_comma", "wrong_sum"])
def test_what_is_said_stays_the_same_under_a_harmless_fault(fault: str) -> None:
    spoiled, whole = (
        parse(text, "vs_standard", 5) for text in (said("weighted", {fault: 1.0}).text, clean("weighted"))
    )
    assert {c.text: c.probability for c in spoiled.candidates} == pytest.approx(
        {c.text: c.probability for c in whole.candidates}
    )


def test_a_truncated_answer_says_so() -> None:
    assert said("weighted", {"truncated": 1.0}).finish_reason == "length"


def test_a_fault_that_does_not_fit_the_form_does_nothing() -> None:
    assert said("plain", {"percent": 1.0}).text == clean("plain")


@pytest.mark.parametrize("rate", [0.0, 0.3, 1.0])
def test_answers_are_malformed_at_the_stated_rate(rate: float) -> None:
    asked, options = donation(3, weighted()), EngineOptions(malformed=rate)
    broken = [
        answer_request(asked, CallSettings(seed=seed), options).text
        != answer_request(asked, CallSettings(seed=seed)).text
        for seed in range(600)
    ]
    assert sum(broken) / len(broken) == pytest.approx(rate, abs=0.05)


def test_malformed_answers_have_every_fault_that_fits() -> None:
    asked, options = donation(3, weighted()), EngineOptions(malformed=1.0)
    texts = [answer_request(asked, CallSettings(seed=seed), options).text for seed in range(200)]
    assert {text[:3] for text in texts} == {"", "```", "Sur", "<th", "<re", '[{"', '{"r', "I'm"}


@given(st.integers(0, 200), st.sampled_from(sorted(CLAUSES)))
def test_answers_without_a_fault_are_those_of_a_model_without_any(seed: int, form: str) -> None:
    assert said(form, {"refusal": 1e-12}, seed) == said(form, seed=seed)


def test_an_empty_list_stays_what_it_is() -> None:
    nothing = weighted(5, more="Every answer must have a probability below 0.000000000001.")
    text = answer_request(donation(3, nothing), CallSettings(), EngineOptions(faults={"missing": 1.0})).text
    assert json.loads(text) == {"responses": []}
