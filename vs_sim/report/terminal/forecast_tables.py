"""Forecasts for the terminal: who forecasts how well, one table per question and moment."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.study.data.estimate import shown
from vs_sim.study.forecasts.forecast_scores import NAMES
from vs_sim.study.forecasts.issued_forecasts import ELSEWHERE, PEOPLE, TRUTH

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.study.forecasts.forecast_study import ForecastStudy

EXPLAINED = {
    PEOPLE: "what all other persons did at that moment, this person left out",
    ELSEWHERE: "the first forecaster's forecast of somebody else",
    TRUTH: "the stand-in's exact distribution, from which the answer was drawn",
}


def forecast_tables(study: ForecastStudy) -> RenderableType:
    """The scores of all forecasters, and the rule that they rest on."""
    done, _ = study.run.counts
    table, calibrated = study.table, study.calibration
    parts: list[RenderableType] = [Text(visible(study.run.title), style="bold")]
    if study.run.standin:
        parts.append(Text(STANDIN_NOTICE, style="bold yellow"))
    parts.append(Text(f"{done} dialogues of people; {study.run.call_count} calls"))
    for (question, moment), mine in table.groupby(["question", "moment"], sort=False):
        tested = calibrated[(calibrated["question"] == question) & (calibrated["moment"] == moment)]
        parts.append(_scores(f"{question}, {moment_words(str(moment))}", mine, tested))
    parts += [Text(visible(remark), style="dim") for remark in remarks(study)]
    return Group(*parts)


def moment_words(moment: str) -> str:
    """A moment in words."""
    return "after the last turn" if moment == "end" else f"after {int(moment)} exchanges"


def _scores(title: str, mine: pd.DataFrame, tested: pd.DataFrame) -> Table:
    """The forecasters at one moment, in their order."""
    found = Table(title=title, title_justify="left", title_style="bold")
    scores = list(dict.fromkeys(mine["score"]))
    found.add_column("forecaster")
    heads = [head for score in scores for head in (NAMES[score], "better than other people by")]
    for column in ("n", *heads, "PIT p"):
        found.add_column(column, justify="right")
    for forecaster, rows in mine.groupby("forecaster", sort=False):
        by_score = {row["score"]: row for row in rows.to_dict("records")}
        cells = [str(forecaster), str(rows["n"].iloc[0])]
        for score in scores:
            row = by_score[score]
            cells.append(shown(row["value"]) + ends(row["low"], row["high"]))
            own = forecaster == PEOPLE
            cells.append("" if own else shown(row["better"], sign="+") + ends(row["better_low"], row["better_high"]))
        p = tested.loc[tested["forecaster"] == forecaster, "p"]
        cells.append(shown(float(p.iloc[0])) if len(p) else "")
        found.add_row(*(escape(visible(cell)) for cell in cells))
    return found


def ends(low: float, high: float) -> str:
    """The 95% interval; empty where there is none."""
    return "" if math.isnan(low) else f" [{shown(low)}, {shown(high)}]"


def remarks(study: ForecastStudy) -> list[str]:
    """What the numbers rest on."""
    missing = study.table.drop_duplicates(["question", "moment", "forecaster"])
    lost = missing[missing["missing"] > 0]
    known = [f"{name}: {words}." for name, words in EXPLAINED.items() if name in set(study.table["forecaster"])]
    return [
        f"Log score: of the cell that occurred, in nats, larger is better; cells: {study.rule}. CRPS and Brier score: "
        "smaller is better, without cells or floor. Intervals: 95%, persons resampled.",
        "PIT p: the probability integral transform is uniform for a calibrated forecaster (KS test, the first forecast "
        "of each person); small where it is not.",
        *known,
        *(
            f"{row['forecaster']}: {row['missing']} forecasts of {row['question']} at {row['moment']} are missing, "
            "because no readable answer came; it is compared on the others."
            for row in lost.to_dict("records")
        ),
    ]


def forecast_summary(study: ForecastStudy) -> dict[str, Any]:
    """The same as one JSON-ready object; what was not measured is null."""
    frames = {"scores": study.table, "contrasts": study.contrasts, "calibration": study.calibration}
    records = {name: json.loads(frame.to_json(orient="records")) for name, frame in frames.items()}
    return {"run_dir": str(study.run.folder), "standin": study.run.standin, "rule": str(study.rule), **records}
