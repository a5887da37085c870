from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from vs_sim.errors import VsSimError
from vs_sim.report.html.template import policy, write_page


def test_a_page_may_run_its_own_script_and_nothing_else() -> None:
    own = base64.b64encode(hashlib.sha256(b"run()").digest()).decode()
    allowed = policy("p {}", "run()")
    assert "default-src 'none'" in allowed and f"script-src 'sha256-{own}'" in allowed
    assert "unsafe" not in allowed and "http" not in allowed


def test_a_page_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(VsSimError, match="cannot be written") as found:
        write_page("text", tmp_path / "file" / "page.html")
    assert "--out" in (found.value.hint or "")
