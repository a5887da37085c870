"""The labels that a coder gives to the dialogues of a run: read where they are kept, else made by rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vs_sim.corpora.coding_scheme import CODINGS, RULES, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.errors import StudyError
from vs_sim.log.labels import CodedDialogue, coders_of, read_codings, write_codings
from vs_sim.log.run import Run
from vs_sim.study.coding.run_transcripts import transcripts_of

if TYPE_CHECKING:
    import pandas as pd


def labels_of(
    run: Run, name: str, coder: str = RULES, transcripts: list[Transcript] | None = None
) -> dict[str, Labels]:
    """What a coder says about a run, by dialogue; dialogues that were not coded are left out.

    Labels that are kept are read; else the coding is made from those it is read off, or from the text by rules.

    Args:
        run: The run.
        name: A registered coding.
        coder: Who codes.
        transcripts: The run's dialogues, where they are at hand.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coder did not code this run, or coded another text.
    """
    chosen = CODINGS.get(name)
    transcripts = transcripts_of(run) if transcripts is None else transcripts
    if kept := read_codings(run.folder, name, coder):
        return {each.unit: _same(kept[each.unit], each, coder).labels for each in transcripts if each.unit in kept}
    if chosen.made_from:
        bases = {base: labels_of(run, base, coder, transcripts) for base in chosen.made_from}
        coded = [each for each in transcripts if all(each.unit in labels for labels in bases.values())]
        given = [{base: labels[each.unit] for base, labels in bases.items()} for each in coded]
        return {each.unit: chosen.by_rules(each, known) for each, known in zip(coded, given, strict=True)}
    if coder != RULES and not chosen.by_all:
        known = ", ".join(coders_of(run.folder).get(name, [])) or "none"
        hint = f"kept coders of {name}: {known}; rules need no labels"
        raise StudyError(f"{run.folder}: {coder!r} did not code {name!r}", hint=hint)
    return {transcript.unit: chosen.by_rules(transcript, {}) for transcript in transcripts}


def _same(coded: CodedDialogue, transcript: Transcript, coder: str) -> CodedDialogue:
    if coded.sha != transcript.fingerprint:
        raise StudyError(
            f"dialogue {transcript.unit}: {coder} coded another text than the log holds",
            hint="remove codings.sqlite from the run folder and code again",
        )
    return coded


def keep_labels(run: Run, name: str, coder: str, labels: Mapping[str, Labels], *, version: str = "1") -> None:
    """Keep what a coder said in `codings.sqlite` in the run folder.

    Raises:
        LogError: The file cannot be written.
    """
    transcripts = {transcript.unit: transcript for transcript in transcripts_of(run)}
    coded = [CodedDialogue(unit, found, transcripts[unit].fingerprint) for unit, found in labels.items()]
    write_codings(run.folder, name, coder, coded, version=version)


def run_codings(run: Run, name: str, coder: str = RULES) -> pd.DataFrame:
    """One row per label.

    Columns: `unit`, `turn` (as in `run.turns`; missing for a label of the whole dialogue), `exchange`, `role`, `part`
    (the sentence of the turn), `label`, `value`, `coder`. Dialogues without a label have no row.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coder did not code this run.
    """
    import pandas as pd

    transcripts = transcripts_of(run)
    turns = {transcript.unit: transcript.turns for transcript in transcripts}
    rows = []
    for unit, labels in labels_of(run, name, coder, transcripts).items():
        for found in labels:
            turn = turns[unit][found.turn] if found.turn is not None else None
            exchange, role = (turn.exchange, turn.role) if turn else (None, None)
            rows.append((unit, found.turn, exchange, role, found.part, found.label, found.value, coder))
    return pd.DataFrame(rows, columns=["unit", "turn", "exchange", "role", "part", "label", "value", "coder"])
