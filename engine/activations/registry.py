"""What an activation must offer, and the registry of all of them."""

from typing import Protocol

from engine.arrays import FloatArray
from engine.registry import Registry


class Activation(Protocol):
    """State what an activation must offer."""

    @staticmethod
    def value(z: FloatArray, out: FloatArray) -> None:
        """Write f(z).

        Args:
            z: (units, batch) float64. Pre-activations.
            out: (units, batch) float64. Filled with the activations; not `z`.
        """

    @staticmethod
    def derivative(z: FloatArray, a: FloatArray, out: FloatArray) -> None:
        """Write f'(z).

        Args:
            z: (units, batch) float64. Pre-activations.
            a: (units, batch) float64. Activations f(z), which often make it cheap.
            out: (units, batch) float64. Filled with the derivatives; not `z` or `a`.
        """


ACTIVATIONS: Registry[type[Activation]] = Registry("activation")
