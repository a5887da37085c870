from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.sweep.plans import METHODS, held, read
from vs_sim.study.comparison.paired_difference import RunPairs, contrast_of_laws, contrast_of_means
from vs_sim.study.data.reference import load_reference
from vs_sim.study.measure import find_measure
from vs_sim.sweep.results import CONTRASTS, TABLE_FIGURES
from vs_sim.sweep.sweep_run import Sweep

PAID = load_reference("persuasion_for_good/paid")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("sweep")
    return held(read(folder, METHODS, "replicates: 2\n", sets=("dialogues=16",)), folder / "s")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("broken")
    return held(read(folder, "grid: {models.persona.faults: [{}, {refusal: 1.0}]}\n"), folder / "s")


def test_the_table_has_a_row_per_cell_and_measure(sweep: Sweep) -> None:
    table = sweep.table()
    columns = ["cell", "label", "roles.persuadee.method", "replicate", *TABLE_FIGURES, "verdict", "reason"]
    assert list(table.columns) == columns
    assert table.groupby("cell").size().nunique() == 1
    assert not table.duplicated(["cell", "measure", "of"]).any()


def test_the_primary_outcome_comes_first(sweep: Sweep) -> None:
    first = sweep.table().iloc[0]
    assert (first["measure"], first["of"], first["n"], first["people"]) == ("ks", "donation", 16, 455)


def test_fewer_than_thirty_people_get_no_verdict(sweep: Sweep) -> None:
    assert set(sweep.table().query("measure == 'ks'")["verdict"]) == {"inconclusive"}


def test_a_cell_without_data_has_rows_of_nothing(broken: Sweep) -> None:
    rows = broken.table().query("label.str.contains('refusal')")
    assert len(rows)
    assert rows[["n", "value", "low", "high", "p"]].isna().all(axis=None)


def test_texts_stand_beside_peoples_only_at_equal_exchanges(sweep: Sweep) -> None:
    texts = sweep.table().query("measure == 'distinct@1'")
    assert texts["human"].isna().all()
    assert texts["value"].notna().all()


def test_contrasts_are_in_pairs_of_all_replicates(sweep: Sweep) -> None:
    contrasts = sweep.contrasts()
    assert list(contrasts.columns) == list(CONTRASTS)
    assert set(contrasts.query("measure == 'ks'")["n"]) == {32}


def test_a_contrast_is_the_difference_of_the_means_of_the_same_dialogues(sweep: Sweep) -> None:
    first, _, second, _ = (run.answers("donation")["value"].mean() for run in sweep.runs.values())
    _, third, _, fourth = (run.answers("donation")["value"].mean() for run in sweep.runs.values())
    row = sweep.contrasts().query("measure == 'mean' and of == 'donation'").iloc[0]
    assert row["difference"] == pytest.approx((first + third) / 2 - (second + fourth) / 2)


def test_tables_are_the_same_every_time(sweep: Sweep) -> None:
    again = Sweep(sweep.folder)
    pd.testing.assert_frame_equal(again.table(), sweep.table())
    pd.testing.assert_frame_equal(again.contrasts(), sweep.contrasts())


def test_a_sweep_shows_itself_and_escapes_what_strangers_wrote(tmp_path: Path) -> None:
    listed = "title: <b>bold</b>\nlist: [{label: <script>, set: {reask: 1}}]\n"
    found = held(read(tmp_path, listed), tmp_path / "s")
    shown = found._repr_html_()
    assert "<script>" not in shown
    assert "<b>bold" not in shown
    assert "Pipeline validation" in shown
    assert repr(found) == f"Sweep('{tmp_path / 's'}', 1 cells: 1 done)"


def normal(n: int, shift: float, seed: int) -> RunPairs:
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=n)
    noise = rng.normal(size=(2, n)) * 0.5
    return RunPairs(shared + noise[0] + shift, shared + noise[1], [str(i) for i in range(n)])


def test_pairs_see_what_two_samples_would_not() -> None:
    found = contrast_of_means(normal(60, 0.35, 1))
    assert found.low > 0
    assert found.p < 0.01
    assert 1.96 * math.sqrt(2 * 1.25 / 60) > 0.35  # what two samples would need


def test_the_interval_of_a_mean_holds_the_truth_as_often_as_it_says() -> None:
    found = [contrast_of_means(normal(40, 0.2, seed), seed=seed) for seed in range(120)]
    assert 0.92 <= np.mean([each.low <= 0.2 <= each.high for each in found]) <= 0.985


def donations(n: int, seed: int) -> RunPairs:
    rng = np.random.default_rng(seed)
    both = rng.choice(PAID.support, size=(2, n), p=PAID.probabilities)
    return RunPairs(both[0], both[1], [str(i) for i in range(n)])


def test_equal_distances_to_people_are_rarely_called_different() -> None:
    ks = find_measure("ks")
    found = [contrast_of_laws(donations(60, seed), ks, PAID, seed=seed).p for seed in range(30)]
    assert np.mean(np.array(found) <= 0.05) <= 0.1


def test_a_person_in_many_pairs_counts_once() -> None:
    pairs = normal(40, 0.3, 3)
    few = RunPairs(pairs.first, pairs.second, [str(i // 20) for i in range(40)])
    assert contrast_of_means(few).persons == 2


def test_pairs_without_a_value_are_left_out() -> None:
    pairs = RunPairs(np.array([1.0, math.nan, 2.0]), np.array([0.0, 1.0, 1.0]), ["a", "b", "c"])
    assert (contrast_of_means(pairs).n, contrast_of_means(pairs).difference) == (2, 1.0)


def test_no_pairs_are_no_zero() -> None:
    found = contrast_of_means(RunPairs(np.zeros(0), np.zeros(0), []))
    assert math.isnan(found.difference)
    assert math.isnan(found.p)
