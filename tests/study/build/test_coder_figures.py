from __future__ import annotations

import pytest

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.build.coder_figures import make_figures


def test_figures_are_made_of_imported_corpora_only(other: Run) -> None:
    with pytest.raises(StudyError, match="not an imported corpus"):
        make_figures(other, "rules")
