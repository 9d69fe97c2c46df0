"""What differs between two specs, and what of it can change while training."""

from dataclasses import fields

from engine.spec import ExperimentSpec

# "optimizer" stands for its hyperparameters; another optimizer is "optimizer.key", not live.
LIVE_FIELDS = frozenset(
    {
        "optimizer",
        "schedule",
        "regularizer",
        "dropout_rate",
        "gradient_clip",
        "batch_size",
        "frozen_layers",
        "perceptron",
    }
)


def changed_fields(old: ExperimentSpec, new: ExperimentSpec) -> frozenset[str]:
    """Return the names of the top-level fields that differ; "optimizer.key" if that one does."""
    names = {
        each.name for each in fields(old) if getattr(old, each.name) != getattr(new, each.name)
    }
    if old.optimizer.key != new.optimizer.key:
        names = (names - {"optimizer"}) | {"optimizer.key"}
    return frozenset(names)
