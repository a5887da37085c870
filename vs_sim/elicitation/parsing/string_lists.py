"""Plain lists of strings: quoted ones without brackets, and texts that carry their weight inside."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.elicitation.parsing.items import Item
from vs_sim.elicitation.parsing.parse_budget import Fuel
from vs_sim.elicitation.parsing.quoted_strings import QUOTES
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.tolerant_json import Reader
from vs_sim.elicitation.parsing.trailing_weight import weight_in
from vs_sim.elicitation.typed.number_text import read_number


def unbracketed(text: str, fuel: Fuel, repairs: Repairs) -> list[str]:
    """The strings of a text that is nothing but quoted strings (`"Yes", "No"`); empty when it is more than that.

    Args:
        text: The model's answer.
        fuel: What reading may cost.
        repairs: Takes the repair `missing_brackets`.
    """
    body = text.strip().removeprefix("(").removesuffix(")").strip().rstrip(",")
    if not body or body[0] not in QUOTES or body[-1] not in "\"'”’`»」』＂":
        return []
    noted = Repairs()
    node, end = Reader(f"[{body}]", fuel, noted).read(0)
    whole = end == len(body) + 2 and isinstance(node, list) and len(node) > 1
    if not whole or not isinstance(node, list) or any(type(part) is not str for part in node):
        return []
    repairs.absorb(noted)
    repairs.add("missing_brackets")
    return [part for part in node if isinstance(part, str)]


def with_inner_weights(items: Sequence[Item], repairs: Repairs) -> Sequence[Item]:
    """Answers whose texts carry their weight (`Yes (0.6)`), taken apart; unchanged unless all of them do.

    Args:
        items: Answers as found.
        repairs: Takes the repair `weight_in_text`.
    """
    if len(items) < 2 or any(item.weighted or not isinstance(item.text, str) for item in items):
        return items
    found = [weight_in(item.text) for item in items if isinstance(item.text, str)]
    pairs = [pair for pair in found if pair]
    numbers = [number for _, weight in pairs if (number := read_number(weight))]
    total = sum(number.value for number in numbers)
    plausible = 0.5 <= total <= 1.6 or 90 <= total <= 110
    if len(numbers) < len(items) or not plausible:
        return items
    repairs.add("weight_in_text")
    return [Item(text, weight) for text, weight in pairs]
