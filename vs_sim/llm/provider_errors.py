"""What a provider's failure means: a status and the provider's words become one error of our tree.

Every backend that speaks HTTP maps its failures here, so that the same answer means the same everywhere.
"""

from __future__ import annotations

import errno
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from vs_sim.errors import BackendError, RateLimited, Refused, Rejected, TimedOut, Unreachable
from vs_sim.llm.redaction import redacted

LONGEST_TEXT = 2000
"""Characters of a provider's words that are kept."""
TOO_LONG = re.compile(
    r"context_length_exceeded|ContextWindowExceeded|maximum context length|prompt is too long"
    r"|(?:exceeds?|longer than)\b.{0,40}\bcontext (?:size|length|window)",
    re.IGNORECASE,
)
SPENT = re.compile(r"insufficient_quota|exceeded your current quota|insufficient credits", re.IGNORECASE)
FILTERED = re.compile(r"content_filter|content_?policy_?violation|content management policy", re.IGNORECASE)

_START = {
    1234: "lms server start",
    8000: "vllm serve {model} --port 8000",
    8080: "llama-server -m FILE.gguf --port 8080",
    11434: "ollama serve",
}
"""Commands that start a server, by the port that it uses by default."""
_SECONDS = re.compile(r"[0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12}")


def failure(words: str, status: int | None, wait: float | None = None) -> BackendError:
    """The error that a failed request means, without any key in it.

    Args:
        words: Which model failed, and what its provider said.
        status: The HTTP status; None when there was none, as for a refused connection.
        wait: Seconds the provider asked to wait.
    """
    text = redacted(words)[:LONGEST_TEXT]
    error = _meant(text, status, wait)
    error.status = status
    return error


def _meant(text: str, status: int | None, wait: float | None) -> BackendError:
    if TOO_LONG.search(text):
        return Refused(text, reason="context_window")
    if SPENT.search(text) or status == 402:
        return Rejected(text, hint="the quota of this key is spent")
    if status in (408, 504):
        return TimedOut(text, retry_after=wait)
    if status in (429, 503, 529):
        return RateLimited(text, retry_after=wait)
    if status in (401, 403):
        return Rejected(text, hint="check the key in the environment, or api_key_env")
    if status is not None and 300 <= status < 500:
        return Rejected(text, hint="check the model's name, its parameters and api_base")
    return Unreachable(text, retry_after=wait)


def is_refused(error: BaseException | None) -> bool:
    """Whether a connection was refused: nobody listens at the address."""
    while error is not None:
        system = getattr(error, "os_error", error)
        if isinstance(system, ConnectionRefusedError) or getattr(system, "errno", None) == errno.ECONNREFUSED:
            return True
        error = error.__cause__ or error.__context__
    return False


def no_key(variable: str) -> Rejected:
    """The error of a key that is not in the environment."""
    return Rejected(f"{variable} is not set", hint=f"export {variable}=…, or name another variable with api_key_env")


def not_running(model: str, address: str) -> Unreachable:
    """The error of a server that is not running; trying again would not help.

    Args:
        model: The model that it should serve.
        address: Its address, as `api_base` has it.
    """
    name = model.rpartition("/")[2]
    start = _START.get(urlsplit(address).port or 0, "for example: vllm serve {model} or llama-server -m FILE.gguf")
    error = Unreachable(
        f"{model}: no server is running at {address} (connection refused)",
        hint=f"start it ({start.format(model=name)}), or correct api_base",
    )
    error.retryable = False
    return error


def filtered(words: str, status: int | None) -> bool:
    """Whether a provider's filter refused the request; that is an answer, and may be asked for again."""
    return status is not None and 400 <= status < 500 and FILTERED.search(words) is not None


def wait_asked(headers: Mapping[str, str]) -> float | None:
    """Seconds from a `Retry-After` header, a number or a date; None when there is none that can be read.

    A date is taken relative to the server's own `Date`, so that clocks that differ do not matter; one that has passed
    is 0. A negative number asks for nothing that can be done.
    """
    named = {name.lower(): value.strip() for name, value in headers.items()}
    if _SECONDS.fullmatch(thousandths := named.get("retry-after-ms", "")):
        return float(thousandths) / 1000
    asked = named.get("retry-after", "")
    if _SECONDS.fullmatch(asked):
        return float(asked)
    until = _timestamp(asked)
    if until is None:
        return None
    now = _timestamp(named.get("date", ""))
    return max(0.0, until - (time.time() if now is None else now))


def _timestamp(date: str) -> float | None:
    """Seconds since the epoch of an HTTP date; None where it is none."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
