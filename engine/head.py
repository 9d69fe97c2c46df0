"""The output head: what the output layer's numbers mean for the task at hand.

It joins a loss with its output activation, codes the targets, and reads predictions.
"""

from collections.abc import Sequence

import numpy as np

from engine.activations import ACTIVATIONS, Activation
from engine.arrays import AnyArray, BoolArray, FloatArray, IntArray
from engine.losses import LOSSES
from engine.passes import Pass


class Head:
    """Turn logits into losses, gradients, outputs, probabilities and decisions."""

    def __init__(
        self,
        loss: str,
        output_activation: str,
        classes: int | None,
        class_weights: Sequence[float] | None = None,
    ) -> None:
        """Choose the loss and the output.

        Args:
            loss: Key of LOSSES.
            output_activation: Key of ACTIVATIONS, or "softmax".
            classes: How many classes there are; None for regression.
            class_weights: What a sample of each class counts, if not 1.
        """
        self._loss = LOSSES[loss].value
        self._softmax = output_activation == "softmax"
        # Of two classes: coded as -1 and +1, or as 0 and 1; a bare score is no probability.
        self._signed = output_activation in ("tanh", "identity")
        self._scores = output_activation == "identity"
        self._activation: type[Activation] | None = (
            None if self._softmax else ACTIVATIONS[output_activation].value
        )
        self._classes = classes
        self._class_weights = None if class_weights is None else np.asarray(class_weights)

    def encode(self, targets: AnyArray) -> FloatArray:
        """Code targets as the loss wants them.

        Args:
            targets: (samples,) int64 class indices, or (samples, outputs) float64 values.

        Returns:
            (outputs, samples) float64. A new array.
        """
        if self._classes is None:
            return np.ascontiguousarray(targets.T, dtype=np.float64)
        if self._softmax:
            return np.eye(self._classes)[:, targets]
        coded = targets[None, :].astype(np.float64)
        return 2.0 * coded - 1.0 if self._signed else coded

    def sample_weights(self, targets: AnyArray) -> FloatArray | None:
        """Look up what each sample counts.

        Args:
            targets: (samples,) int64 class indices, or (samples, outputs) float64 values.

        Returns:
            (samples,) float64, a new array; None if all count the same.
        """
        return None if self._class_weights is None else self._class_weights[targets]

    def evaluate(self, z: FloatArray, y: FloatArray, room: Pass) -> None:
        """Fill the room's `values` and `gradient`, the latter with respect to `z`, not averaged.

        Args:
            z: (outputs, batch) float64. Logits.
            y: (outputs, batch) float64. Coded targets.
            room: Where to write.
        """
        if self._loss.link is not None or self._activation is None:
            self._loss.evaluate(z, y, room.values, room.gradient)
            return
        a, slope = room.scratch
        self._activation.value(z, a)
        self._loss.evaluate(a, y, room.values, room.gradient)
        self._activation.derivative(z, a, slope)
        np.multiply(room.gradient, slope, out=room.gradient)

    def mean_loss(self, z: FloatArray, y: FloatArray, w: FloatArray | None, room: Pass) -> float:
        """Return the mean loss of a batch and leave its gradient in the room.

        Args:
            z: (outputs, batch) float64. Logits.
            y: (outputs, batch) float64. Coded targets.
            w: (batch,) float64 sample weights, or None. The mean is Σ w L / Σ w: PyTorch's for
                CrossEntropyLoss, while its BCEWithLogitsLoss divides by the number of samples.
            room: Where to write.
        """
        self.evaluate(z, y, room)
        if w is None:
            np.multiply(room.gradient, 1.0 / room.batch, out=room.gradient)
            return float(room.values.dot(room.ones)) / room.batch
        total = float(w.dot(room.ones))
        np.multiply(room.gradient, w, out=room.gradient)
        np.divide(room.gradient, total, out=room.gradient)
        return float(room.values.dot(w)) / total

    def outputs(self, z: FloatArray) -> FloatArray:
        """Apply the output activation.

        Args:
            z: (outputs, batch) float64. Logits.

        Returns:
            (outputs, batch) float64. A new array.
        """
        if self._activation is None:
            powers = np.exp(z - z.max(axis=0))
            return np.asarray(powers / powers.sum(axis=0))
        a = np.empty_like(z)
        self._activation.value(z, a)
        return a

    def probabilities(self, outputs: FloatArray) -> FloatArray | None:
        """Read activated outputs as probabilities of the classes.

        Args:
            outputs: (outputs, batch) float64. What `outputs` returned.

        Returns:
            (classes, batch) float64, a new array; None for regression and for bare scores.
        """
        if self._classes is None or self._scores:
            return None
        if self._softmax:
            return outputs.copy()
        p = (1.0 + outputs[0]) / 2.0 if self._signed else outputs[0]
        return np.stack([1.0 - p, p])

    def decide(self, z: FloatArray) -> IntArray:
        """Return the class of each sample: of two, class 1 where z > 0; else the largest score.

        Args:
            z: (outputs, batch) float64. Logits.

        Returns:
            (batch,) int64. A new array.
        """
        return np.asarray(z.argmax(axis=0) if self._softmax else z[0] > 0.0, dtype=np.int64)

    def correct(self, z: FloatArray, y: FloatArray) -> BoolArray | None:
        """Tell which samples are classified right; a tie at z = 0 counts as class 0.

        Args:
            z: (outputs, batch) float64. Logits.
            y: (outputs, batch) float64. Coded targets.

        Returns:
            (batch,) bool, a new array; None for regression.
        """
        if self._classes is None:
            return None
        if self._softmax:
            return np.asarray(z.argmax(axis=0) == y.argmax(axis=0))
        return np.asarray((z[0] > 0.0) == (y[0] > 0.0))
