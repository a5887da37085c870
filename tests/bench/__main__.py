"""`python -m tests.bench`: take the rows one after another and print them as a table."""

from __future__ import annotations

import argparse
import sys
import time

from tests.bench.rows import LONG, ROWS, Row, Skipped


def line(row: Row | Skipped, seconds: float) -> str:
    """A row as it is printed."""
    if isinstance(row, Skipped):
        return f"{'skipped':>18}  {'':<12}  {row.what}: {row.why}"
    bar = "" if row.bar is None else f"{'<=' if row.most else '>='} {row.bar:g}"
    mark = {True: "", False: "  SHORT", None: ""}[row.reached]
    return f"{row.value:>10.2f} {row.unit:<7}  {bar:<12}  {row.what}{mark}\n{'':<34}{row.note} [{seconds:.0f} s]"


def main() -> None:
    """Take the rows that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="A table of ratios.")
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help=f"rows to take; all but {', '.join(LONG)}")
    parser.add_argument("--quick", action="store_true", help="small sizes: does it work at all?")
    parser.add_argument("--long", action="store_true", help="all rows, the long ones too")
    asked = parser.parse_args()
    rows = asked.rows or [name for name in ROWS if asked.long or name not in LONG]
    for name in rows:
        started = time.perf_counter()
        for row in ROWS[name](asked.quick):
            sys.stdout.write(line(row, time.perf_counter() - started) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
