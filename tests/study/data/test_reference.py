from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from tests.study.people import PAID
from vs_sim.errors import ScenarioError, StudyError, UnknownName
from vs_sim.study.data.reference import Reference, exact_reference, load_reference, reference_names

NAMES = reference_names()
each_shipped = pytest.mark.parametrize("name", NAMES)


def changed(folder: Path, **entries: object) -> Path:
    path = folder / "own.json"
    path.write_text(json.dumps({**json.loads(PAID.to_json()), **entries}), encoding="utf-8")
    return path


def test_what_is_shipped() -> None:
    paid = [f"persuasion_for_good/{name}" for name in ("paid", "paid_all", "paid_one_per_person", "stated")]
    both_arms = ("change", "change_text4", "control_change", "control_change_text4")
    changes = [f"persuasiontrace/{name}" for name in both_arms]
    games = [f"moblab/{name}" for name in ("dictator", "ultimatum_least", "ultimatum_offer")]
    assert ["die/fair", *games, *paid, *changes, "vs_paper/donation_law", "vs_paper/test_paid"] == NAMES


@each_shipped
def test_counts_sum_to_n(name: str) -> None:
    reference = load_reference(name)
    assert sum(reference.counts) == pytest.approx(reference.n or 1)


@each_shipped
def test_a_shipped_reference_is_known_by_its_file(name: str) -> None:
    assert load_reference(name).id == name


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("persuasion_for_good/")])
def test_a_reference_made_of_the_corpus_says_where_it_comes_from(name: str) -> None:
    reference = load_reference(name)
    assert "arXiv:1906.06725" in reference.source.citation
    assert reference.source.license == "Apache-2.0"
    assert {len(digest) for digest in reference.source.files.values()} == {64}
    assert any("aid is not said" in caveat or "is not paid" in caveat for caveat in reference.caveats)


def test_a_recovered_law_and_a_die_are_marked() -> None:
    assert "recovered" in load_reference("vs_paper/donation_law").title
    assert "not people" in load_reference("die/fair").title
    assert load_reference("die/fair").exact


@each_shipped
def test_a_shipped_reference_names_no_participant_and_no_place(name: str) -> None:
    text = load_reference(name).to_json()
    assert not any(word in text for word in ("user_", "_live", "/work", "/home"))


def test_the_amounts_paid_in_period_c() -> None:
    expected = {0.0: 236, 1.0: 99, 2.0: 48, 0.5: 37, 0.2: 28, 0.1: 21, 0.3: 20, 0.25: 16, 0.05: 10, 0.75: 10}
    assert (PAID.n, PAID.people) == (559, 455)
    assert {value: PAID.share(value) * 559 for value in expected} == pytest.approx(expected)


def test_summaries_of_period_c() -> None:
    assert (round(PAID.mean, 3), PAID.median, round(PAID.donor_share, 3)) == (0.465, 0.15, 0.578)


def test_focal_values_hold_a_twentieth_of_the_mass() -> None:
    assert PAID.focal() == (0.0, 0.2, 0.5, 1.0, 2.0)


def test_a_value_that_nobody_gave_has_no_share() -> None:
    assert PAID.share(0.33) == 0


def test_the_ecdf_is_a_step_function_between_observed_values() -> None:
    assert PAID.ecdf([-1, 0, 0.005, 2, 9]).tolist() == pytest.approx([0, 236 / 559, 236 / 559, 1, 1])


def test_the_covariance_is_zero_outside_the_range() -> None:
    covariance = PAID.covariance_at(np.array([-1.0, 0.0, 0.005, 2.0]))
    assert covariance[1, 1] == covariance[1, 2] > 0
    assert not covariance[[0, 3]].any()


def test_clustering_makes_people_less_sure_than_independent_dialogues() -> None:
    independent = (PAID.curve * (1 - PAID.curve)).sum() / 559
    assert 1.3 < np.trace(PAID.clustered) / independent < 1.6


def test_resampled_people_are_laws() -> None:
    curves = PAID.resample(np.random.default_rng(0), 500)
    assert curves.min() >= 0
    assert (np.diff(curves) >= 0).all()
    assert (curves[:, -1] == 1).all()


