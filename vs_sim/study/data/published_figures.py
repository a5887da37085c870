"""Numbers about people that are not one value per dialogue: means, effects and correlations with their errors.

A moment is what a measure gives of people, with the person-clustered standard error of that. Printed figures have
none; they are shown with a simulation as context, and give no verdict.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from pydantic import Field

from vs_sim.errors import UnknownName
from vs_sim.study.data.provenance import Computed, Header, StrictData, read_document, validated
from vs_sim.study.data.reference import SHELF, Reference, load_reference, reference_names, shelved


class Moment(StrictData):
    """One figure about people."""

    value: float = Field(description="what the measure gives of these people")
    error: float | None = Field(default=None, ge=0, description="its person-clustered standard error; null: unknown")
    spread: float | None = Field(
        default=None, ge=0, description="spread/√n is the standard error with n dialogues of n people; null: unknown"
    )
    n: int | None = Field(default=None, gt=0, description="dialogues it is from; null: not printed")
    people: int | None = Field(default=None, gt=0, description="persons it is from; null: not printed")


class Moments(Header):
    """Figures about one group of people, by the names of the measures that give them."""

    schema_: Literal["vs_sim.reference/1"] = Field(default="vs_sim.reference/1", alias="schema")
    shape: Literal["moments"] = Field(default="moments", description="one figure per measure")
    computed: Computed = Field(default=Computed(), description="how and when the numbers were made")
    rows: dict[str, Moment] = Field(description="measure to its figure, for example readability")

    def __repr__(self) -> str:
        return f"Moments({self.id}: {len(self.rows)} figures)"

    __str__ = __repr__

    def get(self, name: str) -> Moment | None:
        """The figure of a measure; None where there is none."""
        return self.rows.get(name)

    def to_json(self) -> str:
        """The file's text: a line per fact, a figure on one line."""
        fields = self.model_dump(by_alias=True, mode="json", exclude_none=True)
        document = {"schema": fields["schema"], "shape": fields["shape"], **fields}
        text = json.dumps(document, indent=1, ensure_ascii=False)
        return re.sub(r"\{\s*(\"value\"[^{}]*?)\s*\}", lambda found: f"{{{' '.join(found[1].split())}}}", text) + "\n"


def moment_names() -> list[str]:
    """The shipped figures, for example `persuasion_for_good/traits`, sorted."""
    return sorted(name for name, shape in shelved().items() if shape == "moments")


def load_moments(name_or_path: str | Path) -> Moments:
    """Shipped figures by their name, or a file of one's own by its path.

    Raises:
        UnknownName: No shipped figures have that name.
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    path = Path(name_or_path)
    if path.suffix != ".json" and not path.is_file():
        if str(name_or_path) not in (known := moment_names()):
            raise UnknownName("figures", str(name_or_path), known)
        path = SHELF / f"{name_or_path}.json"
    return validated(read_document(path), Moments, path)


def load_any(name_or_path: str | Path) -> Reference | Moments:
    """A shipped reference or shipped figures by name, or a file of either by its path.

    Raises:
        UnknownName: Nothing shipped has that name.
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    path = Path(name_or_path)
    if path.suffix == ".json" or path.is_file():
        figures = read_document(path).get("shape") == "moments"
    else:
        figures = str(name_or_path) in moment_names()
        if not figures and str(name_or_path) not in (known := [*moment_names(), *reference_names()]):
            raise UnknownName("reference", str(name_or_path), known)
    return load_moments(name_or_path) if figures else load_reference(name_or_path)


def moments_of_same_people(reference: str, kind: str) -> Moments | None:
    """The shipped figures of the people of a shipped reference: `…/paid` and `traits` give `…/traits`, or None."""
    name = f"{reference.rpartition('/')[0]}/{kind}"
    return load_moments(name) if name in moment_names() else None
