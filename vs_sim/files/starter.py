"""A commented scenario to begin with, and beside it the schema that editors complete and check it with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vs_sim.errors import UnknownName, VsSimError
from vs_sim.files.locate import SUFFIX, starter_folder

SCHEMA = "vs-sim.schema.json"
STARTER_TITLE = "TITLE"
_NAME = re.compile(r"\w[\w -]*")
_SCHEMA_LINE = re.compile(r"\$schema=\S+")


def starters() -> list[str]:
    """The kinds of scenario that one can begin with, sorted."""
    return sorted(file.stem for file in starter_folder().glob(f"*{SUFFIX}"))


def start(path: Path, kind: str, schema: Mapping[str, Any]) -> Path:
    """Write a commented scenario, and the schema of scenarios into the same folder.

    Args:
        path: The file, with or without `.yaml`; its name becomes the title.
        kind: The kind of scenario.
        schema: The JSON Schema of scenario files.

    Raises:
        UnknownName: There is nothing to begin such a kind with.
        VsSimError: The file exists, cannot be written, or its name is none.
    """
    if kind not in starters():
        raise UnknownName("kind to begin with", kind, starters())
    file = path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
    if not _NAME.fullmatch(file.stem):
        raise VsSimError(f"{file.stem!r} is no name for a scenario", hint="use letters, digits, _ and -")
    text = (starter_folder() / f"{kind}{SUFFIX}").read_text(encoding="utf-8")
    title = file.stem.replace("_", " ")
    text = _SCHEMA_LINE.sub(f"$schema={SCHEMA}", text, count=1).replace(STARTER_TITLE, title[:1].upper() + title[1:], 1)
    try:
        with file.open("x", encoding="utf-8") as handle:
            handle.write(text)
        (file.parent / SCHEMA).write_text(json.dumps(schema, ensure_ascii=False) + "\n", encoding="utf-8")
    except FileExistsError:
        raise VsSimError(f"{file} exists already", hint="choose another name") from None
    except OSError as error:
        raise VsSimError(f"{file}: cannot be written: {error.strerror or error}") from error
    return file
