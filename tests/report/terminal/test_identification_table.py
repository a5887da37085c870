from __future__ import annotations

import pandas as pd
from rich.console import Console

from vs_sim.report.terminal.identification_table import identification_table

ROW = {
    "check": "talk",
    "compared": "talk less no [b]talk[/b]",
    "n": 40,
    "difference": 0.1,
    "low": 0.05,
    "high": 0.15,
    "p": 0.01,
    "finding": "different",
    "survives": "yes",
}


def test_a_check_is_shown_with_its_interval_and_what_it_shows() -> None:
    console = Console(width=150, highlight=False)
    with console.capture() as capture:
        console.print(identification_table(pd.DataFrame([ROW])))
    assert "+.10 [.05, .15]" in capture.get() and "different" in capture.get()
    assert "[b]talk[/b]" in capture.get()
