"""Bucket means: equal buckets, exact means, whatever the pieces in which losses arrive."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.buckets import LossBuckets, bucket_means

PIECES = st.lists(st.integers(0, 40), min_size=1, max_size=20)


@given(PIECES, st.integers(2, 16))
def test_buckets_are_means_of_equal_parts(sizes: list[int], most: int) -> None:
    losses = np.arange(sum(sizes), dtype=float) ** 2
    buckets = LossBuckets(most)
    for piece in np.split(losses, np.cumsum(sizes)[:-1]):
        buckets.append(piece)
    stride = buckets.stride
    expected = [losses[at : at + stride].mean() for at in range(0, losses.size, stride)]
    np.testing.assert_allclose(buckets.values(), expected, rtol=1e-12)
    assert len(expected) <= most
    assert stride == 1 or losses.size > most * stride // 2


def test_few_losses_stay_as_they_are() -> None:
    losses = np.array([3.0, 1.0, 2.0])
    stride, values = bucket_means(losses, 3)
    assert stride == 1
    assert values.tolist() == [3.0, 1.0, 2.0]


def test_a_cut_bucket_counts_with_its_mean() -> None:
    buckets = LossBuckets(2)
    buckets.append(np.array([1.0, 3.0, 5.0, 7.0]))
    buckets.truncate(3)
    assert buckets.steps == 3
    assert buckets.values().tolist() == [2.0, 6.0]
    buckets.append(np.array([8.0]))
    assert buckets.values().tolist() == [2.0, 7.0]
