from __future__ import annotations

import doctest
import importlib
import json
import math

import pytest

from vs_sim.study.data.estimate import Estimate
from vs_sim.study.measure import MEASURES

KS = Estimate("ks", "donation", 0.1894, 0.12, 0.25, n=200, sampling_noise=0.104, margin=0.15, verdict="different")
MEAN = Estimate("mean", "", 0.62, -0.0004, 0.26, n=200, unit="USD", human=0.47, difference=0.15)


def test_a_distance_reads_as_one_line() -> None:
    expected = (
        "Estimate(ks of donation = .19 [.12, .25], n=200, sampling noise .104, equivalence margin .15) -> different"
    )
    assert repr(KS) == expected


def test_a_summary_reads_as_a_comparison() -> None:
    assert repr(MEAN) == "Estimate(mean = .62 USD, people .47, difference +.15 [.00, .26], n=200)"


def test_what_was_not_measured_says_so() -> None:
    assert repr(Estimate("ks", "", math.nan)) == "Estimate(ks = not measured, n=0)"


def test_json_knows_no_nan() -> None:
    found = json.loads(json.dumps(MEAN.to_dict(), allow_nan=False))
    assert (found["upper"], found["human"], found["verdict"]) == (None, 0.47, None)


def test_names_from_a_scenario_are_escaped_in_a_notebook() -> None:
    html = Estimate("ks", "<script>", 0.5, note="<b>", reference="<i>", verdict="inconclusive")._repr_html_()
    assert "&lt;script&gt;" in html and "<script>" not in html and "<i>" not in html


MODULES = ["vs_sim.study.data.estimate", *MEASURES.modules().values()]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_run(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted and not results.failed


@pytest.mark.parametrize("name", MEASURES.names())
def test_a_measure_states_its_formula_its_range_and_its_source(name: str) -> None:
    text = importlib.import_module(MEASURES.get(name).function.__module__).__dict__[name].__doc__
    assert "(" in text and "in " in text and any(year in text for year in ("19", "20"))
