"""A log of a million events in parts: `python -m tests.bench.large_log FOLDER`; then collect, show, compare, report.

One real run of the stand-in is copied under new numbers of dialogues, so that rows have their real sizes. The figures
that it prints are those of docs/scale.md; they measure the program, and say nothing about people.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from vs_sim.api.runs import simulate
from vs_sim.log.part import Part
from vs_sim.log.tables import LOG_FILE, LOG_TABLES, LOG_VERSION
from vs_sim.simulation.session import RunOptions

EVENTS = ("asked", "answered", "closed", "failed")
PARTS = 8
STEPS = (
    ("collect", ["collect", "{folder}", "--quiet"]),
    ("show", ["show", "{folder}"]),
    ("compare", ["compare", "{folder}"]),
    ("report", ["report", "{folder}"]),
)


def copied(source: sqlite3.Connection, folder: Path, part: Part, size: int, of: int) -> int:
    """A part whose dialogues are copies of those of a run; gives how many events it holds."""
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / LOG_FILE, isolation_level=None)) as log:
        log.execute("PRAGMA synchronous=OFF")
        log.executescript(f"{LOG_TABLES} INSERT INTO meta VALUES ('version', '{LOG_VERSION}');")
        scenario, seed, versions = source.execute("SELECT scenario, seed, versions FROM opened").fetchone()
        whole = json.dumps({**json.loads(scenario), "dialogues": size})
        log.execute("INSERT INTO opened VALUES (NULL, 0, ?, ?, ?)", (whole, seed, versions))
        facts = {"state": "done", "instrument_test": "true", "part": str(part)}
        log.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
        log.execute("ATTACH ? AS source", (source.execute("PRAGMA database_list").fetchone()[2],))
        log.execute("BEGIN")
        for number in part.block(size):
            for table in EVENTS:
                columns = [name for _, name, *_ in log.execute(f"PRAGMA table_info({table})") if name != "seq"]
                new = {"unit": "?1", "name": "?1 || substr(name, 7)"}
                chosen = ", ".join(new.get(name, name) for name in columns)
                log.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM source.{table} WHERE unit = ?2",
                    (f"{number:06d}", f"{number % of:06d}"),
                )
        log.execute("COMMIT")
        return sum(log.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in EVENTS)


def main() -> None:
    """Make the parts, and take each step in a process of its own."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.large_log")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--dialogues", type=int, default=16_000)
    asked.add_argument("--real", type=int, default=60, help="dialogues that are really run")
    given = asked.parse_args()
    run = simulate("persuasion_for_good", size=given.real, options=RunOptions(out=given.folder / "real"))
    parts = [Part(which, PARTS) for which in range(1, PARTS + 1)]
    whole = given.folder / "whole"
    events = sum(copied(run.log, whole / part.folder, part, given.dialogues, given.real) for part in parts)
    sys.stdout.write(f"{given.dialogues} dialogues, {events} events\n")
    for name, words in STEPS:
        started = time.perf_counter()
        command = [sys.executable, "-m", "vs_sim.cli.main", *(word.format(folder=whole) for word in words)]
        done = subprocess.run(command, capture_output=True, text=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        seconds = time.perf_counter() - started
        sys.stdout.write(f"{name}: {seconds:.1f} s, at most {peak:.0f} MiB so far, exit code {done.returncode}\n")
        sys.stdout.flush()
    size = (whole / LOG_FILE).stat().st_size
    sys.stdout.write(f"log: {size / 1e6:.0f} MB, {size / given.dialogues / 1e3:.1f} kB a dialogue\n")


if __name__ == "__main__":
    main()
