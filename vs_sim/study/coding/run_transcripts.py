"""The dialogues of a run as transcripts: turns in order, the role that is coded, its private answers, its decision."""

from __future__ import annotations

import numpy as np

from vs_sim.corpora.transcript import PrivateAnswer, Transcript, Turn
from vs_sim.log.run import Run


def decided(run: Run) -> tuple[str | None, str, float | None]:
    """The question that is decided in the end, the role that decides it, and the most that can be given.

    It is the first amount asked at the end, else the first scale; without either the last role is the one coded.
    """
    final = {name: question for name, question in run.scenario.questions.items() if question.final_number}
    amounts = [name for name, question in final.items() if question.answer.unit_name]
    for name in [*amounts, *final]:
        span = final[name].answer.span
        return name, final[name].of, span[1] if span else None
    return None, list(run.scenario.roles)[-1], None


def transcripts_of(run: Run) -> list[Transcript]:
    """The completed dialogues of a run, in order."""
    question, speaker, most = decided(run)
    completed = run.dialogues[run.dialogues["failed"].isna()]
    decisions = dict(zip(completed["unit"], completed[question], strict=True)) if question in completed else {}
    people = dict(zip(completed["unit"], completed[speaker], strict=True)) if speaker in completed else {}
    turns: dict[str, list[Turn]] = {}
    columns = (run.turns[name] for name in ("unit", "turn", "exchange", "role", "text"))
    for unit, number, exchange, role, text in zip(*columns, strict=True):
        where = None if exchange is None or exchange != exchange else int(exchange)
        turns.setdefault(unit, []).append(Turn(int(number), where, role, text))
    answers, before, facts = _private_answers(run, speaker), _before(run, speaker), _facts(run)
    return [
        Transcript(
            unit=unit,
            turns=tuple(turns.get(unit, ())),
            speaker=speaker,
            person=str(people.get(unit, "")),
            decision=_number(decisions.get(unit)),
            endowment=most,
            private_answers=answers.get(unit, {}),
            asked_before=before.get(unit, {}),
            facts=facts.get(unit, {}),
        )
        for unit in completed["unit"]
    ]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None


def _before(run: Run, speaker: str) -> dict[str, dict[str, float]]:
    """Numeric private answers at the start, by dialogue and question."""
    questions = {name for name, question in run.scenario.questions.items() if question.when == "start"}
    frame = run.candidates
    asked = frame[(frame["role"] == speaker) & frame["private"] & frame["drawn"] & frame["question"].isin(questions)]
    found: dict[str, dict[str, float]] = {}
    for unit, question, value in zip(asked["unit"], asked["question"], asked["value"], strict=True):
        if (number := _number(value)) is not None:
            found.setdefault(str(unit), {})[str(question)] = number
    return found


def _facts(run: Run) -> dict[str, dict[str, object]]:
    """What an imported corpus knows of its dialogues, by dialogue and name; nothing of a simulation."""
    if run.fact("corpus") is None:
        return {}
    known = {"failed", *run.scenario.roles, *run.scenario.questions}
    rows = run.dialogues.drop(columns=list(known), errors="ignore").to_dict("records")
    return {str(row["unit"]): {str(name): fact for name, fact in row.items() if name != "unit"} for row in rows}


def _private_answers(run: Run, speaker: str) -> dict[str, dict[str, tuple[PrivateAnswer, ...]]]:
    """Numeric private answers inside exchanges, by dialogue and question."""
    frame = run.candidates
    asked = frame[(frame["role"] == speaker) & frame["private"] & frame["exchange"].notna()]
    found: dict[str, dict[str, list[PrivateAnswer]]] = {}
    for (unit, question, exchange), offered in asked.groupby(["unit", "question", "exchange"], sort=True):
        drawn = _number(offered.loc[offered["drawn"], "value"].iloc[0])
        if drawn is not None:
            answer = PrivateAnswer(
                int(str(exchange).partition(".")[0]),
                drawn,
                _variance(offered["value"].tolist(), offered["probability"].tolist()),
            )
            found.setdefault(str(unit), {}).setdefault(str(question), []).append(answer)
    return {unit: {name: tuple(answers) for name, answers in by.items()} for unit, by in found.items()}


def _variance(values: list[object], probabilities: list[float]) -> float:
    numbers = [_number(value) for value in values]
    if len(numbers) < 2 or any(number is None for number in numbers):
        return float("nan")
    points, weights = np.asarray(numbers, dtype=np.float64), np.asarray(probabilities)
    mean = float(weights @ points)
    return float(weights @ (points - mean) ** 2)
