from __future__ import annotations

import pytest

from tests.report.printed import cells_of, printed
from vs_sim import Run, simulate
from vs_sim.report.terminal.published_table import context_table
from vs_sim.simulation.session import RunOptions
from vs_sim.study.comparison.published_llm import Printed, printed_beside


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return simulate("die_roll", size=30, options=RunOptions(out=tmp_path_factory.mktemp("die") / "run"))


@pytest.fixture(scope="module")
def figures(run: Run) -> Printed:
    found = printed_beside(run, "roll")
    assert found is not None
    return found


def test_each_method_of_the_paper_and_this_run_have_a_figure_in_a_column_of_their_own(
    run: Run, figures: Printed
) -> None:
    table = context_table(run, "roll", figures)
    methods = dict.fromkeys(method for row in figures.rows.values() for method in row)
    assert [column.header for column in table.columns] == ["quantity", *methods, "this run"]
    rows = cells_of(printed(table))
    assert [row[0] for row in rows] == list(figures.rows)
    assert all(row[-1] for row in rows)


def test_the_paper_is_cited_and_its_caveats_are_below(run: Run, figures: Printed) -> None:
    said = " ".join(printed(context_table(run, "roll", figures)).split())
    assert "compared with language models, as reported by" in said
    assert figures.caveats and " ".join(figures.caveats[0].split())[:40] in said
