"""Points of a data set, for thumbnails and for whoever wants to look before choosing."""

from typing import Any

import engine
from app.choices import SCALARS
from app.errors import from_engine
from engine import DATASETS, EngineError


def sample(key: str, samples: int | None, noise: float | None, seed: int) -> dict[str, Any]:
    """Return points as a session with these settings would have them.

    Args:
        key: a data set of the catalog.
        samples: how many; None = the data set's default.
        noise: None = the data set's default.
        seed: of the data stream.

    Raises:
        Invalid: if a number is out of its range.
    """
    entry = DATASETS[key]
    given = {"samples": samples, "noise": noise}
    try:
        values = {
            parameter.name: parameter.check(given[parameter.name])
            for parameter in entry.hyperparameters
            if given.get(parameter.name) is not None
        }
        SCALARS["seed"].check(seed)
        wanted = entry.defaults | values
        inputs, targets = engine.sample(key, int(wanted["samples"]), wanted["noise"], seed)
    except EngineError as error:
        raise from_engine(error) from None
    return {
        "key": key,
        "task": entry.facts["task"],
        "classes": entry.facts["classes"],
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
    }
