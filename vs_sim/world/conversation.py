"""What was said aloud, in order, as every participant heard it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vs_sim.elicitation.prompts.request_text import quoted_line


def label(role: str) -> str:
    """How a role is called in the conversation: `persuadee` becomes `Persuadee`."""
    words = role.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


@dataclass
class PublicTranscript:
    """The public conversation of one dialogue; private answers never enter it."""

    lines: list[str] = field(default_factory=list)

    def say(self, role: str, text: str) -> None:
        """Add a turn."""
        self.lines.append(quoted_line(label(role), text))

    def snapshot(self) -> tuple[str, ...]:
        """The conversation so far, as a request quotes it."""
        return tuple(self.lines)
