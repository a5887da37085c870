"""What a template of somebody else may do: choose, and repeat over what it is given; nothing that grows without end.

Jinja2's own sandbox keeps a template away from Python; it does not keep `{{ "x" * 10**10 }}` from taking all memory. So
templates are read against a short list of what prompts need, before anything of them is run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError

LONGEST_PROMPT = 20_000
"""Characters of a template."""
LONGEST_WORD = 1_000_000
"""Characters that a filter may give."""
DEEPEST_LOOP = 2
FILTERS = frozenset(
    {"capitalize", "default", "first", "int", "join", "last", "length", "list", "lower", "quoted", "round", "sort"}
    | {"told", "trim", "truncate", "unique", "upper"}
)
"""The filters of Jinja2, and ours, that a prompt may use."""
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "a call",
    nodes.Macro: "{% macro %}",
    nodes.CallBlock: "{% call %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.Assign: "{% set %}",
    nodes.AssignBlock: "{% set %}",
    nodes.With: "{% with %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% import %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}


def refusals(tree: nodes.Template, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """What a template may not do: the line, and what stands there.

    Args:
        tree: The template as it was parsed.
        known: The names of the files that it may include.
    """
    for sort, what in _REFUSED.items():
        yield from ((node.lineno, f"{what} is not read in a prompt") for node in tree.find_all(sort))
    for node in tree.find_all(nodes.Filter):
        if node.name not in FILTERS:
            yield node.lineno, f"no filter {node.name!r}; known: {', '.join(sorted(FILTERS))}"
    for include in tree.find_all(nodes.Include):
        name = include.template.value if isinstance(include.template, nodes.Const) else None
        if name not in known:
            yield include.lineno, f"a prompt includes {', '.join(sorted(known))}; found {name!r}"
    yield from _loops(tree, 1)


def _loops(node: nodes.Node, depth: int) -> Iterator[tuple[int, str]]:
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.For):
            yield from _loops(child, depth)
            continue
        if child.recursive or depth > DEEPEST_LOOP:
            yield child.lineno, f"loops go no deeper than {DEEPEST_LOOP}, and into themselves not at all"
        elif not isinstance(child.iter, nodes.Name | nodes.Getattr | nodes.Getitem):
            yield child.lineno, "a loop runs over something that the prompt is given"
        else:
            yield from _loops(child, depth + 1)


def bounded(use: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that gives no endless text."""

    def limited(*arguments: Any, **options: Any) -> Any:
        found = use(*arguments, **options)
        if isinstance(found, str) and len(found) > LONGEST_WORD:
            raise SecurityError(f"a text of more than {LONGEST_WORD:,} characters")
        return found

    vars(limited).update(getattr(use, "__dict__", {}))  # the marks by which Jinja2 passes its environment
    return limited
