"""The base of every model of what comes in: strict types, known fields, finite numbers."""

import difflib
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

MAX_NAME = 80  # characters that a near match looks at


class Strict(BaseModel):
    """A model that refuses what it does not know, and says what was meant."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_fields(cls, data: Any) -> Any:
        """Refuse the first unknown field with its nearest known name."""
        if isinstance(data, dict):
            for name in data:
                if name not in cls.model_fields:
                    raise unknown_field(str(name), tuple(cls.model_fields))
        return data


def unknown_field(name: str, known: tuple[str, ...]) -> PydanticCustomError:
    """Return the error for a field that is none of `known`; its context names the field."""
    return PydanticCustomError(
        "unknown_field", "be a known field{hint}", {"field": name, "hint": near_match(name, known)}
    )


def near_match(name: str, known: tuple[str, ...]) -> str:
    """Return " (did you mean 'x'?)" for the nearest known name, else the choices there are."""
    near = difflib.get_close_matches(name[:MAX_NAME], known, n=1)
    if near:
        return f" (did you mean '{near[0]}'?)"
    return f" (one of: {', '.join(known)})" if known else ""