def test_resampled_people_vary_as_the_covariance_says() -> None:
    curves = PAID.resample(np.random.default_rng(0), 20_000)
    np.testing.assert_allclose(curves.mean(axis=0), PAID.curve, atol=0.002)
    np.testing.assert_allclose(curves[:, 0].std(), np.sqrt(PAID.clustered[0, 0]), rtol=0.03)


def test_sampled_values_follow_the_counts() -> None:
    values = PAID.sample(np.random.default_rng(0), 20_000)
    assert np.mean(values == 0) == pytest.approx(PAID.share(0), abs=0.01)


def test_a_reference_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text(PAID.to_json(), encoding="utf-8")
    assert load_reference(path) == PAID


def test_a_file_lists_the_covariance_one_row_a_line() -> None:
    assert sum(line.startswith("  [") for line in PAID.to_json().splitlines()) == len(PAID.values) - 1


def test_an_unknown_name_meets_the_nearest_known_one() -> None:
    with pytest.raises(UnknownName, match="no reference 'persuasion_for_good/payed'") as caught:
        load_reference("persuasion_for_good/payed")
    assert "'persuasion_for_good/paid'" in str(caught.value.hint)


def test_a_name_cannot_leave_the_shelf() -> None:
    with pytest.raises(UnknownName):
        load_reference("../study/paid")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"cannot read .*own.json: No such file"):
        load_reference(tmp_path / "own.json")


def test_a_file_that_is_not_json_is_shown_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{\n "id": }', encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"own.json:2:8: is not JSON"):
        load_reference(tmp_path / "own.json")


def test_a_file_that_is_not_an_object_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(ScenarioError, match="must be a JSON object"):
        load_reference(tmp_path / "own.json")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="not UTF-8 text"):
        load_reference(tmp_path / "own.json")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"n": 560}, "counts sum to 559, not to n = 560"),
        ({"values": [0, 0]}, "values must increase"),
        ({"counts": [559]}, "counts must be positive, one per value"),
        ({"people": 600}, "people must be at least 2 and at most n"),
        ({"covariance": [[0.1]]}, "covariance must be a lower triangle"),
        ({"schema": "vs_sim.reference/9"}, "schema: Input should be 'vs_sim.reference/1'"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"source": {}}, "source.name: Field required"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, entries: dict[str, object], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        load_reference(changed(tmp_path, **entries))


def test_every_fault_of_a_file_is_listed(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_reference(changed(tmp_path, n=-1, unit=3))
    assert {fault.path for fault in caught.value.faults} == {"n", "unit"}


def test_the_digest_depends_on_numbers_only() -> None:
    assert PAID.model_copy(update={"title": "another"}).digest == PAID.digest


def test_a_known_law_has_no_people_and_no_uncertainty() -> None:
    law = exact_reference({1.0: 0.25, 0.0: 0.75})
    assert (law.exact, law.n, law.people, law.mean) == (True, None, 0, 0.25)
    assert np.unique(law.resample(np.random.default_rng(0), 5)).tolist() == [0.75, 1.0]


def test_a_known_law_can_have_a_single_value() -> None:
    assert exact_reference({1.0: 1.0}).covariance == ()


def test_impossible_values_are_left_out_of_a_known_law() -> None:
    assert exact_reference({0.0: 1.0, 5.0: 0.0}).values == (0.0,)


@pytest.mark.parametrize("probabilities", [{}, {0.0: 0.5}, {0.0: 1.5, 1.0: -0.5}])
def test_what_does_not_sum_to_one_is_not_a_distribution(probabilities: dict[float, float]) -> None:
    with pytest.raises(StudyError, match="the probabilities of known distribution sum to"):
        exact_reference(probabilities)


def test_a_reference_prints_as_one_line() -> None:
    assert repr(PAID) == "Reference(persuasion_for_good/paid: 559 values of 455 people, mean 0.465 USD)"
    assert str(exact_reference({1.0: 1.0})) == "Reference(known distribution: a known distribution, mean 1)"


def test_references_are_equal_and_hashed_by_their_content() -> None:
    assert len({PAID, Reference.model_validate_json(PAID.to_json())}) == 1


def test_a_named_pipe_is_no_reference(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(ScenarioError, match="no regular file"):
        load_reference(tmp_path / "pipe.json")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"n": 1' + "0" * 6000 + "}"])
def test_json_beyond_all_bounds_is_a_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "deep.json").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="beyond all bounds"):
        load_reference(tmp_path / "deep.json")
