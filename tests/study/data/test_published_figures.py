from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.errors import ScenarioError, UnknownName
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.published_figures import Moments, load_any, load_moments, moment_names, moments_of_same_people
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.cluster_bootstrap import expanded, moment_of, resample_counts, resampled, weighted_mean
from vs_sim.study.measure import find_measure

each_shipped = pytest.mark.parametrize("name", moment_names())


@each_shipped
def test_shipped_figures_are_known_by_their_file_and_by_their_measures(name: str) -> None:
    moments = load_moments(name)
    assert moments.id == name
    if name.endswith("/acts"):
        acts = {**CODINGS.get("acts").codebook, **CODINGS.get("acts").others}
        assert {row.partition("@")[0] for row in moments.rows} == set(acts)
    else:
        assert all(find_measure(row).name == row for row in moments.rows)


@each_shipped
def test_shipped_figures_name_no_participant_and_no_place(name: str) -> None:
    text = load_moments(name).to_json()
    assert not any(word in text for word in ("user_", "_live", "/work", "/home"))


def test_printed_moments_have_no_error() -> None:
    rows = load_moments("dictator/engel_2011").rows
    assert {row: (figure.value, figure.error) for row, figure in rows.items()} == {
        "mean": (0.2835, None),
        "mass@0": (0.3611, None),
        "mass@0.5": (0.1674, None),
    }


def test_figures_survive_their_file(tmp_path: Path) -> None:
    moments = load_moments("persuasion_for_good/persons")
    (tmp_path / "own.json").write_text(moments.to_json(), encoding="utf-8")
    assert load_any(tmp_path / "own.json") == moments


def test_anything_shipped_is_found_by_name() -> None:
    kinds = [type(load_any(name)) for name in ("persuasion_for_good/paid", "persuasion_for_good/traits")]
    assert kinds == [Reference, Moments]


def test_an_unknown_name_meets_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no reference 'persuasion_for_good/trait'"):
        load_any("persuasion_for_good/trait")


def test_broken_figures_are_named(tmp_path: Path) -> None:
    text = load_moments("persuasion_for_good/persons").to_json().replace('"error": 0', '"error": -0')
    (tmp_path / "own.json").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"rows\.within_person\.error"):
        load_moments(tmp_path / "own.json")


def test_figures_are_found_beside_a_reference() -> None:
    assert moments_of_same_people("persuasion_for_good/paid", "traits") is not None
    assert moments_of_same_people("my_own", "traits") is None


def test_a_resample_repeats_whole_persons() -> None:
    codes = np.array([0, 0, 1, 2])
    means = resampled(
        lambda weights: weights[:, 0] - weights[:, 1], codes, resample_counts(3, 4, np.random.default_rng(0), 200)
    )
    assert not means.any()


def test_the_clustered_error_of_a_mean_is_that_of_theory() -> None:
    rng = np.random.default_rng(0)
    values = np.repeat(rng.normal(size=100), 4)
    found = moment_of(weighted_mean(values), Sample(values, np.repeat(np.arange(100), 4).astype(str).tolist()))
    assert found is not None and found.error == pytest.approx(values.std() / 10, rel=0.05)
    assert found.spread == pytest.approx(values.std(), rel=0.05)


def test_few_persons_widen_the_interval_as_students_t() -> None:
    wide = expanded(0.0, np.array([-1.96, 1.96]), 5)
    assert wide[1] == pytest.approx(2.776 * math.sqrt(5 / 4), rel=1e-3)
    assert np.isnan(expanded(0.0, np.array([1.0]), 1)).all()
