"""The split into train and test: seeded, and stratified where there are classes."""

import numpy as np

from engine.arrays import AnyArray, BoolArray, FloatArray, IntArray


def count_test(samples: int, test_fraction: float) -> int:
    """Return how many samples are held back: the rounded fraction, but at least one of each."""
    if test_fraction == 0.0:
        return 0
    return min(max(round(test_fraction * samples), 1), samples - 1)


def split_test(
    targets: AnyArray, test_fraction: float, stratify: bool, rng: np.random.Generator
) -> BoolArray:
    """Choose the test samples at random, from each class in proportion to its size.

    Args:
        targets: (samples,) int64 class indices if `stratify`, else (samples, targets) float64.
        test_fraction: Share of all samples to hold back, in [0, 1).
        stratify: Whether the targets are classes.
        rng: The stream to draw from.

    Returns:
        (samples,) bool. True for a test sample; a new array.
    """
    samples = len(targets)
    groups = np.asarray(targets, dtype=np.int64) if stratify else np.zeros(samples, dtype=np.int64)
    order = rng.permutation(samples)
    is_test = np.zeros(samples, dtype=np.bool_)
    quotas = _share_out(count_test(samples, test_fraction), np.bincount(groups))
    for group, quota in enumerate(quotas):
        is_test[order[groups[order] == group][:quota]] = True
    return is_test


def _share_out(total: int, sizes: IntArray) -> IntArray:
    """Divide a total in proportion to (groups,) int64 sizes, by the largest remainders."""
    exact: FloatArray = total * sizes / sizes.sum()
    quotas = np.floor(exact).astype(np.int64)
    missing = total - int(quotas.sum())
    quotas[np.argsort(quotas - exact, kind="stable")[:missing]] += 1
    return quotas
