"""Seeded replies as models write them: well-formed answers, what models add to them, and what damages them."""

from __future__ import annotations

import json
import math
import random
from dataclasses import dataclass
from typing import Any

from vs_sim.core.answers.amount import Amount
from vs_sim.core.answers.options import Options
from vs_sim.core.answers.scale import Scale
from vs_sim.core.answers.text import Text
from vs_sim.core.message import Reply
from vs_sim.core.question import Question
from vs_sim.elicitation.method import METHODS
from vs_sim.elicitation.read_reply import parsed, read
from vs_sim.errors import Unparsed

WORDS = """\
sure I could give a little maybe not today because (well) it's {fine} [ok] 25% äöü да 是的 نعم no: yes, and… "help" <b>
probability text responses a/b \\n $1 0.5 she said""".split()  # noqa: SIM905

CHOICES = (
    ("Yes", "No", "Unsure"), ("Ja", "Nein", "Weiß nicht"), ("Да", "Нет"), ("A", "B", "C", "D"),
    ("Don't know", "Agree", "Disagree"),
)  # fmt: skip
FIELDS = {"confidence": "confidence", "perplexity": "perplexity", "nll": "nll"}
DEFINED = ("implicit", "explicit", "relative", "percentage", "confidence", "perplexity", "nll")
ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
EXTRA_KEYS = """\
alternatives notes confidence_note probabilities explanation probability_reasoning other score id rejected options
summary likelihood_comment answer_count anmerkung""".split()  # noqa: SIM905
EXTRA_VALUES: list[Any] = [
    ["Unsure"], "because", 0.9, 3, {"text": "Perhaps", "probability": 0.5}, [{"text": "Never", "probability": 0.4}],
    [0.7, 0.3], None, True, {"responses": ["Nope"]}, [["Yes", 0.5]], '{"responses": ["x"]}',
]  # fmt: skip
EXAMPLE = '{"responses": [{"text": "…", "probability": 0.25}]}'


@dataclass(frozen=True)
class Made:
    """A reply and what it says.

    Attributes:
        text: The reply.
        method: How it was asked for.
        options: The method's options.
        question: What was asked.
        law: Values and probabilities that are right.
    """

    text: str
    method: str
    options: Any
    question: Question
    law: dict[str | float, float]


def outcome(made: Made) -> str:
    """`right`, `unreadable` or `false`."""
    try:
        if made.method == "multi_turn":
            found = parsed(Reply(made.text), "multi_turn")
        else:
            found = read(Reply(made.text), made.method, made.question, made.options)
    except Unparsed:
        return "unreadable"
    got = {c.text if c.value is None else c.value: c.probability for c in found.candidates}
    same = set(got) == set(made.law) and all(abs(got[key] - made.law[key]) < 0.003 for key in got)
    if same:
        return "right"
    kinds = {repair.kind for repair in found.repairs}
    kept = {key: made.law[key] for key in got if key in made.law}
    told = len(kept) == len(got) and kinds & {"truncated", "lost_candidate"}
    ratios = told and all(abs(got[key] - kept[key] / sum(kept.values())) < 0.003 for key in got)
    return "partial" if ratios else "false"


