"""The shipped figures of coders on human text, with which a simulation coded by the same coder is compared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from pydantic import Field

from vs_sim.corpora.coding_scheme import RULES
from vs_sim.errors import UnknownName
from vs_sim.study.data.provenance import Computed, Header, StrictData, read_document, validated
from vs_sim.study.data.published_figures import Moment, Moments, load_any
from vs_sim.study.data.reference import SHELF, Reference, shelved


class CodedFigure(Moment):
    """One number of dialogues: its mean with errors, and how dialogues differ."""

    sd: float | None = Field(default=None, ge=0, description="standard deviation over dialogues")
    quantiles: tuple[float, ...] | None = Field(
        default=None, description="of dialogues at 10, 25, 50, 75 and 90%; none of shares"
    )


class PublishedAgreement(StrictData):
    """Agreement with the annotators on one label, per turn."""

    kappa: float = Field(description="Cohen's kappa")
    low: float = Field(description="lower end of its 95% interval, dialogues resampled")
    high: float = Field(description="upper end")
    alpha: float | None = Field(default=None, description="Krippendorff's alpha, nominal; null: not computed")
    alpha_low: float | None = Field(default=None, description="lower end of its 95% interval, dialogues resampled")
    alpha_high: float | None = Field(default=None, description="upper end")
    n: int = Field(gt=0, description="turns")
    dialogues: int = Field(gt=0, description="dialogues behind them")


class CodingFigures(Header):
    """The figures of one coder on one corpus."""

    schema_: Literal["vs_sim.codings/1"] = Field(default="vs_sim.codings/1", alias="schema")
    shape: Literal["codings"] = Field(default="codings", description="figures of one coder")
    coder: str = Field(description="who coded: rules, learned or annotators")
    exchanges: int = Field(gt=0, description="up to which every dialogue is read")
    computed: Computed = Field(default=Computed(), description="how and when the numbers were made")
    how: str = Field(default="", description="how the agreement was measured")
    agreement: dict[str, PublishedAgreement] = Field(
        default_factory=dict, description="label to agreement with the annotators"
    )
    groups: dict[str, dict[str, CodedFigure]] = Field(description="group of dialogues to figure to numbers")

    def to_json(self) -> str:
        """The file's text: a figure on one line."""
        document = {"schema": self.schema_, "shape": self.shape} | self.model_dump(
            by_alias=True, mode="json", exclude_none=True
        )
        text = json.dumps(document, indent=1, ensure_ascii=False)
        lists = re.sub(r"\[\s([\d\s.,e+-]+)\s\]", lambda found: f"[{' '.join(found[1].split())}]", text)
        return (
            re.sub(r"\{\s*(\"(?:value|kappa)\"[^{}]*?)\s*\}", lambda f: f"{{{' '.join(f[1].split())}}}", lists) + "\n"
        )


def coding_figures(corpus: str, coder: str = RULES) -> CodingFigures:
    """The shipped figures of a coder on the human text of a corpus.

    Raises:
        UnknownName: No figures of that coder are shipped for that corpus.
    """
    known = sorted(path.stem.removeprefix("codings_") for path in (SHELF / corpus).glob("codings_*.json"))
    if coder not in known:
        raise UnknownName("coder with human figures", coder, known)
    path = SHELF / corpus / f"codings_{coder}.json"
    return validated(read_document(path), CodingFigures, path)


def figures_names() -> list[str]:
    """The shipped figures of coders, `CORPUS/codings_CODER`, sorted."""
    return sorted(name for name, shape in shelved().items() if shape == "codings")


def load_shipped(name_or_path: str | Path) -> Reference | Moments | CodingFigures:
    """Anything shipped about people by its name, or a file of one's own by its path.

    Raises:
        UnknownName: Nothing shipped has that name.
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    if str(name_or_path) in figures_names():
        corpus, _, coder = str(name_or_path).rpartition("/codings_")
        return coding_figures(corpus, coder)
    return load_any(name_or_path)
