from __future__ import annotations

import json
import math
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.log.logs import logged
from vs_sim.log.run import Run
from vs_sim.report.html.viewer import inert_json, viewer

ANY = st.recursive(
    st.text(max_size=20) | st.floats() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(ANY)
def test_data_never_leave_their_script_element_and_stay_json(value: object) -> None:
    text = inert_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    json.loads(text)


def test_a_number_that_is_not_known_is_null_not_zero() -> None:
    assert inert_json([math.nan, math.inf, 0.0]) == "[null,null,0.0]"


def test_every_dialogue_is_listed_with_its_end_and_can_be_filtered_by_it(tmp_path: Path) -> None:
    found = viewer({"": logged(tmp_path, [{0.0: 1.0}, {1.0: 1.0}], failed=1)})
    index = json.loads(found.index)
    assert [(row["d"], row["end"]) for row in index["rows"]] == [
        ("0", [["donation", "$0"]]),
        ("1", [["donation", "$1"]]),
        ("2", []),
    ]
    assert {"name": "State", "entries": [["completed", 2], ["failed", 1]]} in index["facets"]
    assert (len(found.dialogues), found.left_out) == (3, 0)


def test_several_runs_are_told_apart(tmp_path: Path) -> None:
    runs = {name: logged(tmp_path / name, [{0.0: 1.0}]) for name in ("a", "b")}
    index = json.loads(viewer(runs).index)
    assert [row["d"] for row in index["rows"]] == ["a/0", "b/0"]
    assert index["facets"][0] == {"name": "Run", "entries": [["a", 1], ["b", 1]]}


def test_a_line_has_every_candidate_with_weight_and_probability_and_which_was_drawn(tmp_path: Path) -> None:
    (block,) = viewer({"": logged(tmp_path, [{0.0: 0.25, 1.0: 0.75}])}).dialogues
    (line,) = json.loads(block)["lines"]
    assert line["c"] == [["0.0", 0.25, 0.25], ["1.0", 0.75, 0.75]]
    assert line["v"] == line["i"]
    assert (line["r"], line["q"], line["m"], line["w"]) == ("persuadee", "donation", "vs_standard", "end")


def test_replies_that_could_not_be_used_are_shown_with_their_reason(failing: Run) -> None:
    wrong = [each for block in viewer({"": failing}).dialogues for each in json.loads(block)["wrong"]]
    replies = [each for each in wrong if each[1] == "unreadable"]
    assert {(reason, raw) for _, _, reason, raw in replies} == {("no_structure", "rather not")}
    assert len(replies) == failing.counts[1]
