"""What one application is made of, for its routes."""

import time
from dataclasses import dataclass
from typing import Any

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import RateLimited
from app.sessions.pool import Pool
from app.sessions.store import SessionStore
from app.settings import Limits, Settings
from app.uploads import UploadStore

MESSAGE_BURST_SECONDS = 2  # 60 messages a second with bursts of twice that many


class Rates:
    """How often somebody may do something; a moving window gives the burst and the mean rate."""

    def __init__(self, granted: Limits) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._creations = RateLimitItemPerSecond(
            granted.creations_burst, granted.creations_burst // granted.creations_per_second
        )
        self._messages = RateLimitItemPerSecond(
            granted.messages_per_second * MESSAGE_BURST_SECONDS, MESSAGE_BURST_SECONDS
        )

    def count_creation(self, address: str) -> None:
        """Count a new session or data set of this address.

        Raises:
            RateLimited: if there were too many.
        """
        if not self._window.hit(self._creations, "create", address):
            reset, _ = self._window.get_window_stats(self._creations, "create", address)
            seconds = max(1, round(reset - time.time()))
            text = "Too many new sessions and data sets from this address."
            raise RateLimited(text, retry_after=seconds)

    def allows_message(self, socket: str) -> bool:
        """Count a message of this socket, and return whether it may be acted on."""
        return self._window.hit(self._messages, "message", socket)

    def forget(self, socket: str) -> None:
        """Forget a socket that has gone."""
        self._window.clear(self._messages, "message", socket)


@dataclass
class Services:
    """The parts that routes call."""

    settings: Settings
    pool: Pool
    store: SessionStore
    uploads: UploadStore
    rates: Rates
    catalog: dict[str, Any]

    @property
    def limits(self) -> Limits:
        """Return the limits in force."""
        return self.settings.limits
