"""JSON as it crosses the wire: strict both ways."""

from typing import Any

import orjson

from app.errors import Unparsable


def dump_json(value: Any) -> bytes:
    """Return strict JSON: NaN and the infinities become null, NumPy arrays become lists."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def parse_json(text: bytes | str) -> Any:
    """Return the value of strict JSON text (no NaN, no unpaired surrogates, bounded depth).

    Raises:
        Unparsable: if it is none.
    """
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise Unparsable(f"The text is not JSON: {error}.") from None
