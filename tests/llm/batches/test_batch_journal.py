from __future__ import annotations

from pathlib import Path

from vs_sim.llm.batches.batch_journal import JOURNAL_FILE, BatchJournal


def test_what_was_noted_is_read_again(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.sent(journal.prepare("persona", ["a", "b"]), "batch_1")
    journal.prepare("persona", ["c"])
    assert BatchJournal(tmp_path).waves == journal.waves
    assert [wave.batch for wave in BatchJournal(tmp_path).waves] == ["batch_1", None]


def test_a_request_is_found_in_the_last_wave_that_holds_it(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.prepare("persona", ["a"])
    second = journal.prepare("persona", ["a"])
    assert journal.last_with("persona", "a") is second
    assert journal.last_with("another", "a") is None


def test_a_wave_that_never_reached_the_provider_holds_nothing(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.lose(journal.prepare("persona", ["a"]))
    assert BatchJournal(tmp_path).last_with("persona", "a") is None


def test_a_line_that_a_kill_cut_off_is_forgotten(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.prepare("persona", ["a"])
    with (tmp_path / JOURNAL_FILE).open("ab") as file:
        file.write(b'{"wave": 2, "mod')
    again = BatchJournal(tmp_path)
    again.sent(again.waves[0], "batch_1")
    assert [(wave.number, wave.batch) for wave in BatchJournal(tmp_path).waves] == [(1, "batch_1")]


def test_the_journal_holds_no_words_of_a_prompt(tmp_path: Path) -> None:
    BatchJournal(tmp_path).prepare("persona", ["0f3a"])
    assert set((tmp_path / JOURNAL_FILE).read_text().split('"')[1::2]) >= {"wave", "model", "persona", "ids", "0f3a"}
