from __future__ import annotations

import pytest

from tests.places import PACKAGE
from vs_sim.standin.lexicon_files import parse_lexicon, read_lexicon

SHIPPED = sorted(path.stem for path in (PACKAGE / "standin" / "lexicon").iterdir())


def test_a_section_contains_its_entries_as_written_and_in_order() -> None:
    text = "# greetings\ngreet:\n    Hi.\n    ?pet: Hey[ there|]!\n\nchat.short:\n    Fine.\n"
    assert parse_lexicon(text, "own.txt") == {"greet": ("Hi.", "?pet: Hey[ there|]!"), "chat.short": ("Fine.",)}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("    Hi.\n", "own.txt:1: '    Hi.' is neither"),
        ("greet:\n  Hi.\n", "own.txt:2: '  Hi.' is neither"),
        ("greet:\n    Hi. \n", "own.txt:2: '    Hi. ' is neither"),
        ("greet:\n    Hi.\nchat:\n    Fine.\ngreet:\n    Hey.\n", "own.txt:5: the section 'greet' is given twice"),
        ("greet:\nchat:\n    Fine.\n", "own.txt: the section 'greet' is empty"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{error}"):
        parse_lexicon(text, "own.txt")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_can_be_read(name: str) -> None:
    assert read_lexicon(name)
