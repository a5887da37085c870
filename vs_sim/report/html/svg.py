"""A figure becomes part of the page: inline SVG with a text alternative, in the colours of the page.

The colours that plots use are replaced by CSS variables, so that one drawing serves a light page, a dark one
and paper.
"""

from __future__ import annotations

import io
import re
import warnings

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes

from vs_sim.report.figures.canvas import FAINT, INK, PEOPLE, SERIES, SIMULATED
from vs_sim.report.html.untrusted import visible

VARIABLES = {SIMULATED: "simulated", PEOPLE: "people", INK: "ink", FAINT: "faint"}
VARIABLES |= {colour: f"series-{place}" for place, colour in enumerate(SERIES) if place}
METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def inline(axes: Axes, name: str, title: str, description: str) -> Markup:
    """The figure of these axes as an `<svg>` element, the same for the same figure.

    Args:
        axes: What was drawn.
        name: Distinct for every figure of a page; a word.
        title: What the figure is called.
        description: What it shows, in words and numbers, for those who do not see it.
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes belong to no figure")
    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the page has fonts of its own
        figure.savefig(stream, format="svg", transparent=True, metadata=METADATA)
    drawing = re.sub(r"^.*?<svg[^>]*>", "", stream.getvalue(), flags=re.DOTALL)
    box = " ".join(f"{side * 72:g}" for side in (0, 0, *figure.get_size_inches()))
    return Markup(
        '<svg viewBox="{}" role="img" aria-labelledby="{}-title {}-description">'
        '<title id="{}-title">{}</title><desc id="{}-description">{}</desc>{}'
    ).format(box, name, name, name, visible(title), name, visible(description), Markup(_in_page(drawing)))


def _in_page(drawing: str) -> str:
    """Without what only a file of its own needs: metadata, global styles, group names, fixed colours."""
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r"<style[^>]*>.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r'<g id="[^"]*"', "<g", drawing).replace("xlink:href", "href")
    drawing = re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r' style="([^"]*)"', _attributes, drawing)
    for colour, variable in VARIABLES.items():
        drawing = drawing.replace(colour, f"var(--{variable}, {colour})")
    return re.sub(r"\n\s*", "\n", drawing)


def _attributes(found: re.Match[str]) -> str:
    """A style as attributes of their own, so that the page's policy can forbid styles that it does not know."""
    parts = (part.partition(":") for part in found[1].split(";") if ":" in part)
    named = {name.strip(): value.strip() for name, _, value in parts}
    if font := named.pop("font", None):
        named["font-size"] = next(word for word in font.split() if word[0].isdigit())
        if "bold" in font.split() or "700" in font.split():
            named["font-weight"] = "bold"
    return "".join(f' {name}="{value}"' for name, value in named.items() if name not in ("font-family", "line-height"))
