"""Whether an experiment may run here: well-formed, legal, and within this server's limits."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.choices import Experiment
from app.complaints import invalid
from app.errors import Invalid, Locked, from_engine, over_limit, pointer
from app.settings import Limits
from engine import EngineError, ExperimentSpec, Plan, Table, find_source, plan, resolve

NOWHERE = object()


def admit(
    requested: Mapping[str, Any], limits: Limits, tables: Mapping[str, Table]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the experiment with every default stated, and with every auto resolved.

    Nothing large is allocated for it.

    Args:
        requested: what a client asked for.
        limits: of this server.
        tables: the uploaded tables that it may name.

    Raises:
        Invalid: if a field breaks its rule, or fields do not go together.
        LimitExceeded: if it is more than this server grants.
    """
    try:
        Experiment.model_validate(dict(requested))
    except ValidationError as error:
        raise invalid(error.errors(), requested) from None
    try:
        spec = ExperimentSpec.from_dict(requested, tables)
        resolved, _ = resolve(spec)
        refuse_excess(resolved, plan(resolved), limits)
    except EngineError as error:
        raise from_engine(error) from None
    return spec.to_dict(), resolved.to_dict()


def refuse_excess(spec: ExperimentSpec, sizes: Plan, limits: Limits) -> None:
    """Raise LimitExceeded for the first size that is over its limit."""
    source = find_source(spec.dataset, spec.task)
    asked = [
        ("dataset.samples", source.samples, limits.samples),
        ("classes", len(source.classes or ()), limits.classes),
        ("hidden_layers", len(spec.hidden_layers), limits.hidden_layers),
        *(
            (f"hidden_layers.{index}.units", layer.units, limits.units)
            for index, layer in enumerate(spec.hidden_layers)
        ),
        ("features", sizes.n_inputs, limits.features),
        ("numbers", source.samples * sizes.n_inputs, limits.numbers),
        ("parameters", sizes.n_parameters, limits.parameters),
        ("work_per_step", sizes.work_per_step, limits.work_per_step),
        ("activations", sizes.batch * sum(out for _, out in sizes.shapes), limits.activations),
    ]
    for field, actual, limit in asked:
        if actual > limit:
            raise over_limit(field, limit, actual)


def check_locked(locked: list[str], experiment: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths that nobody may change.

    Raises:
        Invalid: if one leads nowhere in the experiment.
    """
    for index, path in enumerate(locked):
        if value_at(experiment, path, NOWHERE) is NOWHERE:
            text = f"locked.{index} must name a field of this experiment, such as optimizer"
            raise Invalid(text, errors=((f"/locked/{index}", text),))
    return tuple(locked)


def refuse_locked(locked: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Raise Locked if `new` differs from `old` at a locked path."""
    for path in locked:
        if value_at(old, path) != value_at(new, path):
            text = f"{path} is locked in this session"
            raise Locked(text, errors=((pointer(path), text),))


def value_at(experiment: Any, path: str, otherwise: Any = None) -> Any:
    """Return the value at a dotted path, or `otherwise` where the path leads nowhere."""
    value = experiment
    for part in path.split("."):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, list) and part in map(str, range(len(value))):
            value = value[int(part)]
        else:
            return otherwise
    return value
