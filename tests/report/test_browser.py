from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.report.browser import DESKTOP, PHONE, Opened, opened
from tests.report.pages import HOSTILE, page_of
from vs_sim.log.run import Run

ITEM, LINE = "#dialogue-list .item", "#dialogue li"


@pytest.fixture(scope="session")
def path(standin: Run, standin_page: str) -> Path:
    assert standin_page
    return standin.folder / "report.html"


@pytest.fixture
def seen(browser: Browser, path: Path) -> Iterator[Opened]:
    with opened(browser, path) as found:
        yield found


@pytest.fixture
def page(seen: Opened) -> Page:
    return seen.page


@pytest.fixture(scope="session")
def hostile_path(hostile: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = shutil.copytree(hostile.folder, tmp_path_factory.mktemp("megabyte") / "run")
    with sqlite3.connect(copy / "log.sqlite") as log:
        draw = {"candidates": [[HOSTILE + "B" * 1_000_000, None, 1.0, None]], "repairs": [], "reading": "exhaustive"}
        changed = json.dumps(draw | {"select": "probability", "u": 0.5, "index": 0})
        log.execute(
            "UPDATE answered SET draw = ?, text = 'A', sum = NULL WHERE question = 'utterance' AND exchange = 0",
            (changed,),
        )
    log.close()
    page_of(Run(copy))
    return copy / "report.html"


@pytest.fixture
def attacked(browser: Browser, hostile_path: Path) -> Iterator[Opened]:
    with opened(browser, hostile_path) as found:
        yield found


def unfold(page: Page) -> None:
    page.locator(f"{LINE} button.p").first.click()


def choose(page: Page, facet: str) -> str:
    entries = page.locator(f'select[data-facet="{facet}"] option').all()
    page.select_option(f'select[data-facet="{facet}"]', index=1)
    return entries[1].inner_text()


def test_the_page_complains_of_nothing_and_asks_for_nothing_but_itself(seen: Opened, path: Path) -> None:
    unfold(seen.page)
    seen.page.fill("#dialogue-search", "donate")
    assert seen.complaints == []
    assert seen.requests == [path.resolve().as_uri()]


def test_every_dialogue_is_counted(page: Page) -> None:
    assert page.inner_text("#dialogue-count") == "40 dialogues"


def test_changed_minds_can_be_filtered_for(page: Page) -> None:
    told = choose(page, "Change of mind")
    found = re.fullmatch(r"any \((\d+)\)", told)
    assert found is not None
    assert page.inner_text("#dialogue-count") == f"{found[1]} of 40 dialogues"


def test_a_filtered_dialogue_opens_and_says_how_the_mind_changed(page: Page) -> None:
    choose(page, "Change of mind")
    page.locator(ITEM).first.click()
    name = page.locator(f"{ITEM} .name").first.inner_text()
    assert page.inner_text("#dialogue h3") == f"Dialogue {name}"
    assert re.search("acts|amount|stance", page.inner_text("#dialogue .codes"))


def test_those_who_gave_nothing_can_be_filtered_for(page: Page) -> None:
    page.select_option('select[data-facet="donation"]', "0")
    ends = page.locator(f"{ITEM} .end").all_inner_texts()
    assert ends
    assert set(ends) == {"$0"}


def test_a_turn_shows_its_distribution_with_the_one_drawn_marked(page: Page) -> None:
    unfold(page)
    table = page.locator("#dialogue .offered table")
    assert table.locator("tbody tr").count() > 1
    assert table.locator("tr.drawn").count() == 1
    assert "drawn by probability with u" in table.locator("caption").inner_text()


def test_probabilities_of_a_turn_sum_to_one(page: Page) -> None:
    unfold(page)
    used = page.locator("#dialogue .offered tbody td:last-child").all_inner_texts()
    assert sum(map(float, used)) == pytest.approx(1, abs=0.005)


def test_the_link_to_a_turn_opens_it_afresh(browser: Browser, path: Path, page: Page) -> None:
    page.locator(ITEM).nth(3).click()
    unfold(page)
    place = page.evaluate("location.hash")
    line = page.locator(f"{LINE}:has(.offered) .said").first.inner_text()
    with opened(browser, path, place) as again:
        assert again.page.locator(f"{LINE}:has(.offered) .said").first.inner_text() == line
        assert again.page.evaluate("document.activeElement.tagName") == "LI"


def test_a_search_finds_the_dialogues_in_which_it_was_said(page: Page) -> None:
    word = page.locator(f"{LINE}:not(.private) .said").first.inner_text().split()[-1].strip(".!?,")
    page.fill("#dialogue-search", word)
    page.wait_for_selector("#dialogue mark")
    assert word.lower() in page.inner_text("#dialogue mark").lower()


def test_a_search_for_what_nobody_said_finds_nothing(page: Page) -> None:
    page.fill("#dialogue-search", "zzzzzz")
    expect(page.locator("#dialogue-count")).to_have_text("0 of 40 dialogues")
    assert page.locator(ITEM).count() == 0


def test_only_one_role_is_shown_where_one_is_chosen(page: Page) -> None:
    page.select_option("#dialogue-role", "persuader")
    roles = page.eval_on_selector_all(LINE, "lines => lines.map(line => line.dataset.role)")
    assert set(roles) == {"persuader"}


def test_the_arrow_keys_go_from_dialogue_to_dialogue(page: Page) -> None:
    page.focus("#dialogue-list")
    page.keyboard.press("ArrowDown")
    assert page.locator("#dialogue-list [aria-selected=true] .name").inner_text() == "1"
    assert page.inner_text("#dialogue h3") == "Dialogue 1"


def test_every_control_has_a_name(page: Page) -> None:
    nameless = "all => all.filter(c => !(c.ariaLabel || c.textContent.trim() || c.closest('label'))).length"
    assert page.eval_on_selector_all("button, input, select, [role=listbox]", nameless) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_no_wider_than_the_window(browser: Browser, path: Path, scheme: str, size: dict[str, int]) -> None:
    with opened(browser, path, viewport=size, color_scheme=scheme) as found:
        unfold(found.page)
        assert found.overflow == 0


def test_a_dark_page_is_dark(browser: Browser, path: Path) -> None:
    with opened(browser, path, color_scheme="dark") as found:
        colour = found.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 60


def test_on_paper_the_controls_are_gone_and_the_dialogue_stays(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.is_visible(".controls")
    assert page.is_visible("#dialogue h3")


def test_a_hostile_transcript_stays_inert(attacked: Opened) -> None:
    unfold(attacked.page)
    attacked.page.fill("#dialogue-search", "onerror")
    attacked.page.wait_for_selector("#dialogue mark")
    assert attacked.complaints == []
    assert len(attacked.requests) == 1
    assert attacked.page.locator("#dialogue img, #dialogue script").count() == 0


def test_a_hostile_transcript_is_read_as_it_was_written(attacked: Opened) -> None:
    assert "</script><img src=x onerror=alert(1)>" in attacked.text("#dialogue")
    assert "\u202e" not in attacked.text("body")


def test_a_megabyte_is_cut_until_all_of_it_is_asked_for(attacked: Opened) -> None:
    said = attacked.page.locator(f"{LINE}:has(.more) .said").first
    said.evaluate("e => e.classList.add('long')")
    said = attacked.page.locator(".long")
    assert len(said.inner_text()) == 2_000
    attacked.page.locator("#dialogue button.more").first.click()
    assert len(said.text_content() or "") > 1_000_000


def test_a_megabyte_makes_no_page_wide(browser: Browser, hostile_path: Path) -> None:
    with opened(browser, hostile_path, viewport=PHONE) as found:
        assert found.overflow == 0


def test_without_scripts_some_dialogues_can_be_read(browser: Browser, path: Path) -> None:
    with opened(browser, path, java_script_enabled=False) as found:
        assert found.page.locator("noscript details.dialogue").count() == 3
