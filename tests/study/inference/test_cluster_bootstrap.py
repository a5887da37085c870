from __future__ import annotations

import math

import numpy as np

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.inference.cluster_bootstrap import expanded, moment_of, point_value, resample_counts, weighted_mean


def test_every_resample_has_as_many_persons_as_the_sample() -> None:
    (block,) = resample_counts(7, 7, np.random.default_rng(1), 50)
    assert block.shape == (50, 7) and (block.sum(axis=1) == 7).all()


def test_the_point_value_counts_everybody_once() -> None:
    assert point_value(weighted_mean(np.array([1.0, 3.0])), 2) == 2.0


def test_few_persons_widen_the_interval_and_one_has_none() -> None:
    resamples = np.array([1.0, 3.0])
    few, many = (expanded(2.0, resamples, persons) for persons in (3, 300))
    assert few[1] - few[0] > many[1] - many[0] > 1.9
    assert all(math.isnan(each) for each in expanded(2.0, resamples, 1))


def test_the_error_of_a_mean_is_near_its_formula() -> None:
    values = np.random.default_rng(2).normal(size=200)
    moment = moment_of(weighted_mean(values), Sample(values, [str(n) for n in range(200)]))
    assert moment is not None and moment.error is not None
    assert abs(moment.error - values.std(ddof=1) / math.sqrt(200)) < 0.01
