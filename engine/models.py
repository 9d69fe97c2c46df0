"""Models: what is trained, from a single threshold neuron to a network.

An entry tells what a spec may say about it. A field that means nothing to a model is null in a
spec that states everything, and giving it is an error: nothing is ignored silently.
"""

from dataclasses import dataclass

from engine.registry import Flag, Hyperparameter, Registry

# What only gradient descent through layers needs.
GRADIENT_FIELDS = (
    "loss",
    "output_activation",
    "class_weights",
    "initializer",
    "optimizer",
    "schedule",
    "regularizer",
    "dropout_rate",
    "gradient_clip",
    "batch_size",
    "frozen_layers",
)


@dataclass(frozen=True)
class Model:
    """State what a model is made of.

    unused: Fields of a spec that mean nothing to it.
    output_activation: Key of the output's activation where the model fixes it. Such a model is
        a single neuron that tells two classes apart, without hidden layers.
    is_trained: Whether it learns; else its weights are set by hand.
    """

    unused: tuple[str, ...]
    output_activation: str | None = None
    is_trained: bool = True

    @property
    def is_neuron(self) -> bool:
        """Tell whether it is a single neuron and no network."""
        return self.output_activation is not None


MODELS: Registry[Model] = Registry("model")

MODELS.add(
    "network",
    Model(unused=("perceptron",)),
    label="Neural network",
    summary="Layers of units, trained by gradient descent.",
    formula="a = f(W a_prev + b), layer by layer",
    source="Rumelhart, Hinton and Williams, 1986",
)
MODELS.add(
    "perceptron",
    Model(unused=GRADIENT_FIELDS, output_activation="sign"),
    label="Perceptron",
    summary="One neuron that says yes or no, and learns from each of its mistakes.",
    formula="s = Σ w x + b, output = +1 if s > 0, else -1; after a mistake w = w + rate × y x",
    source="Rosenblatt, 1958",
    hyperparameters=(
        Hyperparameter(
            "learning_rate",
            default=1.0,
            minimum=1e-5,
            maximum=10.0,
            scale="log",
            help="How far a mistake moves the line. From zero it only scales the weights.",
        ),
        Hyperparameter(
            "max_passes",
            default=100,
            minimum=1,
            maximum=100_000,
            integer=True,
            scale="log",
            help="After so many passes over the points it gives up, if mistakes are left.",
        ),
    ),
    flags=(
        Flag(
            "averaged",
            default=False,
            help="Decide by the average of all lines so far, which is steadier but lags behind.",
        ),
    ),
)
MODELS.add(
    "threshold",
    Model(
        unused=(*GRADIENT_FIELDS, "shuffle", "perceptron"),
        output_activation="step",
        is_trained=False,
    ),
    label="Threshold unit",
    summary="One neuron that fires when enough comes in; its weights are set by hand.",
    formula="output = 1 if Σ w x ≥ threshold, else 0; the bias is minus the threshold",
    source="McCulloch and Pitts, 1943",
)
MODELS.freeze()
