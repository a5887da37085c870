from __future__ import annotations

import html
import json
import re
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import vs_sim as vs
from tests.report.pages import COMPARED, held, page_of, text_of
from vs_sim.core.message import Request
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import Paused, Rejected, VsSimError
from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.html.page import render, write_report
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin
from vs_sim.study.comparison import measurements, measuring
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.two_sample import estimate_measure

LOADS = {"img", "link", "iframe", "object", "embed", "audio", "video", "source", "base", "form", "image"}


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_says_the_verdict_with_every_figure(standin: Run, standin_page: str) -> None:
    head = Assessment(standin).primary
    assert head is not None
    assert wording.verdict_sentence(standin, head) in text_of(standin_page)


def test_every_sentence_of_the_conclusion_stands_on_the_page(standin: Run, standin_page: str) -> None:
    said = [
        wording.headline(standin, Assessment(standin).primary),
        *wording.missing_and_validation(standin, vs.validate_pipeline(standin)),
    ]
    assert all(sentence in text_of(standin_page) for sentence in said)


def test_no_estimate_of_an_answer_is_computed_twice_for_a_page(standin: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str]] = []

    def counted(sample: Sample, name: str, against: Reference, **more: Any) -> Estimate:
        asked.append((sample.of, name, against.id))
        return estimate_measure(sample, name, against, **more)

    for module in (measurements, measuring):
        monkeypatch.setattr(module, "estimate_measure", counted)
    render(standin, vs.validate_pipeline(standin))
    assert ("donation", "ks", "persuasion_for_good/paid") in asked
    assert len(asked) == len(set(asked))


def test_a_standin_run_carries_the_banner(standin_page: str) -> None:
    assert f'<p class="banner" role="note">{STANDIN_NOTICE}</p>' in standin_page


def test_a_run_of_a_real_model_carries_no_banner(hostile: Run, hostile_page: str) -> None:
    assert not hostile.standin
    assert "Pipeline validation" not in hostile_page


