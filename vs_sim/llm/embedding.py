"""Texts to vectors by a named model; which model is part of every figure made of them.

`sentence-transformers/NAME` runs where that package is installed; `litellm/NAME` asks a provider. There is no
fallback: a number from another embedding would be another number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vs_sim.errors import StudyError, UnknownName

Vectors: TypeAlias = NDArray[np.float64]
LOCAL = "sentence_transformers"


def embedded(texts: Sequence[str], name: str) -> Vectors:
    """The vectors of texts, shape (texts, dimensions).

    Args:
        texts: At least one; blank ones are embedded as a full stop, which every model takes.
        name: `sentence-transformers/MODEL` or `litellm/MODEL`.

    Raises:
        UnknownName: The name begins with neither.
        StudyError: The model cannot be had here; the hint says what is missing.
    """
    family, _, model = name.partition("/")
    if family not in FAMILIES:
        raise UnknownName("embedding", name, [f"{known}/MODEL" for known in FAMILIES])
    vectors = FAMILIES[family]([text if text.strip() else "." for text in texts], model)
    return np.asarray(vectors, dtype=np.float64)


def _local(texts: Sequence[str], model: str) -> Any:
    if find_spec(LOCAL) is None:
        raise StudyError("the package sentence-transformers is not installed", hint="pip install sentence-transformers")
    return _loaded(model).encode(list(texts))


@cache
def _loaded(model: str) -> Any:
    import importlib

    try:
        return importlib.import_module(LOCAL).SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise StudyError(f"the embedding {model!r} cannot be loaded: {error}", hint="fetch its files first") from error


def _asked(texts: Sequence[str], model: str) -> Any:
    from openai import OpenAIError

    from vs_sim.llm.backends.litellm import imported

    try:
        answer = imported().embedding(model=model, input=list(texts))
    except OpenAIError as error:  # the root of litellm's own errors
        hint = "set the key of the provider in the environment, or name another embedding"
        raise StudyError(f"the embedding {model!r} was not given: {type(error).__name__}", hint=hint) from error
    return [item["embedding"] for item in sorted(answer.data, key=lambda item: item["index"])]


FAMILIES: dict[str, Callable[[Sequence[str], str], Any]] = {"sentence-transformers": _local, "litellm": _asked}
