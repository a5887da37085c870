"""Real participants of a corpus: simulated people with the traits, the partner and the answer of a real person.

Their traits are put in the prompt. What they answered is kept with them, never in a prompt, so that each simulated
person can be compared with the person simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vs_sim.core.persona import Persona, Style, Trait
from vs_sim.files.csv_table import Row
from vs_sim.seeds import generator


@dataclass(frozen=True)
class Participant:
    """One side of a real dialogue.

    Attributes:
        person: Their identifier.
        traits: What they said of themselves.
        own: What is known of their dialogue; never in a prompt.
    """

    person: str
    traits: Mapping[str, Trait]
    own: Mapping[str, Trait]


@dataclass(frozen=True)
class Participants:
    """Dialogues of which both sides are known, in an order drawn from the seed.

    Attributes:
        dialogues: The two sides of each, the one who spoke first in front.
        labels: Trait to its readable name, in the order of a prompt.
        name: The source of the personas.
        seed: The run's.
    """

    dialogues: Sequence[tuple[Participant, Participant]]
    labels: Mapping[str, str]
    name: str
    seed: int

    def at(self, number: int) -> int:
        """The real dialogue whose people take part in a simulated one; after the last one they begin again."""
        order = generator(self.seed, "participants").permutation(len(self.dialogues))
        return int(order[number % len(self.dialogues)])

    def persona(self, number: int, side: int, tell: Sequence[str] | None = None, style: Style = "facts") -> Persona:
        """Who takes part in a simulated dialogue.

        Args:
            number: The simulated dialogue.
            side: 0 for the one who spoke first, 1 for the other.
            tell: The attributes in the prompt, in this order; None for all.
            style: How they are worded.
        """
        known = self.dialogues[self.at(number)][side]
        traits = (
            known.traits if tell is None else {trait: known.traits[trait] for trait in tell if trait in known.traits}
        )
        return Persona(known.person, dict(traits), self.name, style, self.labels, known.own)

    def mixed(self, number: int, side: int, style: Style = "facts") -> Persona:
        """The same person with each attribute of somebody else, so that attributes are independent."""
        person = self.persona(number, side, (), style)
        draw = generator(self.seed, "participants", "mixed", number, side)
        rows = draw.integers(len(self.dialogues), size=len(self.labels))
        others = [self.dialogues[row][side].traits for row in rows]
        traits = {trait: known[trait] for trait, known in zip(self.labels, others, strict=True) if trait in known}
        return Persona(person.person, traits, f"{self.name}, shuffled", style, self.labels, person.own)


@dataclass(frozen=True)
class ParticipantsTable:
    """How a corpus's table of participants is read.

    Attributes:
        file: The name of the table as published.
        columns: The columns by which it is recognised.
        labels: Trait to its readable name, in the order of a prompt.
        pairs: From the rows to the dialogues whose two sides are known.
        nobody: The message where there are none.
    """

    file: str
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    pairs: Callable[[Sequence[Row]], list[tuple[Participant, Participant]]]
    nobody: str
