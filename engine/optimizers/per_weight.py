"""Optimizers that give each weight a pace of its own, by the size of its gradients so far.

epsilon stands outside the root in all of them, as in PyTorch. TensorFlow and scikit-learn place
or scale it otherwise, which shows where gradients are tiny.
"""

import numpy as np

from engine.optimizers.registry import OPTIMIZERS, Optimizer, Part, learning_rate_setting
from engine.registry import Hyperparameter


def _epsilon(default: float) -> Hyperparameter:
    return Hyperparameter(
        "epsilon",
        default=default,
        minimum=1e-12,
        maximum=1.0,
        scale="log",
        help="Keeps the division safe where gradients vanish.",
    )


@OPTIMIZERS.register(
    "adagrad",
    label="AdaGrad",
    formula="v = v + g²;  p = p - learning_rate × g / (sqrt(v) + epsilon)",
    source="Duchi, Hazan and Singer, 2011; as PyTorch's Adagrad",
    hyperparameters=(learning_rate_setting(0.05), _epsilon(1e-10)),
)
class AdaGrad(Optimizer):
    """Slow each weight down by all it was pushed so far; steps only get shorter."""

    slots = 1

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        (v,) = part.state
        np.multiply(part.g, part.g, out=part.scratch)
        np.add(v, part.scratch, out=v)
        np.sqrt(v, out=part.scratch)
        np.add(part.scratch, self.hyperparameters["epsilon"], out=part.scratch)
        np.divide(part.g, part.scratch, out=part.scratch)
        np.multiply(part.scratch, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


@OPTIMIZERS.register(
    "rmsprop",
    label="RMSprop",
    formula="v = decay × v + (1 - decay) × g²;  p = p - learning_rate × g / (sqrt(v) + epsilon)",
    source="Tieleman and Hinton, 2012; as PyTorch's RMSprop, not centered, without momentum",
    hyperparameters=(
        learning_rate_setting(0.01),
        Hyperparameter(
            "decay",
            default=0.99,
            minimum=0.0,
            maximum=0.99999,
            help="How slowly the average of the squared gradients forgets; PyTorch's alpha.",
        ),
        _epsilon(1e-8),
    ),
)
class RmsProp(Optimizer):
    """Slow each weight down by how hard it was pushed of late."""

    slots = 1

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        (v,) = part.state
        decay = self.hyperparameters["decay"]
        np.multiply(v, decay, out=v)
        np.multiply(part.g, part.g, out=part.scratch)
        np.multiply(part.scratch, 1.0 - decay, out=part.scratch)
        np.add(v, part.scratch, out=v)
        np.sqrt(v, out=part.scratch)
        np.add(part.scratch, self.hyperparameters["epsilon"], out=part.scratch)
        np.divide(part.g, part.scratch, out=part.scratch)
        np.multiply(part.scratch, learning_rate, out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


ADAM = (
    learning_rate_setting(0.01),
    Hyperparameter(
        "beta1",
        default=0.9,
        minimum=0.0,
        maximum=0.999,
        label="Beta 1",
        help="How slowly the average of the gradients forgets.",
    ),
    Hyperparameter(
        "beta2",
        default=0.999,
        minimum=0.0,
        maximum=0.99999,
        label="Beta 2",
        help="How slowly the average of the squared gradients forgets.",
    ),
    _epsilon(1e-8),
)
ADAM_FORMULA = (
    "m = beta1 × m + (1 - beta1) × g;  v = beta2 × v + (1 - beta2) × g²;  "
    "p = p - learning_rate × (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)"
)


@OPTIMIZERS.register(
    "adam",
    label="Adam",
    formula=ADAM_FORMULA,
    source="Kingma and Ba, 2015; as PyTorch's Adam",
    hyperparameters=ADAM,
)
class Adam(Optimizer):
    """Give each weight its own pace, from averages of its gradients; a good first choice."""

    slots = 2

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        m, v = part.state
        beta1, beta2 = self.hyperparameters["beta1"], self.hyperparameters["beta2"]
        np.multiply(m, beta1, out=m)
        np.multiply(part.g, 1.0 - beta1, out=part.scratch)
        np.add(m, part.scratch, out=m)
        np.multiply(v, beta2, out=v)
        np.multiply(part.g, part.g, out=part.scratch)
        np.multiply(part.scratch, 1.0 - beta2, out=part.scratch)
        np.add(v, part.scratch, out=v)
        np.divide(v, 1.0 - beta2**part.count, out=part.scratch)
        np.sqrt(part.scratch, out=part.scratch)
        np.add(part.scratch, self.hyperparameters["epsilon"], out=part.scratch)
        np.divide(m, part.scratch, out=part.scratch)
        np.multiply(part.scratch, learning_rate / (1.0 - beta1**part.count), out=part.scratch)
        np.subtract(part.p, part.scratch, out=part.p)


@OPTIMIZERS.register(
    "adamw",
    label="AdamW",
    formula="p = p × (1 - learning_rate × weight_decay);  then as Adam",
    source="Loshchilov and Hutter, 2019; as PyTorch's AdamW, biases decay too",
    hyperparameters=(
        *ADAM,
        Hyperparameter(
            "weight_decay",
            default=0.01,
            minimum=0.0,
            maximum=0.1,  # times the largest learning rate it is 1: no step overshoots zero
            help="How strongly every step draws weights and biases to zero, beside the loss.",
        ),
    ),
)
class AdamW(Adam):
    """Step as Adam does, and draw all weights to zero on a way of their own."""

    def update(self, part: Part, learning_rate: float) -> None:
        """Update one part in place."""
        np.multiply(part.p, 1.0 - learning_rate * self.hyperparameters["weight_decay"], out=part.p)
        super().update(part, learning_rate)
