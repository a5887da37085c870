"""Everything that can go wrong, as one tree.

```
VsSimError
├── ScenarioError       a scenario, persona or reference file has faults (all of them, with their places)
├── UnknownName         a name that no registry knows, with the nearest known ones
├── Unparsed            a model's answer that cannot be read; carries the reason and the raw text
├── Unanswered          an answer stayed unreadable after every re-ask: the dialogue fails
├── BudgetExceeded      money, calls or tokens are spent; the run can be resumed with more
│   └── PriceUnknown    a budget in dollars needs the price of a model
├── BackendError        a model could not be reached or would not answer
│   ├── RateLimited     429 or an overloaded server; may carry the seconds to wait
│   ├── TimedOut        no answer within the time allowed
│   ├── Unreachable     refused connection, 5xx, a broken reply
│   │   └── Undelivered an answer that broke off on its way
│   ├── Rejected        the request itself is wrong: a key, a quota, an unknown model; never retried
│   └── Refused         the provider will not take this one request, such as a prompt too long for the model
├── Paused              a run stopped early and can be resumed
├── LogError            the log cannot be opened or written
│   ├── RunInUse        another process is writing the run
│   └── LogCorrupt      the log holds something this version cannot mean
│       └── LogDamaged  rows of the log are not as they were written
└── StudyError          a comparison that cannot be made
```

Every error says what, where, what was found and what is known; `hint` says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class VsSimError(Exception):
    """The root of the tree.

    Attributes:
        hint: What the reader can do next.
        resume: The options with which `vs-sim resume` continues the run that it stopped, for example `--budget …`;
            empty for none, None when no run can be continued. The folder is added by the code that knows it.
    """

    hint: str | None
    resume: str | None = None

    def __init__(self, message: str, *, hint: str | None = None, resume: str | None = None) -> None:
        super().__init__(message)
        self.hint, self.resume = hint, resume


@dataclass(frozen=True)
class Fault:
    """One mistake in a file a person wrote."""

    path: str
    """Where in the document, dotted: `questions.donation.when`; empty for the whole file."""
    message: str
    """What was found and what is allowed, in one sentence."""
    hint: str | None = None
    """What to do, for example a did-you-mean."""
    file: str | None = None
    line: int | None = None
    """1-based."""
    column: int | None = None
    """1-based."""
    source: str | None = None
    """The offending line as written."""

    def __str__(self) -> str:
        """`file:line:col: path: message`, the offending line with a caret, and the hint."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = ": ".join(part for part in (place, self.path, self.message) if part)
        lines = [head]
        if self.source:
            lines.append(f"    {self.source}")
            if self.column is not None:
                lines.append("    " + " " * (self.column - 1) + "^")
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


class ScenarioError(VsSimError):
    """A file has faults; `faults` lists every one of them."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: Sequence[Fault], *, hint: str | None = None) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults), hint=hint)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A sentence naming the nearest known names, or None when nothing is near."""
    names = list(known)
    same = [each for each in names if each.casefold() == name.casefold()]
    near = same[:1] or get_close_matches(name, names, n=2, cutoff=0.6)
    return f"did you mean {' or '.join(repr(match) for match in near)}?" if near else None


class UnknownName(VsSimError):
    """A name that is not registered."""

    def __init__(self, seam: str, name: str, known: Iterable[str]) -> None:
        self.seam, self.name, self.known = seam, name, tuple(sorted(known))
        super().__init__(
            f"no {seam} {name!r}; known: {', '.join(self.known) or 'none'}",
            hint=did_you_mean(name, self.known),
        )


class Unparsed(VsSimError):
    """A model's answer that cannot be read as what was asked for.

    Attributes:
        reason: A short machine-readable reason, such as `empty`, `no_structure` or `out_of_range`.
        raw: The text exactly as the model returned it.
    """

    def __init__(self, reason: str, raw: str, *, detail: str = "", hint: str | None = None) -> None:
        self.reason, self.raw = reason, raw
        super().__init__(f"unreadable answer ({reason}){': ' + detail if detail else ''}", hint=hint)

    def __reduce__(self) -> tuple[type[Unparsed], tuple[str, str]]:
        """Pickle by reason and raw text, so that worker processes can raise it."""
        return type(self), (self.reason, self.raw)


_EXPLAINED = {
    "reasoning_only": "the model spent its tokens on reasoning; raise max_tokens or lower reasoning_effort",
    "tool_calls": "the model called a tool instead of answering",
    "interrupted": "the provider stopped the answer before its end",
    "not_text": "the reply holds parts that are not text",
    "truncated": "the answer was cut off; raise max_tokens",
}


def explained(reason: str) -> str:
    """A reason of `Unparsed`, perhaps behind the place where it occurred, with what it means and what to do."""
    meaning = _EXPLAINED.get(reason.rpartition(": ")[2])
    return f"{reason}: {meaning}" if meaning else reason


class Unanswered(VsSimError):
    """A question stayed unanswered after every re-ask; the dialogue is closed as failed."""

    def __init__(self, name: Sequence[str], reason: str, attempts: int) -> None:
        self.name, self.reason, self.attempts = tuple(name), reason, attempts
        super().__init__(f"{'/'.join(name)}: no readable answer in {attempts} attempts ({explained(reason)})")


class BudgetExceeded(VsSimError):
    """The budget is spent; what was done is kept and can be resumed with a larger one."""


class PriceUnknown(BudgetExceeded):
    """A budget in dollars was given for a model whose price is unknown."""


class BackendError(VsSimError):
    """A model could not be reached or would not answer.

    Attributes:
        retryable: Whether the same request may succeed later.
        retry_after: Seconds the server asked to wait, if it said so.
        status: The HTTP status it came with, if there was one.
        billed: Whether the server may have answered, and billed, what did not arrive.
    """

    retryable: bool = True
    status: int | None = None
    billed: bool = False

    def __init__(self, message: str, *, hint: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class RateLimited(BackendError):
    """The server asks for fewer requests."""


class TimedOut(BackendError):
    """No answer within the time allowed."""

    billed = True


class Unreachable(BackendError):
    """A refused connection, a server error or a broken reply."""


class Undelivered(Unreachable):
    """The server began to answer, and the answer broke off on its way."""

    billed = True


class Rejected(BackendError):
    """The request can never succeed as it is: a key, a quota, a model name, a parameter."""

    retryable = False


class Refused(BackendError):
    """The provider will not take this one request; the dialogue fails, the run goes on.

    Attributes:
        reason: Short and machine-readable, such as `context_window`.
    """

    retryable = False

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Paused(VsSimError):
    """The run stopped before its end, lost nothing, and can be resumed."""


class LogError(VsSimError):
    """The log cannot be opened or written."""


class RunInUse(LogError):
    """Another process is writing this run."""


class LogCorrupt(LogError):
    """The log holds something this version cannot mean."""


class LogDamaged(LogCorrupt):
    """Rows of the log are not as they were written.

    Attributes:
        units: The dialogues they belong to.
    """

    def __init__(self, message: str, *, units: tuple[str, ...] = (), hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.units = units


class StudyError(VsSimError):
    """A comparison that cannot be made, and why."""
