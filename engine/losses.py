"""Losses: the value for each sample and its gradient, and which output goes with which loss.

Cross-entropies take logits and contain their output activation (`link`), which keeps them exact
for logits of any size. A loss without a link takes the activated outputs.
"""

from typing import Any, ClassVar, Protocol

import numpy as np

from engine.activations import Sigmoid
from engine.arrays import HALF, ONE, TWO, ZERO, FloatArray
from engine.registry import Registry


class Loss(Protocol):
    """State what a loss must offer."""

    link: ClassVar[str | None]

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write the loss of each sample and its gradient.

        Args:
            z: (outputs, batch) float64. Logits, or activated outputs if `link` is None.
            y: (outputs, batch) float64. Targets.
            values: (batch,) float64. Filled with the loss of each sample.
            gradient: (outputs, batch) float64. Filled with d value / d z; not yet averaged.
        """


LOSSES: Registry[type[Loss]] = Registry("loss")


@LOSSES.register(
    "mse",
    label="Mean squared error",
    formula="L = mean over outputs of (a - y)²",
    source="Legendre, 1805; as PyTorch's MSELoss",
)
class MeanSquaredError:
    """Punish the square of the distance to the target; the usual loss for numbers."""

    link: ClassVar[str | None] = None

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write mean (z - y)² over the outputs and 2 (z - y) / outputs; no factor ½, as PyTorch.

        Args:
            z: (outputs, batch) float64. Activated outputs.
            y: (outputs, batch) float64. Targets.
            values: (batch,) float64. Filled.
            gradient: (outputs, batch) float64. Filled.
        """
        np.subtract(z, y, out=gradient)
        np.vecdot(gradient.T, gradient.T, out=values)
        np.divide(values, len(z), out=values)
        np.multiply(gradient, 2.0 / len(z), out=gradient)


@LOSSES.register(
    "mae",
    label="Mean absolute error",
    formula="L = mean over outputs of |a - y|",
    source="Boscovich, 1757; as PyTorch's L1Loss",
)
class MeanAbsoluteError:
    """Punish the distance to the target as it is, so that a few far-off points weigh less."""

    link: ClassVar[str | None] = None

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write mean |z - y| over the outputs and sign(z - y) / outputs; the slope at 0 is 0.

        Args:
            z: (outputs, batch) float64. Activated outputs.
            y: (outputs, batch) float64. Targets.
            values: (batch,) float64. Filled.
            gradient: (outputs, batch) float64. Filled.
        """
        np.subtract(z, y, out=gradient)
        np.add.reduce(np.abs(gradient), axis=0, out=values)
        np.divide(values, len(z), out=values)
        np.sign(gradient, out=gradient)
        np.divide(gradient, len(z), out=gradient)


@LOSSES.register(
    "huber",
    label="Huber",
    formula="L = mean over outputs of r²/2 if |r| ≤ 1, else |r| - 1/2, with r = a - y",
    source="Huber, 1964; as PyTorch's HuberLoss with delta 1",
)
class Huber:
    """Punish near misses by their square and far ones by their distance; steady with outliers."""

    link: ClassVar[str | None] = None

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write mean c (r - c/2) over the outputs and c / outputs, c being r cut to within ±1.

        Args:
            z: (outputs, batch) float64. Activated outputs.
            y: (outputs, batch) float64. Targets.
            values: (batch,) float64. Filled.
            gradient: (outputs, batch) float64. Filled.
        """
        np.subtract(z, y, out=gradient)
        cut = np.clip(gradient, -1.0, 1.0)
        np.subtract(gradient, HALF * cut, out=gradient)
        np.vecdot(cut.T, gradient.T, out=values)
        np.divide(values, len(z), out=values)
        np.divide(cut, len(z), out=gradient)


