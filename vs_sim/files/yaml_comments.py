"""Words that a YAML file loses: what follows ` #` is a comment, even where it was meant as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from vs_sim.errors import Fault
from vs_sim.files.source_text import Source
from vs_sim.files.yaml_nodes import plain_scalar

LONGEST_SHOWN = 60
"""Characters of a value or a comment that a message shows."""
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_ENDED = (".", "?", "!", ":", ")", "”", "…")


def lost_words(source: Source) -> Iterator[Fault]:
    """A warning for each unquoted text behind which a comment may have been meant as its rest.

    That is a comment without a blank after its `#`, such as `#1`, and any comment behind several words that do not end
    as a sentence does.

    Args:
        source: A YAML text without faults.
    """
    try:
        for event in YAML(typ="safe", pure=True).parse(source.text):
            if isinstance(event, ScalarEvent) and event.implicit[0] and not event.style:
                yield from _behind(source, event)
    except YAMLError:
        return


def _behind(source: Source, event: ScalarEvent) -> Iterator[Fault]:
    found = _COMMENT.match(source.text, event.end_mark.index)
    if found is None or not isinstance(plain_scalar(event.value, source.at(event.start_mark.index)), str):
        return
    value, comment = event.value, found[1].rstrip()
    glued = len(comment) > 1 and not comment[1].isspace() and comment[1] != "#"
    unended = " " in value and not value.endswith(_ENDED) and "  #" not in found[0]
    if glued or unended:
        message = (
            f"the text ends with {value[-LONGEST_SHOWN:]!r}: what follows, {comment[:LONGEST_SHOWN]!r}, is a comment"
        )
        whole = f"{value} {comment}".replace("\\", "\\\\").replace('"', '\\"')
        hint = f'if it belongs to the text, put the whole text in quotes: "{whole}"'
        yield source.at(found.start(1)).fault(message, hint=hint)
