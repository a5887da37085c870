"""The figures of coded dialogues with their errors, as far as enough persons have them."""

from __future__ import annotations

import numpy as np

from vs_sim.study.coding.label_rates import Behaviour
from vs_sim.study.coding.published_codings import CodedFigure
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.inference.cluster_bootstrap import FIGURE_DECIMALS, moment_of, weighted_mean

_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_FEWEST = 10
"""Persons behind a figure that is shipped."""


def figures_of(found: Behaviour) -> dict[str, CodedFigure]:
    """The figures of some dialogues, those that at least ten persons have."""
    numbers = {name: found.sample(name) for name in found.task.figures}
    figures = {name: _figure(sample) for name, sample in numbers.items() if sample.persons >= _FEWEST}
    return {name: figure for name, figure in figures.items() if figure is not None}


def _figure(sample: Sample) -> CodedFigure | None:
    moment = moment_of(weighted_mean(sample.numbers), sample)
    if moment is None:
        return None
    share = set(sample.numbers.tolist()) <= {0.0, 1.0}
    quantiles = None if share else tuple(round(float(q), 4) for q in np.quantile(sample.numbers, _QUANTILES))
    sd = round(float(sample.numbers.std(ddof=1)), FIGURE_DECIMALS)
    return CodedFigure(**moment.model_dump(), sd=sd, quantiles=quantiles)
