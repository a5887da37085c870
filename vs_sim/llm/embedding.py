"""Embeds texts by a named model.

`sentence-transformers/NAME` needs that package; `litellm/NAME` asks a provider. There is no fallback, because figures
from different embeddings cannot be compared.
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
_LOCAL_PACKAGE = "sentence_transformers"


def embed(texts: Sequence[str], name: str) -> Vectors:
    """The vectors of texts, shape (texts, dimensions).

    Args:
        texts: At least one; blank ones are embedded as a full stop, which every model takes.
        name: `sentence-transformers/MODEL` or `litellm/MODEL`.

    Raises:
        UnknownName: The name begins with neither.
        StudyError: The model is not available; the hint says what is missing.
    """
    family, _, model = name.partition("/")
    if family not in _FAMILIES:
        raise UnknownName("embedding", name, [f"{known}/MODEL" for known in _FAMILIES])
    vectors = _FAMILIES[family]([text if text.strip() else "." for text in texts], model)
    return np.asarray(vectors, dtype=np.float64)


def _local(texts: Sequence[str], model: str) -> Any:
    if find_spec(_LOCAL_PACKAGE) is None:
        raise StudyError("the package sentence-transformers is not installed", hint="pip install sentence-transformers")
    return _loaded(model).encode(list(texts))


@cache
def _loaded(model: str) -> Any:
    import importlib

    try:
        return importlib.import_module(_LOCAL_PACKAGE).SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise StudyError(f"the embedding {model!r} cannot be loaded: {error}", hint="fetch its files first") from error


def _asked(texts: Sequence[str], model: str) -> Any:
    from openai import OpenAIError

    from vs_sim.llm.backends.litellm import import_litellm

    try:
        answer = import_litellm().embedding(model=model, input=list(texts))
    except OpenAIError as error:  # the root of litellm's own errors
        hint = "set the key of the provider in the environment, or name another embedding"
        raise StudyError(f"the embedding {model!r} could not be computed: {type(error).__name__}", hint=hint) from error
    return [item["embedding"] for item in sorted(answer.data, key=lambda item: item["index"])]


_FAMILIES: dict[str, Callable[[Sequence[str], str], Any]] = {"sentence-transformers": _local, "litellm": _asked}
