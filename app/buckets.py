"""Many losses in few numbers: means of equal buckets, whose width doubles when they are many."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


class LossBuckets:
    """Take one loss a step and hold at most `most` means of `stride` steps each.

    Only the last bucket may be shorter. The stride is a power of two times the first one, so
    that merging never has to guess: a wider bucket is the mean of two whole ones.
    """

    def __init__(self, most: int, stride: int = 1) -> None:
        self.most = most
        self.stride = stride
        self.steps = 0
        self._means = np.empty(0)
        self._open = np.empty(0)

    def append(self, losses: FloatArray) -> None:
        """Take the losses (steps,) float64 of further steps."""
        self.steps += losses.size
        losses = np.concatenate((self._open, losses))
        while self._means.size + -(-losses.size // self.stride) > self.most:
            losses = self._double(losses)
        whole = losses.size // self.stride * self.stride
        fresh = losses[:whole].reshape(-1, self.stride).mean(axis=1)
        self._means = np.concatenate((self._means, fresh))
        self._open = losses[whole:]

    def _double(self, losses: FloatArray) -> FloatArray:
        """Double the stride; an odd last bucket goes back in front of the open `losses`."""
        if self._means.size % 2:
            losses = np.concatenate((np.full(self.stride, self._means[-1]), losses))
        pairs = self._means[: self._means.size // 2 * 2].reshape(-1, 2)
        self._means = pairs.mean(axis=1)
        self.stride *= 2
        return losses

    def truncate(self, steps: int) -> None:
        """Keep the first `steps`; a bucket that is cut counts with its mean."""
        whole, rest = divmod(steps, self.stride)
        values = self.values()
        self._means = values[:whole]
        self._open = np.full(rest, values[whole]) if rest else np.empty(0)
        self.steps = steps

    def values(self) -> FloatArray:
        """Return the means so far, the open bucket's last: (buckets,) float64, a new array."""
        tail = [self._open.mean()] if self._open.size else []
        return np.concatenate((self._means, tail))


def bucket_means(losses: FloatArray, most: int) -> tuple[int, FloatArray]:
    """Return the stride and the means (buckets,) float64 of losses (steps,) float64."""
    buckets = LossBuckets(most)
    buckets.append(losses)
    return buckets.stride, buckets.values()
