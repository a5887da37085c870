"""What is printed of language models about a task that has a known distribution: context for a run, never a verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.comparison.measuring import measure_run
from vs_sim.study.comparison.outcomes import reference_for
from vs_sim.study.data.provenance import Header, read_document, validated
from vs_sim.study.data.reference import SHELF

if TYPE_CHECKING:
    from vs_sim.log.run import Run

_FILE = "printed.json"
FROM_UNIFORM = "KL(answers ‖ uniform), nats"
"""What the entropy of the answers lacks of the uniform distribution."""


class Printed(Header):
    """Printed figures of language models, by quantity and by the method with which they were asked."""

    schema_: Literal["vs_sim.printed/1"] = Field(default="vs_sim.printed/1", alias="schema")
    shape: Literal["context"] = Field(default="context", description="printed figures, no distribution")
    rows: dict[str, dict[str, float]] = Field(description="quantity, a measure where it is one, to method to figure")


def printed_beside(run: Run, question: str) -> Printed | None:
    """The shipped figures for the reference of a question; None where there are none."""
    path = SHELF / reference_for(run, question).id.partition("/")[0] / _FILE
    return validated(read_document(path), Printed, path) if path.is_file() else None


def of_this_run(run: Run, question: str, printed: Printed) -> Mapping[str, float]:
    """The same quantities of a run; NaN for those that cannot be taken of it."""
    return {what: _own(run, question, what) for what in printed.rows}


def _own(run: Run, question: str, what: str) -> float:
    try:
        if what == FROM_UNIFORM:
            bits = math.log2(len(reference_for(run, question).values)) - measure_run(run, "entropy@1", question).value
            return max(0.0, bits * math.log(2))
        return measure_run(run, what, question).value
    except (StudyError, UnknownName):
        return math.nan