class Writer:
    """Writes replies from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def made(self, *, additions: int = 0, damages: int = 0) -> Made:
        """One reply, with so many additions and damages."""
        rng = self.rng
        method = rng.choice([name for name in METHODS if not METHODS.get(name).closed])
        k = rng.randint(2, 6)
        answer, texts, values = self._answers(1 if method in ("direct", "multi_turn", "cot") else k)
        question = Question(ask="What?", answer=answer, of="p")
        chosen = METHODS.get(method)
        if method in ("direct", "multi_turn"):
            options = chosen.configured({} if method == "direct" else {"k": k})
            around = rng.choice(["<think>hm {x}</think>{}", "\n {} \n"]) if additions else "{}"
            said = around.replace("{}", texts[0])
            law: dict[Any, float] = {texts[0] if method == "multi_turn" else values[0]: 1.0}
            return Made(said, method, options, question, law)
        if method == "cot":
            body: dict[str, Any] = {"reasoning": self._prose(), "response": texts[0]}
            return self._finish(body, method, chosen.configured({}), question, {values[0]: 1.0}, additions, damages)
        if method == "sequence":
            body = {"responses": texts}
            law = dict.fromkeys(values, 1 / len(values))
            return self._finish(body, method, chosen.configured({"k": k}), question, law, additions, damages)
        definition = rng.choice(DEFINED)
        weights, masses = self._weights(len(texts), definition)
        field = FIELDS.get(definition, "probability")
        body = {"responses": [{"text": t, field: w} for t, w in zip(texts, weights, strict=True)]}
        if method == "vs_cot":
            body = {"reasoning": self._prose()} | body
        law = {value: mass / math.fsum(masses) for value, mass in zip(values, masses, strict=True)}
        options = chosen.configured({"k": k, "definition": definition})
        return self._finish(body, method, options, question, law, additions, damages)

    def _answers(self, k: int) -> tuple[Any, list[str], list[Any]]:
        rng = self.rng
        kind = rng.choice(["text", "amount", "scale", "options"])
        if kind == "text":
            texts: list[str] = []
            while len(texts) < k:
                text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(2, 9))).strip()
                if text not in texts and any(c.isalpha() for c in text):
                    texts.append(text)
            return Text("text"), texts, list(texts)
        if kind == "amount":
            cents = rng.sample(range(201), k)
            forms = [rng.choice(["{:.2f}", "${:.2f}", "{:.2f} dollars"]).format(c / 100) for c in cents]
            return Amount(amount=(0, 2)), forms, [c / 100 for c in cents]
        if kind == "scale":
            points = rng.sample(range(1, 8), k)
            return Scale(scale=(1, 7)), [str(p) for p in points], [float(p) for p in points]
        named = rng.choice([choice for choice in CHOICES if len(choice) >= min(k, 4)] if k <= 4 else [CHOICES[3]])
        chosen = rng.sample(named, min(k, len(named)))
        return Options(options=named), chosen, list(chosen)

    def _weights(self, n: int, definition: str) -> tuple[list[Any], list[float]]:
        cuts = sorted(self.rng.sample(range(1, 100), n - 1))
        shares = [(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        if definition == "percentage":
            return [round(100 * share) for share in shares], shares
        if definition == "nll":
            numbers = [round(-math.log(share), 4) for share in shares]
            return numbers, [math.exp(-number) for number in numbers]
        if definition == "perplexity":
            numbers = [round(1 / share, 4) for share in shares]
            return numbers, [1 / number for number in numbers]
        return shares, shares

    def _prose(self) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, 12)))

    def _finish(
        self,
        body: dict[str, Any],
        method: str,
        options: Any,
        question: Question,
        law: dict[Any, float],
        additions: int,
        damages: int,
    ) -> Made:
        around = "{}"
        for _ in range(additions):
            body, around = self._added(body, around)
        text = json.dumps(body, ensure_ascii=self.rng.random() < 0.2, indent=self.rng.choice([None, None, 1, 2]))
        for _ in range(damages):
            text = self._damaged(text)
        return Made(around.replace("{}", text, 1), method, options, question, law)

    def _added(self, body: dict[str, Any], around: str) -> tuple[dict[str, Any], str]:
        rng = self.rng
        kinds = ["key", "key", "candidate", "candidate", "prose", "fence", "think", "example", "number", "second"]
        what = rng.choice(kinds)
        if what == "key":
            name, value = self._extra()
            return ({name: value} | body if rng.random() < 0.5 else body | {name: value}), around
        if what in ("candidate", "number"):
            items = body.get("responses")
            if not items or not isinstance(items[0], dict):
                return body, around
            if what == "candidate":
                name, value = self._extra()
                return body | {"responses": [self._mixed(item, name, value) for item in items]}, around
            return body | {"responses": [self._written(item) for item in items]}, around
        if what == "prose":
            before = rng.choice(["Sure! Here it is:", "As this person [note]:", "好的："])
            return body, f"{before}\n{around}\n{rng.choice(['', 'Hope that helps!'])}"
        if what == "fence" and "```" not in around:
            return body, around.replace("{}", "```json\n{}\n```")
        if what == "think":
            return body, f'<think>Draft: {{"responses": [{{"text": "x", "probability": 1.0}}]}}</think>\n{around}'
        if what == "example":
            return body, f"Form: {EXAMPLE}\n{around}" if rng.random() < 0.5 else f"{around}\nFormat used: {EXAMPLE}"
        if what == "second":
            other = '{"responses": [{"text": "Perhaps", "probability": 1.0}]}'
            extra = rng.choice(['["Perhaps"]', '{"mood": "sad"}', other, "[1]"])
            return body, f"{around}\nAlso: {extra}"
        return body, around

    def _extra(self) -> tuple[str, Any]:
        name = self.rng.choice(EXTRA_KEYS)
        value = self.rng.choice(EXTRA_VALUES)
        return name, value

    def _mixed(self, item: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
        pairs = [*item.items(), (name, value)]
        self.rng.shuffle(pairs)
        return dict(pairs)

    def _written(self, item: dict[str, Any]) -> dict[str, Any]:
        """The weight in another writing or under another key."""
        field = next((name for name in ("probability", "confidence") if name in item), None)
        if field is None or not isinstance(item[field], float):
            return item
        writing = self.rng.choice(["string", "percent", "arabic", "comma", "object"])
        share = item[field]
        value: Any = {
            "string": f"{share}", "percent": f"{round(100 * share)}%", "arabic": f"{share}".translate(ARABIC),
            "comma": f"{share}".replace(".", ","), "object": {"value": share, "note": "x"},
        }[writing]  # fmt: skip
        return item | {field: value}

    def _damaged(self, text: str) -> str:
        rng = self.rng
        what = rng.choice(["cut", "drop", "drop", "drop", "swap", "double", "quotes"])
        if what == "cut":
            return text[: rng.randint(len(text) // 2, len(text) - 1)]
        if what == "quotes":
            other = "'" if "'" not in text and "\\" not in text else '"'
            return text.replace('"', other)
        at = rng.choice(_structure(text) or [0])
        put = {"drop": "", "swap": rng.choice('"{}[],:'), "double": text[at : at + 1] * 2}[what]
        return text[:at] + put + text[at + 1 :]


def _structure(text: str) -> list[int]:
    """Where the quotes, brackets, commas and colons of JSON stand, those inside its strings left out."""
    found, inside, position = [], False, 0
    while position < len(text):
        letter = text[position]
        if inside and letter == "\\":
            position += 2
            continue
        if letter == '"' or (not inside and letter in "{}[],:"):
            found.append(position)
        inside = inside != (letter == '"')
        position += 1
    return found
