"""JSON lines, a file a table and a line a row; what was not measured is null."""

from __future__ import annotations

from pathlib import Path

from vs_sim.export.format import ExportSource, format_, lines


@format_("jsonl")
def _write(source: ExportSource, out: Path) -> list[Path]:
    """A file per table."""
    return [
        lines(out / f"{name}.jsonl", frame.to_json(orient="records", lines=True, force_ascii=False).splitlines())
        for name, frame in source.frames
    ]
