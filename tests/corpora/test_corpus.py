from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.places import PACKAGE, SHARED, needs_shared, sources
from tests.structure import lines
from vs_sim.corpora.corpus import CORPORA, read_corpus
from vs_sim.errors import UnknownName

EXAMPLES = {
    "__init__.py": "the reader of amounts of money is a public function",
    "cli/comparison_commands.py": "the reference of the README is the default of a command",
    "core/persona_source.py": "examples in the descriptions and messages of fields",
    "log/store.py": "an example in a message",
}
"""Where code outside its folder may name a corpus, with the reason. Docstrings may name one as an example or source."""


@cache
def plain_code(text: str) -> str:
    """Code in lower case, without docstrings, underscores and blanks."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list):
                body[:] = [
                    each
                    for each in body
                    if not isinstance(getattr(each, "value", None), ast.Constant) or not isinstance(each, ast.Expr)
                ]
    return ast.unparse(tree).lower().replace("_", "").replace(" ", "")


def named_in(text: str, corpus: str) -> bool:
    """Whether code, its docstrings left out, names a corpus in any spelling."""
    return corpus.replace("_", "") in plain_code(text)


def outside(corpus: str) -> list[Path]:
    return [path for path in sources() if PACKAGE / "corpora" / corpus not in path.parents]


@pytest.mark.parametrize("corpus", sorted(CORPORA))
def test_a_corpus_is_named_in_its_folder_only(corpus: str) -> None:
    found = [path for path in outside(corpus) if named_in(path.read_text(encoding="utf-8"), corpus)]
    astray = sorted({str(path.relative_to(PACKAGE)) for path in found} - set(EXAMPLES))
    assert not astray, lines(astray)


def test_every_exception_is_needed() -> None:
    needed = {
        str(path.relative_to(PACKAGE))
        for corpus in CORPORA
        for path in outside(corpus)
        if named_in(path.read_text(encoding="utf-8"), corpus)
    }
    assert needed == set(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from vs_sim.corpora.some_people import amounts", True),
        ('title = f"people of SomePeople, {n}"', True),
        ("def f(): return some_people", True),
        ('"""SomePeople, for example."""\nx = 1\n"""Of SomePeople."""', False),
        ("x = 1  # some_people", False),
    ],
)
def test_code_names_a_corpus_in_any_spelling_and_docstrings_do_not_count(text: str, named: bool) -> None:
    assert named_in(text, "some_people") is named


def test_a_corpus_that_is_not_known_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="some_people"):
        read_corpus("some_people", tmp_path)


@needs_shared
def test_the_digests_of_the_files_are_kept() -> None:
    found = read_corpus("persuasiontrace", SHARED / "data" / "persuasiontrace")
    assert [(name, len(digest)) for name, digest in found.files.items()] == [("rounds.csv", 64)]
