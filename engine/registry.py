"""Registries: the one definition of everything that can be chosen.

An entry holds label, help text, ranges and code. The catalog, the menus, the validation and the
messages are all derived from it, so that nothing needs to be said twice.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from engine.errors import HyperparameterError, UnknownKeyError

T = TypeVar("T")


@dataclass(frozen=True)
class Hyperparameter:
    """Describe one number that a user may choose: default, range, help."""

    name: str
    default: float
    minimum: float
    maximum: float
    help: str
    label: str = ""
    integer: bool = False
    scale: Literal["linear", "log"] = "linear"

    def __post_init__(self) -> None:
        """Check our own definitions and derive the label from the name."""
        assert self.minimum <= self.default <= self.maximum, self.name
        assert self.scale == "linear" or self.minimum > 0, self.name
        if not self.label:
            object.__setattr__(self, "label", self.name.replace("_", " ").capitalize())

    @property
    def rule(self) -> str:
        """Return what must hold, to be read after "must"."""
        kind = "an integer" if self.integer else "a number"
        return f"be {kind} from {_plain(self.minimum)} to {_plain(self.maximum)}"

    def check(self, value: object, field: str = "") -> float:
        """Return the value as int or float, or refuse it.

        Args:
            value: A number. True and False are none, nor are NaN and infinity.
            field: Dotted path for the message; the name of the hyperparameter if empty.

        Raises:
            HyperparameterError: if it is not a number of the right kind within the range.
        """
        kind = Integral if self.integer else Real
        if isinstance(value, bool) or not isinstance(value, kind):
            raise HyperparameterError(field or self.name, self.rule, value)
        # Compared before the conversion: an integer of 400 digits has no float. NaN fails too.
        if not self.minimum <= value <= self.maximum:  # type: ignore[operator]
            raise HyperparameterError(field or self.name, self.rule, value)
        return int(value) if self.integer else float(value)  # type: ignore[call-overload]

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict."""
        names = ("name", "label", "help", "default", "minimum", "maximum", "integer", "scale")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Flag:
    """Describe something that a user may switch on: default, help."""

    name: str
    default: bool
    help: str
    label: str = ""

    def __post_init__(self) -> None:
        """Derive the label from the name."""
        if not self.label:
            object.__setattr__(self, "label", self.name.replace("_", " ").capitalize())

    def check(self, value: object, field: str = "") -> bool:
        """Return the value, or refuse what is neither true nor false.

        Raises:
            HyperparameterError: if it is anything else.
        """
        if not isinstance(value, bool):
            raise HyperparameterError(field or self.name, "be true or false", value)
        return value

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON-able dict."""
        return {name: getattr(self, name) for name in ("name", "label", "help", "default")}


@dataclass(frozen=True)
class Entry(Generic[T]):
    """Hold one choice of a registry: what it is called, what can be set, what it does."""

    key: str
    label: str
    summary: str
    hyperparameters: tuple[Hyperparameter, ...]
    flags: tuple[Flag, ...]
    value: T
    facts: Mapping[str, Any]

    @property
    def settings(self) -> tuple[Hyperparameter | Flag, ...]:
        """Return all that can be set."""
        return (*self.hyperparameters, *self.flags)

    @property
    def defaults(self) -> dict[str, float]:
        """Return the default of every setting."""
        return {each.name: each.default for each in self.settings}

    def check(self, values: Mapping[str, object], field: str) -> dict[str, float]:
        """Return all settings, checked, with defaults where none is given.

        Raises:
            UnknownKeyError: if a name is not one of this entry's settings.
            HyperparameterError: if a value is refused.
        """
        known = tuple(each.name for each in self.settings)
        for name in values:
            if name not in known:
                raise UnknownKeyError(f"{field}.{name}", name, ("key", *known))
        return {
            each.name: each.check(values.get(each.name, each.default), f"{field}.{each.name}")
            for each in self.settings
        }

    def describe(self) -> dict[str, Any]:
        """Return everything but the code as a JSON-able dict."""
        flags = {"flags": [each.describe() for each in self.flags]} if self.flags else {}
        return {
            "key": self.key,
            "label": self.label,
            "summary": self.summary,
            "hyperparameters": [each.describe() for each in self.hyperparameters],
            **flags,
            **{name: _jsonable(fact) for name, fact in self.facts.items()},
        }


class Registry(Generic[T]):
    """Map stable keys to entries; filled at import, then frozen."""

    def __init__(self, kind: str) -> None:
        """Start empty.

        Args:
            kind: What its entries are, in the singular; used where a message has no field.
        """
        self.kind = kind
        self._entries: dict[str, Entry[T]] | MappingProxyType[str, Entry[T]] = {}

    def register(
        self,
        key: str,
        *,
        label: str,
        hyperparameters: tuple[Hyperparameter, ...] = (),
        **facts: Any,
    ) -> Callable[[T], T]:
        """Return a decorator that enters a class or function under the key.

        The first line of its docstring becomes the summary.
        """

        def enter(value: T) -> T:
            summary = (value.__doc__ or "").strip().partition("\n")[0]
            self.add(
                key, value, label=label, summary=summary, hyperparameters=hyperparameters, **facts
            )
            return value

        return enter

    def add(
        self,
        key: str,
        value: T,
        *,
        label: str,
        summary: str,
        hyperparameters: tuple[Hyperparameter, ...] = (),
        flags: tuple[Flag, ...] = (),
        **facts: Any,
    ) -> None:
        """Enter a value that has no docstring of its own."""
        assert isinstance(self._entries, dict), f"the {self.kind} registry is frozen"
        assert key not in self._entries, key
        assert summary, f"{self.kind} {key} needs a summary"
        frozen = MappingProxyType(facts)
        self._entries[key] = Entry(key, label, summary, hyperparameters, flags, value, frozen)

    def freeze(self) -> None:
        """Refuse every later registration."""
        self._entries = MappingProxyType(dict(self._entries))

    def get(self, key: object, field: str) -> Entry[T]:
        """Return the entry, naming the field in the error if there is none.

        Raises:
            UnknownKeyError: if no entry has this key.
        """
        if not isinstance(key, str) or key not in self._entries:
            raise UnknownKeyError(field, key, self.keys())
        return self._entries[key]

    def __getitem__(self, key: str) -> Entry[T]:
        """Return the entry or raise UnknownKeyError."""
        return self.get(key, self.kind)

    def __contains__(self, key: object) -> bool:
        """Tell whether an entry has this key."""
        return key in self._entries

    def __iter__(self) -> Iterator[Entry[T]]:
        """Iterate over the entries in the order of registration."""
        return iter(self._entries.values())

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._entries)

    def keys(self) -> tuple[str, ...]:
        """Return all keys in the order of registration."""
        return tuple(self._entries)

    def describe(self) -> list[dict[str, Any]]:
        """Return all entries as JSON-able dicts."""
        return [entry.describe() for entry in self]


def _plain(number: float) -> str:
    whole = float(number).is_integer() and abs(number) < 1e15
    return str(int(number)) if whole and math.isfinite(number) else f"{number:g}"


def _jsonable(fact: Any) -> Any:
    return list(fact) if isinstance(fact, tuple) else fact
