"""The output of a single neuron: a plain yes or no, and whether it is right."""

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import AnyArray, BoolArray, FloatArray, IntArray
from engine.passes import Pass


class Decision:
    """Read the sum of one neuron as one of two classes.

    Its loss of a sample is 1 where it is wrong, else 0. For the perceptron a sum of exactly 0 is
    undecided, which is as bad as wrong; the threshold unit fires there.
    """

    def __init__(self, activation: str) -> None:
        """Choose the output.

        Args:
            activation: "sign" for the perceptron, "step" for the threshold unit.
        """
        self._activation = ACTIVATIONS[activation].value
        self._fires_at_zero = activation == "step"

    def encode(self, targets: AnyArray) -> FloatArray:
        """Code (samples,) int64 classes 0 and 1 as (1, samples) float64 of -1 and +1."""
        return 2.0 * targets[None, :].astype(np.float64) - 1.0

    def sample_weights(self, targets: AnyArray) -> FloatArray | None:  # noqa: ARG002
        """Return None for any (samples,) int64 targets: all samples count the same."""
        return None

    def evaluate(self, z: FloatArray, y: FloatArray, room: Pass) -> None:
        """Fill the room's (batch,) `values` with 1 for a mistake, else 0.

        Args:
            z: (1, batch) float64. Sums.
            y: (1, batch) float64. -1 or +1.
            room: Where to write.
        """
        room.values[:] = ~self._is_right(z, y)

    def outputs(self, z: FloatArray) -> FloatArray:
        """Apply the output activation to (1, batch) float64; returns a new array."""
        a = np.empty_like(z)
        self._activation.value(z, a)
        return a

    def probabilities(self, outputs: FloatArray) -> FloatArray | None:  # noqa: ARG002
        """Return None whatever the (1, batch) float64 are: a yes or no has no probability."""
        return None

    def decide(self, z: FloatArray) -> IntArray:
        """Return the class of each sample.

        Args:
            z: (1, batch) float64. Sums.

        Returns:
            (batch,) int64. 1 where the neuron says yes; a new array.
        """
        fires = z[0] >= 0.0 if self._fires_at_zero else z[0] > 0.0
        return np.asarray(fires, dtype=np.int64)

    def correct(self, z: FloatArray, y: FloatArray) -> BoolArray:
        """Tell which samples get the right class.

        Args:
            z: (1, batch) float64. Sums.
            y: (1, batch) float64. -1 or +1.

        Returns:
            (batch,) bool. A new array.
        """
        return np.asarray((self.decide(z) == 1) == (y[0] > 0.0))

    def _is_right(self, z: FloatArray, y: FloatArray) -> BoolArray:
        """Tell for (1, batch) float64 sums and signs whether nothing is left to learn."""
        right = self.correct(z, y)
        return right if self._fires_at_zero else right & (z[0] != 0.0)
