"""Networks learn what they should: the promises that the page makes."""

import pytest

from engine import DATASETS, ExperimentSpec, Trainer, build

SPIRAL = {
    "dataset": {"key": "spiral"},
    "test_fraction": 0.2,
    "hidden_layers": [{"units": 8, "activation": "relu"}] * 3,
    "initializer": {"key": "he_normal"},
    "optimizer": {"key": "adam", "learning_rate": 0.01},
    "batch_size": 10,
}


def best_test_loss(trainer: Trainer, epochs: int) -> float:
    best = float("inf")
    for _ in range(epochs):
        trainer.advance(trainer.steps_per_epoch)
        loss = trainer.evaluate().test_loss
        assert loss is not None
        best = min(best, loss)
        if best < 0.1:
            break
    return best


def test_three_layers_of_eight_find_the_spiral_within_100_epochs() -> None:
    assert best_test_loss(build(ExperimentSpec.from_dict(SPIRAL)), epochs=100) < 0.1


def test_the_opening_session_finds_the_circle() -> None:
    trainer = build(ExperimentSpec())
    trainer.advance(5000)
    metrics = trainer.evaluate()
    assert metrics.test_accuracy is not None and metrics.test_accuracy >= 0.95


@pytest.mark.parametrize("key", DATASETS.keys())
def test_loss_falls_on_every_data_set(key: str) -> None:
    trainer = build(ExperimentSpec.from_dict({**SPIRAL, "dataset": {"key": key}}))
    before = trainer.evaluate().train_loss
    trainer.advance(40 * trainer.steps_per_epoch)
    assert trainer.evaluate().train_loss < 0.5 * before


def test_xor_needs_a_hidden_layer() -> None:
    fields = {**SPIRAL, "dataset": {"key": "xor"}}
    flat, deep = ({**fields, "hidden_layers": each} for each in ([], SPIRAL["hidden_layers"]))
    accuracies = []
    for mapping in (flat, deep):
        trainer = build(ExperimentSpec.from_dict(mapping))
        trainer.advance(20 * trainer.steps_per_epoch)
        accuracies.append(trainer.evaluate().train_accuracy)
    assert accuracies[0] < 0.75 < 0.95 < accuracies[1]
