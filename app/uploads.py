"""Tables that clients uploaded, for sessions to train on."""

from collections.abc import Mapping
from typing import Any

from app.choices import UPLOAD
from app.errors import Invalid
from engine import Table


class UploadStore:
    """Hold the uploaded tables of this server."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {}

    def tables_for(self, requested: Mapping[str, Any]) -> Mapping[str, Table]:
        """Return the table that an experiment names, by its key; nothing if it names none.

        Raises:
            Invalid: if it names one that is not here.
        """
        dataset = requested.get("dataset")
        key = dataset.get("key") if isinstance(dataset, Mapping) else None
        if not isinstance(key, str) or not key.startswith(UPLOAD):
            return {}
        if key not in self._tables:
            text = f"dataset.key must name an uploaded data set that is still there; got {key!r}"
            raise Invalid(text, errors=(("/dataset/key", text),))
        return {key: self._tables[key]}
