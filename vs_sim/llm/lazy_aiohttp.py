"""aiohttp, imported when the first request is made: commands that ask no model do not wait for it."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def import_aiohttp() -> Any:
    """The module."""
    import aiohttp

    return aiohttp
