from __future__ import annotations

import pytest

from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.corpora.corpus import CORPORA

TASKS = {name: task for name in CORPORA if (task := CORPORA.get(name).coded)}


@pytest.mark.parametrize("name", TASKS)
def test_the_special_codings_of_a_task_are_among_its_codings(name: str) -> None:
    task = TASKS[name]
    assert {task.course, task.changes, task.difference[0]} <= set(task.by_dialogue)
    assert set(task.optional) <= set(task.by_turn) and task.main not in task.optional


@pytest.mark.parametrize("name", TASKS)
def test_kinds_and_counted_labels_are_labels_of_the_main_coding(name: str) -> None:
    task = TASKS[name]
    main = CODINGS.get(task.main)
    assert {*task.kinds, *task.label_of.values()} <= {*main.codebook, *main.others}
    assert set(task.label_of) <= set(task.figures)


@pytest.mark.parametrize("name", TASKS)
def test_a_publication_has_the_group_that_runs_are_compared_with(name: str) -> None:
    facts = TASKS[name].publication
    assert facts.group in facts.groups and "{dialogues}" in facts.population
