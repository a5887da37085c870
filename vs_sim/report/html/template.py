"""A page is one file that loads nothing and runs nothing but its own script; text of strangers is shown as text."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from vs_sim.errors import VsSimError
from vs_sim.report.html.untrusted import clipped, one_line, visible


def write_page(text: str, path: Path) -> Path:
    """Write a page.

    Raises:
        VsSimError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise VsSimError(f"{path}: cannot be written ({error.strerror})", hint="choose another --out") from error
    return path


@cache
def page_template(name: str = "page.html.j2") -> Template:
    """A compiled page; every text that enters it is made visible and escaped."""
    environment = Environment(
        loader=PackageLoader("vs_sim.report.html", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clipped": clipped, "one_line": one_line}
    environment.globals |= {"style": _source("page.css", "viewer.css"), "script": _source("viewer.js")}
    environment.globals["policy"] = policy(_source("page.css", "viewer.css"), _source("viewer.js"))
    return environment.get_template(name)


def _source(*names: str) -> Markup:
    """Our own style or script, as it is on the page."""
    folder = files("vs_sim.report.html") / "templates"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # our own


def policy(style: str, script: str) -> str:
    """What the page may do: apply this style, run this script, and nothing else; no address is ever asked."""
    known = {name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
             for name, text in (("style", style), ("script", script))}  # fmt: skip
    return (
        f"default-src 'none'; style-src 'sha256-{known['style']}'; script-src 'sha256-{known['script']}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
