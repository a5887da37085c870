"""Semantic diversity: how different in meaning the turns of one speaker are, as a named model sees it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vs_sim.llm.embedding import embed
from vs_sim.study.measure import register_measure


@register_measure("semantic_diversity", shape="texts", better="closer")
def semantic_diversity(turns: Sequence[str], embedding: str) -> float:
    """1 − mean cosine over pairs of turns, negative cosines as 0, in [0, 1]; people's own is the aim.

    Asked for with the embedding it is seen by, as `semantic_diversity@litellm/text-embedding-3-small` or
    `semantic_diversity@sentence-transformers/all-MiniLM-L6-v2`. Figures of two embeddings are never compared; counts
    of shared words are no embedding: they take paraphrases for different meanings. Source: Zhang et al. (2025), who do
    not say which embedding their .721 for people comes from.

    Raises:
        StudyError: The embedding cannot be had here.

    >>> round(float(spread_of_vectors(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]))), 3)
    0.667
    """
    return spread_of_vectors(embed(turns, embedding)) if len(turns) > 1 else float("nan")


def spread_of_vectors(vectors: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    """1 − mean cosine over pairs of rows (m, d), negatives as 0."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = np.clip(unit @ unit.T, 0.0, 1.0)[np.triu_indices(len(unit), k=1)]
    return float(1.0 - cosines.mean())
