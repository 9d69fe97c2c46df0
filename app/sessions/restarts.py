"""How often a session's worker had to be restarted: the session itself may be what kills it."""

from collections import deque
from collections.abc import Callable

MANY_RESTARTS = 3
MANY_RESTARTS_SECONDS = 60.0


class Restarts:
    """Count the restarts that a session has seen of late."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds: deque[float] = deque(maxlen=MANY_RESTARTS)

    def count(self) -> None:
        """Note that its worker has died."""
        self._seconds.append(self._clock())

    @property
    def are_many(self) -> bool:
        """Return whether it had better not be run again by itself."""
        full = len(self._seconds) == MANY_RESTARTS
        return full and self._clock() - self._seconds[0] < MANY_RESTARTS_SECONDS
