from __future__ import annotations

import pytest

from vs_sim.errors import UnknownName
from vs_sim.study.coding.published_codings import CodingFigures, coding_figures, figures_names, load_shipped


@pytest.mark.parametrize("coder", ["rules", "learned"])
def test_agreement_has_kappa_and_alpha_within_their_intervals(coder: str) -> None:
    for found in coding_figures("persuasion_for_good", coder).agreement.values():
        assert found.alpha is not None and found.alpha_low is not None and found.alpha_high is not None
        assert found.low <= found.kappa <= found.high and found.alpha_low <= found.alpha <= found.alpha_high


def test_the_text_of_figures_gives_them_back() -> None:
    figures = coding_figures("persuasion_for_good", "rules")
    assert CodingFigures.model_validate_json(figures.to_json()) == figures


def test_a_file_without_alpha_can_still_be_read() -> None:
    agreement = {"resistance": {"kappa": 0.6, "low": 0.5, "high": 0.7, "n": 10, "dialogues": 5}}
    old = {**coding_figures("persuasion_for_good").model_dump(by_alias=True), "agreement": agreement}
    assert CodingFigures.model_validate(old).agreement["resistance"].alpha is None


def test_shipped_figures_are_loaded_by_name_and_unknown_coders_refused() -> None:
    assert isinstance(load_shipped(figures_names()[0]), CodingFigures)
    with pytest.raises(UnknownName, match="nobody"):
        coding_figures("persuasion_for_good", "nobody")
