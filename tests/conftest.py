"""What holds for every test: processes that are started can be interrupted, and properties are tested alike each time.

Whoever starts the tests in the background of a script has them ignore SIGINT, and every process they start with them.
"""

from __future__ import annotations

import os
import signal
import sys

import pytest
from hypothesis import settings

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    sys.dont_write_bytecode = False  # else each of a hundred processes would compile every module anew

settings.register_profile("suite", max_examples=25, deadline=None, derandomize=True, database=None)
settings.register_profile("nightly", max_examples=500, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Few and always the same examples in the suite; many and fresh ones where `-m ""` asks for all that there is."""
    settings.load_profile("suite" if config.getoption("markexpr") else "nightly")
