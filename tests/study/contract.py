"""The table of error rates in docs/statistics.md: `python -m tests.study.contract` writes it anew."""

from __future__ import annotations

import numpy as np

from tests.places import ROOT
from tests.study.people import PAID, donors_lost, moved
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.inference.equivalence import MARGIN
from vs_sim.study.inference.verdict_chances import SIMULATED_STUDIES, VERDICTS, verdict_chances

FILE = ROOT / "docs" / "statistics.md"
BEGIN, END = "<!-- error rates: begin -->\n", "<!-- error rates: end -->"
NUMBERS = (50, 100, 200, 500)
TRUTHS: dict[str, Floats] = {
    "people themselves": PAID.probabilities,
    "mass moved from $0 to $1": moved(0.08, start=0.0, end=1.0),
    "mass moved from $0 to $1, at the margin": moved(MARGIN, start=0.0, end=1.0),
    "donors moved to $0, at the margin (least favourable)": donors_lost(MARGIN),
    "mass moved from $0 to $1, far": moved(0.25, start=0.0, end=1.0),
    "donors moved to $0, far": donors_lost(0.3),
}


def distance(probabilities: Floats) -> float:
    """The true KS distance to people."""
    return float(np.abs(probabilities.cumsum() - PAID.probabilities.cumsum()).max())


def error_rates() -> str:
    """The table, one row per truth and number of dialogues."""
    head = ("truth", "KS", "n", *VERDICTS)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for name, probabilities in TRUTHS.items():
        for n in NUMBERS:
            found = verdict_chances(PAID, n, MARGIN, probabilities)
            cells = (name, f"{distance(probabilities):.2f}", str(n), *(f"{found[each]:.1%}" for each in VERDICTS))
            lines.append(f"| {' | '.join(cells)} |")
    said = (
        f"{SIMULATED_STUDIES:,} simulated studies a row, margin {MARGIN:g}, reference `{PAID.id}` "
        f"({PAID.people} people), drawn anew in each."
    )
    return "\n".join([said, "", *lines, ""])


if __name__ == "__main__":
    before, _, rest = FILE.read_text(encoding="utf-8").partition(BEGIN)
    FILE.write_text(f"{before}{BEGIN}\n{error_rates()}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
