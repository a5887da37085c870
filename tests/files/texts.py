"""Texts as somebody might write them, and the faults that reading them brings."""

from __future__ import annotations

from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.source_text import Source
from vs_sim.files.strict_yaml import Document, parse_yaml


def document(text: str) -> Document:
    """The document in a text."""
    return parse_yaml(Source("x.yaml", text))


def faults(text: str) -> tuple[Fault, ...]:
    """The faults that reading a text brings; none for a good one."""
    try:
        document(text)
    except ScenarioError as error:
        return error.faults
    return ()


def place(fault: Fault) -> tuple[int | None, int | None]:
    """Line and column."""
    return fault.line, fault.column