def test_the_policy_lets_nothing_load_or_run(standin_page: str) -> None:
    policies = [a["content"] or "" for tag, a in Elements(standin_page).found if a.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policies[0]


@pytest.mark.parametrize("fixture", ["standin_page", "hostile_page"])
def test_nothing_on_the_page_loads_or_runs_by_itself(fixture: str, request: pytest.FixtureRequest) -> None:
    found = Elements(request.getfixturevalue(fixture)).found
    assert not LOADS & {tag for tag, _ in found}
    assert not [attributes for tag, attributes in found if tag == "script" and "src" in attributes]
    assert not [attributes for _, attributes in found if "style" in attributes]
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("fixture", ["standin_page", "hostile_page"])
def test_every_address_on_the_page_is_a_place_on_the_page(fixture: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(fixture)
    named = [v or "" for _, a in Elements(page).found for k, v in a.items() if k in ("href", "src", "xlink:href")]
    named += re.findall(r"url\(([^)]*)\)", page)
    assert [name for name in named if not name.startswith("#")] == []
    assert "@import" not in page


def test_every_place_pointed_at_exists_once(standin_page: str) -> None:
    found = Elements(standin_page).found
    ids = [a["id"] for _, a in found if "id" in a]
    named = {(a["href"] or "").removeprefix("#") for _, a in found if "href" in a}
    assert len(ids) == len(set(ids))
    assert named <= set(ids)


def test_hostile_text_stays_text(hostile_page: str) -> None:
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in hostile_page
    assert "<img" not in hostile_page


def test_characters_that_are_not_seen_are_shown(hostile_page: str) -> None:
    assert "\ufffdgnp.exe\ufffd\ufffd" in hostile_page
    assert not set(hostile_page) & set("\u202e\x00\x9b")


def test_a_hostile_title_stays_in_the_title(hostile_page: str) -> None:
    assert "<title>&lt;/title&gt;&lt;img" in hostile_page


def test_a_megabyte_is_cut_outside_the_viewer_and_the_page_says_so(hostile: Run, tmp_path: Path) -> None:
    copy = shutil.copytree(hostile.folder, tmp_path / "run")
    with sqlite3.connect(copy / "log.sqlite") as log:
        draw = {"candidates": [["A" * 1_000_000, None, 1.0, None]], "repairs": [], "reading": "exhaustive"}
        changed = json.dumps(draw | {"select": "probability", "u": 0.5, "index": 0})
        log.execute("UPDATE answered SET draw = ?, text = 'A', sum = NULL WHERE question = 'utterance'", (changed,))
    log.close()
    page = page_of(Run(copy))
    assert len(page.split("<noscript>")[1].split("</noscript>")[0]) < 100_000
    assert "[998,000 more characters in the log]" in page


def test_a_scenario_without_a_comparison_has_a_page_without_one(hostile_page: str) -> None:
    said = text_of(hostile_page)
    assert wording.NOTHING_COMPARED in said
    assert "Gift amounts: not compared" in said
    assert "Sampling noise" not in said


def test_the_people_come_with_their_citation_rule_and_caveats(standin_page: str) -> None:
    people, said = vs.reference("persuasion_for_good/paid"), text_of(standin_page)
    wanted = [people.source.citation, people.rule, people.population, *people.caveats]
    assert [text for text in wanted if " ".join(text.split()) not in said] == []


def test_what_failed_is_counted_with_its_reason_and_bounded(failing: Run) -> None:
    said = text_of(page_of(failing))
    failed = failing.counts[1]
    assert f"{failed} of 30 dialogues failed: their values are missing, not zero." in said
    assert re.search(rf"question reason dialogues gift \w+ {failed} ", said)
    assert "worst-case bounds over all values that the failed dialogues could have had" in said


def test_a_run_without_any_outcome_has_a_page_that_says_so(tmp_path: Path) -> None:
    never = held(tmp_path / "x", lambda _: "", COMPARED)
    assert "No dialogue was completed, so the simulated gift amounts were not measured." in page_of(never)


def test_a_run_that_stopped_early_says_that_it_is_not_finished(tmp_path: Path) -> None:
    def gone(_: Request) -> str:
        raise Rejected("the server is gone")

    with pytest.raises(Paused):
        held(tmp_path / "x", gone)
    assert "This run is not completed" in page_of(Run(tmp_path / "x" / "run"))


def test_answers_during_the_dialogue_are_marked_as_without_people(standin_page: str) -> None:
    course = standin_page.split('<section id="course">')[1].split("</section>")[0]
    assert "There are no reference data." in course


def test_three_dialogues_stand_on_the_page_as_they_were_said(standin: Run, standin_page: str) -> None:
    units = re.findall(r"<h3>Dialogue (\d+)</h3>", standin_page)
    said = text_of(standin_page)
    turns = standin.turns[standin.turns["unit"].isin(units)]["text"]
    assert len(units) == 3
    assert [turn for turn in turns if " ".join(turn.split()) not in said] == []


def test_figures_have_text_alternatives(standin_page: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", standin_page, flags=re.DOTALL)
    assert len(drawings) > 5
    for drawing in drawings:
        assert re.search(
            r'role="img" aria-labelledby="\S+ \S+"><title id="\S+">[^<]+</title><desc id="\S+">[^<]+</desc>', drawing
        )


def test_the_same_log_gives_the_same_page(standin: Run, standin_page: str) -> None:
    assert render(Run(standin.folder), vs.validate_pipeline(standin)) == standin_page


def test_the_scenario_on_the_page_runs_again_to_the_same_digest(
    standin: Run, standin_page: str, tmp_path: Path
) -> None:
    found = re.search(r'<pre id="scenario">(.*?)</pre>', standin_page, flags=re.DOTALL)
    assert found is not None
    (tmp_path / "scenario.yaml").write_text(html.unescape(found[1]), encoding="utf-8")
    again = begin(load_scenario(tmp_path / "scenario.yaml"), RunOptions(out=tmp_path / "run"))
    assert again.digest == standin.digest


def test_the_commands_seed_and_digest_stand_on_the_page(standin: Run, standin_page: str) -> None:
    name = standin.folder.name
    for text in (f"vs-sim resume {name}", f"vs-sim run {name}/scenario.yaml --seed 7", standin.digest):
        assert text in standin_page


def test_no_path_of_this_machine_stands_on_the_page(standin: Run, standin_page: str) -> None:
    assert str(standin.folder.parent) not in standin_page


def test_a_page_that_cannot_be_written_is_an_error_with_a_hint(hostile: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(VsSimError, match="cannot be written") as caught:
        write_report(hostile, tmp_path / "file" / "page.html", None)
    assert caught.value.hint
