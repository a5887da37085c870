"""The folder in which an engine's socket lies: only this user can enter it, and it goes with the process.

It is removed when the process ends or is terminated. What a killed process left is removed by the next engine: a lock
on the folder says whether its process is still there, whatever number that had.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from contextlib import suppress
from multiprocessing.util import Finalize
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

PREFIX, LOCK = "vs_sim-socket-", "lock"
_locks: dict[Path, IO[str]] = {}
"""Files whose lock this process holds."""


def socket_folder() -> Path | None:
    """A new folder for a socket; None where the system has no sockets in files."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    remove_left_behind()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    if (lock := _locked(folder, "w")) is not None:
        _locks[folder] = lock
    Finalize(None, remove_folder, args=(folder,), exitpriority=1)  # also in a worker, where atexit is not run
    return folder


def remove_folder(folder: Path) -> None:
    """Remove a folder of this process."""
    if (lock := _locks.pop(folder, None)) is not None:
        lock.close()
    shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind() -> None:
    """Remove the folders of processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder not in _locks and (lock := _locked(folder, "r+")) is not None:
            lock.close()
            shutil.rmtree(folder, ignore_errors=True)


def _locked(folder: Path, mode: str) -> IO[str] | None:
    """The lock of a folder, held while the file is open; None where another process holds it."""
    with suppress(OSError):
        file = (folder / LOCK).open(mode, encoding="ascii")
        try:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file
    return None
