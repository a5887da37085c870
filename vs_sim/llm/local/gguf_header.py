"""What a GGUF file says of itself, read without loading its weights.

Follows the specification of the format, versions 2 and 3 (github.com/ggml-org/ggml, docs/gguf.md). Only what is needed
to tell whether a file is whole, and how much memory its model takes, is kept.
"""

from __future__ import annotations

import math
import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vs_sim.errors import Rejected

MAGIC = b"GGUF"
VERSIONS = (2, 3)
LONGEST_KEPT = 64
"""Entries of an array that are kept; vocabularies are only counted."""
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES = 100_000_000
_BLOCKS = {
    **dict.fromkeys((0, 26), (1, 4)),
    **dict.fromkeys((1, 25, 30), (1, 2)),
    **dict.fromkeys((27, 28), (1, 8)),
    24: (1, 1),
    **dict.fromkeys((2, 20), (32, 18)),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    9: (32, 36),
    39: (32, 17),
    10: (256, 84),
    **dict.fromkeys((11, 21), (256, 110)),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    15: (256, 292),
    **dict.fromkeys((16, 35), (256, 66)),
    17: (256, 74),
    18: (256, 98),
    19: (256, 50),
    22: (256, 82),
    23: (256, 136),
    29: (256, 56),
    34: (256, 54),
}
"""Type of a tensor to the values and the bytes of one of its blocks; a type that is not listed is not counted."""


@dataclass(frozen=True)
class GgufHeader:
    """The metadata of a model.

    Attributes:
        values: Metadata by key; of an array only its first entries.
        lengths: Entries of each array.
        size: Bytes that the file must have at least.
    """

    values: Mapping[str, Any]
    lengths: Mapping[str, int]
    size: int

    @property
    def name(self) -> str:
        """What the model calls itself; empty when it does not."""
        return str(self.values.get("general.name", ""))

    @property
    def context(self) -> int | None:
        """Tokens of the longest text that it was trained on; None when the file does not say."""
        return self._whole("context_length")

    @property
    def vocabulary(self) -> int:
        """Tokens that it knows; 0 when the file does not say."""
        return self.lengths.get("tokenizer.ggml.tokens", 0)

    @property
    def has_chat_template(self) -> bool:
        """Whether the file says how a conversation is written for this model."""
        return bool(self.values.get("tokenizer.chat_template"))

    @property
    def cache_bytes_per_token(self) -> int:
        """Bytes that a token takes in the key-value cache at 16 bits a value; 0 when the file does not say."""
        layers, heads = self._whole("block_count") or 0, self._whole("attention.head_count") or 0
        width = self._whole("embedding_length") or 0
        usual = width // heads if heads else 0
        key = self._whole("attention.key_length") or usual
        value = self._whole("attention.value_length") or usual
        shared = self._whole("attention.head_count_kv") or heads
        return 2 * layers * shared * (key + value)

    def _whole(self, key: str) -> int | None:
        """A whole number of the model's architecture; of one per layer the largest."""
        found = self.values.get(f"{self.values.get('general.architecture')}.{key}")
        if isinstance(found, list):
            found = max((entry for entry in found if isinstance(entry, int)), default=None)
        return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None


def read_header(path: Path) -> GgufHeader:
    """The header of a file.

    Raises:
        Rejected: The file cannot be read, is no GGUF, or is cut off.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size < 24 or file.read(4) != MAGIC:
                raise Rejected(f"{path}: no GGUF file ({_first_bytes(path)})", hint="a GGUF file begins with GGUF")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                header = _header(data, path)
    except OSError as error:
        raise Rejected(f"{path}: cannot be read: {error.strerror}", hint="check the path") from None
    if header.size > size:
        raise _cut_off(path, f"{size:,} of {header.size:,} bytes")
    return header


def _first_bytes(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(16)
    return f"it begins with {start!r}" if start else "it is empty"


def _cut_off(path: Path, found: str) -> Rejected:
    return Rejected(f"{path}: the file is cut off: {found}", hint="download it again")


def _header(data: mmap.mmap, path: Path) -> GgufHeader:
    reader = _Reader(data)
    try:
        version = reader.scalar("I")
        if version not in VERSIONS:
            known = " or ".join(map(str, VERSIONS))
            raise Rejected(f"{path}: GGUF version {version}, not {known}", hint="convert the model with llama.cpp")
        tensors, entries = reader.scalar("Q"), reader.scalar("Q")
        values: dict[str, Any] = {}
        lengths: dict[str, int] = {}
        for _ in range(reader.bounded(entries)):
            key = reader.text()
            values[key], length = reader.value(reader.scalar("I"))
            if length is not None:
                lengths[key] = length
        ends = [reader.tensor_end() for _ in range(reader.bounded(tensors))]
    except (struct.error, ValueError):
        raise _cut_off(path, f"its header does not end within {len(data):,} bytes") from None
    alignment = values.get("general.alignment", 32)
    alignment = alignment if isinstance(alignment, int) and alignment > 0 else 32
    begins = -(-reader.at // alignment) * alignment
    return GgufHeader(values, lengths, begins + max(ends, default=0))


class _Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.at = data, len(MAGIC)

    def scalar(self, code: str) -> Any:
        """One number; raises struct.error at the end of the data."""
        (found,) = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return found

    def bounded(self, count: int) -> int:
        """A count that the data can hold; raises ValueError otherwise."""
        if count > min(_MOST_ENTRIES, len(self.data)):
            raise ValueError(count)
        return count

    def text(self) -> str:
        """One string."""
        start = self._skip(self.scalar("Q"))
        return self.data[start : self.at].decode("utf-8", errors="replace")

    def value(self, kind: int) -> tuple[Any, int | None]:
        """A value of metadata; of an array its first entries, and its length."""
        if kind == _STRING:
            return self.text(), None
        if kind != _ARRAY:
            return self.scalar(_scalar(kind)), None
        of, count = self.scalar("I"), self.bounded(self.scalar("Q"))
        kept = [self.value(of)[0] for _ in range(min(count, LONGEST_KEPT))]
        rest = count - len(kept)
        if of == _STRING:
            for _ in range(rest):
                self._skip(self.scalar("Q"))
        elif of == _ARRAY:
            for _ in range(rest):
                self.value(of)
        else:
            self._skip(rest * struct.calcsize("<" + _scalar(of)))
        return kept, count

    def tensor_end(self) -> int:
        """Where the data of the next tensor end, counted from where those of the first begin."""
        self._skip(self.scalar("Q"))
        dimensions = self.scalar("I")
        shape = [self.scalar("Q") for _ in range(self.bounded(dimensions))]
        per_block, in_bytes = _BLOCKS.get(self.scalar("I"), (1, 0))
        return int(self.scalar("Q") + math.prod(shape) // per_block * in_bytes)

    def _skip(self, count: int) -> int:
        """Go on by so many bytes; gives where they begin."""
        start = self.at
        if count > len(self.data) - start:
            raise ValueError(count)
        self.at += count
        return start


def _scalar(kind: int) -> str:
    if kind not in _SCALARS:
        raise ValueError(kind)
    return _SCALARS[kind]
