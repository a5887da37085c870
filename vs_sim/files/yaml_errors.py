"""What a YAML reader stumbles over is told where the mistake was made, which is often a line above."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from vs_sim.errors import ScenarioError
from vs_sim.files.source_text import Place, Source

_SPACE = "put a space after the colon: `key: value`"
_GLUED = re.compile(r"\s*(?:- )?(\w[\w-]*):(?!//)[^\s:][^:]*$")
_LOOKALIKES = {"\u00a0": "a no-break space", "\u3000": "a wide space", "\uff1a": "a wide colon (：)"}
_ABOVE = ("end of stream", "stream end", "could not find expected ':'")
"""Problems that are found below the line where they begin."""
_HINTS = {
    "'\\t'": "indent with spaces, not with tabs",
    "mapping keys are not allowed": "text that begins with ? needs quotes",
    "mapping values are not allowed": "quote text that holds ': '; entries of one level begin in one column",
    "could not find expected ':'": "a colon is missing here, or a quote or bracket is not closed above",
    "cannot start any token": "put the text in quotes",
    "expected <block end>": "entries of one level begin in one column; text that begins with a quote, [ or { "
    "needs quotes around the whole of it",
    "end of stream": "a quote or bracket is not closed",
    "stream end": "a quote or bracket is not closed",
    "expected ','": "a comma or a closing bracket is missing",
}


def syntax_error(source: Source, error: MarkedYAMLError) -> ScenarioError:
    """The error that holds the one fault which keeps a text from being read."""
    problem = str(error.problem or error.context)
    hint = next((hint for sign, hint in _HINTS.items() if sign in problem), None)
    above = any(sign in problem for sign in _ABOVE)
    mark = (error.context_mark if above else None) or error.problem_mark or error.context_mark
    place = source.at(mark.index)
    if "mapping values are not allowed" in problem and (glued := _glued(place)):
        return glued.error("not YAML: a key without a space after its colon", hint=_SPACE)
    if (above or "mapping values" in problem) and (sign := _odd_sign(place)):
        hint = f"here is {sign}, which only looks like one: type it again"
    elif above and _GLUED.match(place.source.lines[(place.line or 1) - 1]):
        hint = _SPACE
    return place.error(f"not YAML: {problem}", hint=hint)


def _glued(place: Place) -> Place | None:
    """The place of a `key:value` on the line above, which swallowed the line that is at fault."""
    lines, line = place.source.lines, (place.line or 1) - 1
    while line > 0 and not lines[line - 1].strip():
        line -= 1
    found = _GLUED.match(lines[line - 1]) if line > 0 else None
    return Place(place.source, line, found.start(1) + 1) if found else None


def _odd_sign(place: Place) -> str | None:
    """A sign of the line or of the line above that looks like a space or a colon and is none."""
    near = place.source.lines[max(0, (place.line or 1) - 2) : place.line]
    return next((name for line in near for sign, name in _LOOKALIKES.items() if sign in line), None)
