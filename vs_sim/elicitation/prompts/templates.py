"""Which words a request is written in: the shipped templates, and those that a scenario puts in their place.

Templates are Jinja2 in a sandbox: they see what they are given and nothing else, and an unknown name is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, PackageLoader, StrictUndefined, Template, TemplateError
from jinja2.runtime import Context, new_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vs_sim.core.persona import value_text
from vs_sim.elicitation.prompts.sandbox import FILTERS, bounded
from vs_sim.errors import VsSimError

FOLDER, SUFFIX = "prompts", ".j2"


@dataclass(frozen=True)
class Wording:
    """The templates by name.

    Attributes:
        own: Those of the scenario, as (name, text); every other is ours.
    """

    own: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, prompts: Mapping[str, str]) -> Wording:
        """The wording of a scenario."""
        return cls(tuple(prompts.items()))

    def render(self, name: str, **words: Any) -> str:
        """A template filled in.

        Raises:
            VsSimError: It uses a name that it is not given, or fails.
        """
        try:
            found = template(self, name)
            return "".join(found.root_render_func(_context(found, words)))
        except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise VsSimError(
                f"the prompt {name!r} cannot be written: {error}", hint="see prompts: in the scenario"
            ) from error

    def cached(self, name: str, words: tuple[tuple[str, Any], ...] = ()) -> str:
        """The same, remembered for words that come again and again."""
        return _rendered(self, name, words)


OURS = Wording()


@cache
def template(wording: Wording, name: str) -> Template:
    """The compiled template of that name."""
    return environment(wording).get_template(name + SUFFIX)


def _context(its: Template, words: dict[str, Any]) -> Context:
    """What a template sees: these words alone; jinja2's own `render` would copy globals, of which there are none."""
    return new_context(its.environment, its.name, its.blocks, words, shared=True)


@lru_cache(maxsize=1024)
def _rendered(wording: Wording, name: str, words: tuple[tuple[str, Any], ...]) -> str:
    return wording.render(name, **dict(words))


@cache
def environment(wording: Wording) -> ImmutableSandboxedEnvironment:
    """The sandbox in which templates are compiled."""
    shipped: BaseLoader = PackageLoader("vs_sim.elicitation", FOLDER)
    own = DictLoader({name + SUFFIX: text for name, text in wording.own})
    found = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([own, shipped]),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=False,
        auto_reload=False,  # a template that includes another would ask the disk at every request
    )
    found.filters["told"] = value_text
    found.filters["quoted"] = lambda items: json.dumps(items, ensure_ascii=False)
    found.filters = {name: bounded(found.filters[name]) for name in FILTERS}
    found.globals.clear()
    return found


@cache
def shipped() -> Mapping[str, str]:
    """Our templates: name to text."""
    folder = files("vs_sim.elicitation") / FOLDER
    found = [file for file in folder.iterdir() if file.name.endswith(SUFFIX)]
    return {file.name.removesuffix(SUFFIX): file.read_text(encoding="utf-8") for file in found}
