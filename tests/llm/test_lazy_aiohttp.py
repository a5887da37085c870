from __future__ import annotations

import subprocess
import sys

from vs_sim.llm.lazy_aiohttp import import_aiohttp


def test_the_module_is_aiohttp() -> None:
    assert import_aiohttp().__name__ == "aiohttp"


def test_a_backend_is_made_without_importing_it() -> None:
    code = (
        "import sys; from vs_sim.llm.backends.endpoint import Endpoint; from vs_sim.core.model_entry import ModelEntry;"
        "Endpoint(ModelEntry(model='gpt-4.1')); sys.exit('aiohttp' in sys.modules or 'litellm' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
