"""The order in which samples are shown: epochs, shuffling, and the batches they are cut into."""

import numpy as np

from engine.arrays import AnyArray, FloatArray, IntArray


class Batches:
    """Deal the train split out in batches, reshuffled for every epoch.

    The whole epoch is put in order once, so that a batch is a mere slice.
    """

    def __init__(
        self, x: FloatArray, y: FloatArray, w: FloatArray | None, rng: np.random.Generator
    ) -> None:
        """Take the train split.

        Args:
            x: (features, train) float64. Preprocessed inputs; read only.
            y: (outputs, train) float64. Coded targets; read only.
            w: (train,) float64 sample weights, or None; read only.
            rng: The stream that shuffles.
        """
        self._source = (x, y, w)
        self._x, self._y = np.empty_like(x), np.empty_like(y)
        self._w = None if w is None else np.empty_like(w)
        self.size: int = x.shape[1]
        self.rng = rng
        self.shuffle = True
        self.batch_size: int = self.size
        self.epoch = 0
        self.position = 0  # samples of this epoch that were trained on
        self.order: IntArray = np.arange(self.size)

    @property
    def steps_per_epoch(self) -> int:
        """Return how many updates one pass takes; the last batch may be smaller."""
        return -(-self.size // self.batch_size)

    @property
    def steps_to_epoch_end(self) -> int:
        """Return how many updates are left in this pass."""
        return -(-(self.size - self.position) // self.batch_size)

    def current(self) -> tuple[FloatArray, FloatArray, FloatArray | None]:
        """Return the batch at hand, shuffling first where an epoch begins.

        Returns:
            x: (features, batch) float64. A view.
            y: (outputs, batch) float64. A view.
            w: (batch,) float64, a view, or None.
        """
        start = self.position
        if start == 0:
            self._begin_epoch()
        end = min(start + self.batch_size, self.size)
        w = None if self._w is None else self._w[start:end]
        return self._x[:, start:end], self._y[:, start:end], w

    def advance(self) -> None:
        """Move on to the next batch, or to the next epoch."""
        self.position += self.batch_size
        if self.position >= self.size:
            self.position = 0
            self.epoch += 1

    def restart(self, rng: np.random.Generator) -> None:
        """Go back to the start with a fresh stream."""
        self.rng = rng
        self.epoch = self.position = 0
        self.order = np.arange(self.size)

    def restore(self, epoch: int, position: int, order: AnyArray) -> None:
        """Go to where a checkpoint was taken.

        Args:
            epoch: Completed passes.
            position: Samples of the epoch that were trained on.
            order: (train,) int64, or of a smaller integer type. The epoch's permutation; copied.
        """
        self.epoch, self.position, self.order = epoch, position, order.astype(np.int64)
        self._arrange()

    def _begin_epoch(self) -> None:
        self.order = self.rng.permutation(self.size) if self.shuffle else np.arange(self.size)
        self._arrange()

    def _arrange(self) -> None:
        x, y, w = self._source
        # "clip" lets take() write without a buffer; the order holds no index to clip
        np.take(x, self.order, axis=1, out=self._x, mode="clip")
        np.take(y, self.order, axis=1, out=self._y, mode="clip")
        if w is not None and self._w is not None:
            np.take(w, self.order, out=self._w, mode="clip")
