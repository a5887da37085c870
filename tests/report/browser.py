"""A page in a real browser: what it logs, what it asks of the network, how wide it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

KNOWN = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Opened:
    """A page that is open, with everything it complained about and everything it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def text(self, selector: str) -> str:
        """What stands there."""
        return self.page.inner_text(selector)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; the test is skipped where none is installed."""
    found = os.environ.get("CHROMIUM") or next((path for name in KNOWN if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"Chromium does not start: {error.message[:200]}")
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path, place: str = "", **how: Any) -> Iterator[Opened]:
    """The page, in a context of its own."""
    context = browser.new_context(**{"viewport": DESKTOP, **how})
    context.set_default_timeout(30_000)
    page = context.new_page()
    found = Opened(page)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("dialog", lambda dialog: found.complaints.append(dialog.message))

    def asked(request: Request) -> None:
        found.requests.append(request.url)

    page.on("request", asked)
    page.goto(f"{path.resolve().as_uri()}{place}")
    yield found
    context.close()
