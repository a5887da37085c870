from __future__ import annotations

from vs_sim.corpora.persuasion_for_good.amounts.clauses import Span, clauses, normalised, sentences


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in sentences(text)]


def test_spellings_become_one() -> None:
    assert normalised("I can not GIVE  “½”") == 'i cannot give " 1/2"'


def test_a_decimal_point_ends_no_sentence() -> None:
    assert pieces("i give $1.50. is that ok?") == ["i give $1.50.", "is that ok?"]


def test_a_clause_ends_where_another_subject_begins() -> None:
    text = "i will give $1, but you keep the rest"
    found = [text[span.start : span.end].strip(" ,") for span in clauses(text, Span(0, len(text)))]
    assert found == ["i will give $1", "but you keep the rest"]
