from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from vs_sim.llm.local.socket_folder import PREFIX, remove_folder, remove_left_behind, socket_folder

HOLDS = """
import signal, sys, time
from vs_sim.llm.local.socket_folder import socket_folder
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print(socket_folder(), flush=True)
if sys.argv[1:]:
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def left(folder: Path) -> list[Path]:
    return list(folder.glob(f"{PREFIX}*"))


def ended_by(number: signal.Signals) -> Path:
    """The folder of a process that holds one until it gets a signal."""
    with subprocess.Popen([sys.executable, "-c", HOLDS, "waits"], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        folder = Path(running.stdout.readline().strip())
        assert folder.is_dir()
        remove_left_behind()
        assert folder.is_dir(), "its process is there"
        running.send_signal(number)
    return folder


def test_only_this_user_can_enter_it_and_it_is_removed_on_demand(tmp_path: Path) -> None:
    folder = socket_folder()
    assert folder is not None and folder.stat().st_mode & 0o077 == 0 and left(tmp_path) == [folder]
    remove_left_behind()
    assert folder.is_dir()
    remove_folder(folder)
    assert left(tmp_path) == []


def test_it_goes_when_its_process_ends_or_is_terminated(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", HOLDS], check=True, capture_output=True)
    assert left(tmp_path) == []
    assert not ended_by(signal.SIGTERM).exists()


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    assert ended_by(signal.SIGKILL).is_dir()
    remove_left_behind()
    assert left(tmp_path) == []
