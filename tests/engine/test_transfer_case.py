"""The shipped case of transfer: it wins where pictures are few, and by how much."""

import numpy as np
import pytest

from engine import build
from engine.transfer_case import (
    SIZES,
    Comparison,
    compare,
    learn_source,
    make_spec,
    unseen_pictures,
)

SEEDS = range(20)
# pictures a class: least and greatest median lead of transfer over learning from scratch
LEADS = {10: (0.03, 0.08), 20: (0.005, 0.04), 50: (-0.005, 0.015)}
TRANSFERRED = {10: 0.88, 20: 0.93, 50: 0.96}
SCRATCH = {10: 0.83, 20: 0.90, 50: 0.95}


def check(samples_per_class: int, pairs: list[Comparison]) -> None:
    transferred = np.array([pair.transferred for pair in pairs])
    scratch = np.array([pair.scratch for pair in pairs])
    lead = float(np.median(transferred - scratch))
    least, greatest = LEADS[samples_per_class]
    told = f"{np.median(transferred):.3f} against {np.median(scratch):.3f}, lead {lead:.3f}"
    assert least <= lead <= greatest, told
    assert np.median(transferred) >= TRANSFERRED[samples_per_class], told
    assert np.median(scratch) >= SCRATCH[samples_per_class], "from scratch is no straw man"


def test_transfer_wins_with_ten_pictures_a_class() -> None:
    pairs = [compare(learn_source(seed), 10, seed) for seed in SEEDS]
    check(10, pairs)
    assert sum(pair.transferred > pair.scratch for pair in pairs) >= 15


@pytest.mark.exhaustive
def test_transfer_helps_less_the_more_pictures_there_are() -> None:
    sources = [learn_source(seed) for seed in SEEDS]
    medians = []
    for size in SIZES:
        pairs = [compare(source, size, seed) for seed, source in enumerate(sources)]
        check(size, pairs)
        medians.append(np.median([pair.transferred - pair.scratch for pair in pairs]))
    assert medians == sorted(medians, reverse=True)


def test_a_case_can_be_run_again() -> None:
    assert compare(learn_source(3), 10, 3) == compare(learn_source(3), 10, 3)


def test_all_other_pictures_are_asked_about() -> None:
    few = make_spec({"key": "digits_5_9", "samples_per_class": 10}, 0)
    inputs, digits = unseen_pictures(np.empty((0, 64)))
    assert len(inputs) == 896 and set(digits.tolist()) == {5, 6, 7, 8, 9}
    seen = build(few).data.inputs
    others, _ = unseen_pictures(seen)
    assert len(others) == 896 - 50
    assert not {each.tobytes() for each in others} & {each.tobytes() for each in seen}
