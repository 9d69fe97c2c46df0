"""What the engine raises when it is asked for something that it cannot do.

    EngineError              any refusal; the others are kinds of it
    ├── UnknownKeyError      a name that is in no registry and no spec
    ├── HyperparameterError  a value of the wrong type or out of its range
    ├── ShapeError           an array whose shape does not fit
    └── DataError            data or bytes that cannot be used

Each carries the dotted path of the field, the rule that was broken and the value, and reads
`<field> must <rule>; got <value>`. All of them can be pickled: they cross process borders.
"""

from difflib import get_close_matches

LONGEST_VALUE = 80  # characters of a refused value that a message repeats


class EngineError(Exception):
    """Refuse a request, naming the field, the rule and the value."""

    def __init__(self, field: str, rule: str, value: object = None) -> None:
        """Keep the three parts.

        Args:
            field: Dotted path such as `optimizer.learning_rate`, or "" where there is none.
            rule: What must hold, to be read after "must".
            value: What was given instead.
        """
        super().__init__(field, rule, value)
        self.field = field
        self.rule = rule
        self.value = value

    def __str__(self) -> str:
        """Return `<field> must <rule>; got <value>`."""
        return f"{self.field or 'value'} must {self.rule}; got {shown(self.value)}"


class HyperparameterError(EngineError):
    """Refuse a value of the wrong type or out of its range."""


class ShapeError(EngineError):
    """Refuse an array whose shape does not fit."""


class DataError(EngineError):
    """Refuse data or bytes that cannot be used."""


class UnknownKeyError(EngineError):
    """Refuse a name that nobody knows, and propose the nearest known one."""

    def __init__(self, field: str, value: object, known: tuple[str, ...]) -> None:
        """Build the rule from the known names.

        Args:
            field: Dotted path of the place where the name stood.
            value: The unknown name.
            known: All names that would have been right.
        """
        super().__init__(field, f"be one of {', '.join(known)}", value)
        self.args = (field, value, known)  # what pickle calls the constructor with
        self.known = known
        self.match = _near_match(value, known)

    def __str__(self) -> str:
        """Return the message with the near match, if there is one."""
        hint = f" (did you mean {self.match!r}?)" if self.match else ""
        return super().__str__() + hint


def shown(value: object) -> str:
    """Return the value as a message repeats it: short, on one line."""
    try:
        text = repr(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        text = "a huge number"
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _near_match(value: object, known: tuple[str, ...]) -> str | None:
    if not isinstance(value, str):
        return None
    return next(iter(get_close_matches(value[:LONGEST_VALUE], known, n=1)), None)