@LOSSES.register(
    "hinge",
    label="Hinge",
    formula="L = max(0, 1 - y z), y = -1 or +1",
    source="Cortes and Vapnik, 1995",
)
class Hinge:
    """Ask for a margin around the border, and no more; what a support vector machine minimizes."""

    link: ClassVar[str | None] = None

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write max(0, 1 - y z), and -y where that is above 0, else 0.

        Args:
            z: (1, batch) float64. Scores; class 1 where they are above 0.
            y: (1, batch) float64. Classes -1 or +1.
            values: (batch,) float64. Filled.
            gradient: (1, batch) float64. Filled.
        """
        np.multiply(y, z, out=gradient)
        np.subtract(ONE, gradient[0], out=values)
        np.maximum(values, ZERO, out=values)
        np.greater(values, ZERO, out=gradient[0])
        np.multiply(gradient, y, out=gradient)
        np.negative(gradient, out=gradient)


@LOSSES.register(
    "binary_cross_entropy",
    label="Binary cross-entropy",
    formula="L = -(y log p + (1 - y) log(1 - p)), p = sigmoid(z)",
    source="Cox, 1958; as PyTorch's BCEWithLogitsLoss",
)
class BinaryCrossEntropy:
    """Punish confident mistakes between two classes; one output, the probability of class 1."""

    link: ClassVar[str | None] = "sigmoid"

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write log(1 + exp((1 - 2y) z)) and sigmoid(z) - y; y is 0 or 1.

        A sample that is surely right costs exactly 0, one that is surely wrong exactly |z|.
        PyTorch's BCELoss on probabilities stops at 100; BCEWithLogitsLoss does not, nor do we.

        Args:
            z: (1, batch) float64. Logits.
            y: (1, batch) float64. Classes 0 or 1.
            values: (batch,) float64. Filled.
            gradient: (1, batch) float64. Filled.
        """
        np.multiply(y, TWO, out=gradient)
        np.subtract(ONE, gradient, out=gradient)
        np.multiply(gradient, z, out=gradient)
        np.logaddexp(ZERO, gradient[0], out=values)
        Sigmoid.value(z, gradient)
        np.subtract(gradient, y, out=gradient)


@LOSSES.register(
    "softmax_cross_entropy",
    label="Softmax cross-entropy",
    formula="L = -log p[class], p = softmax(z)",
    source="Bridle, 1990; as PyTorch's CrossEntropyLoss",
)
class SoftmaxCrossEntropy:
    """Punish confident mistakes between any number of classes; one output for each class."""

    link: ClassVar[str | None] = "softmax"

    @staticmethod
    def evaluate(z: FloatArray, y: FloatArray, values: FloatArray, gradient: FloatArray) -> None:
        """Write log sum exp(z) - z[class] and softmax(z) - y, shifted by the largest logit.

        Args:
            z: (classes, batch) float64. Logits.
            y: (classes, batch) float64. 1 for the class of the sample, else 0.
            values: (batch,) float64. Filled.
            gradient: (classes, batch) float64. Filled.
        """
        np.maximum.reduce(z, axis=0, out=values)
        np.subtract(z, values, out=gradient)
        np.vecdot(y.T, gradient.T, out=values)
        np.exp(gradient, out=gradient)
        total = np.add.reduce(gradient, axis=0)
        np.divide(gradient, total, out=gradient)
        np.subtract(gradient, y, out=gradient)
        np.log(total, out=total)
        np.subtract(total, values, out=values)


LOSSES.freeze()


def _pair(task: str, loss: str, output: str, most: int | None) -> dict[str, Any]:
    return {"task": task, "loss": loss, "output_activation": output, "max_classes": most}


# In order of preference: `auto` takes the first pair that the task and the classes allow.
# Two classes are the targets 0 and 1 of a sigmoid, or -1 and +1 of a tanh or of a hinge's score.
LEGAL_PAIRS = (
    _pair("classification", "binary_cross_entropy", "sigmoid", 2),
    _pair("classification", "softmax_cross_entropy", "softmax", None),
    _pair("classification", "mse", "sigmoid", 2),
    _pair("classification", "mse", "tanh", 2),
    _pair("classification", "hinge", "identity", 2),
    _pair("regression", "mse", "identity", None),
    _pair("regression", "mse", "tanh", None),
    _pair("regression", "mae", "identity", None),
    _pair("regression", "mae", "tanh", None),
    _pair("regression", "huber", "identity", None),
    _pair("regression", "huber", "tanh", None),
)
