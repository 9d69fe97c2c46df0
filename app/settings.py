"""Settings and limits: everything about a server that its operator decides.

`create_app` makes one `Settings`; nothing reads the environment at import. Names carry their units.
"""

import os
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one server grants; published in the catalog and enforced for every way in."""

    parameters: int = 50_000
    hidden_layers: int = 16
    units: int = 512
    samples: int = 50_000
    features: int = 256
    numbers: int = 2_000_000  # samples × features: what a session keeps in memory, several times
    classes: int = 100
    work_per_step: int = 50_000_000
    activations: int = 2_000_000  # units × batch: what one step keeps in memory, several times
    train_steps: int = 100_000
    session_steps: int = 1_000_000_000
    steps_per_second: int = 100_000
    frames_per_second: int = 60
    message_bytes: int = 64 * 1024
    messages_per_second: int = 60
    json_bytes: int = 256 * 1024
    weights_bytes: int = 8 * MIB
    csv_bytes: int = 10 * MIB
    csv_rows: int = 200_000
    csv_columns: int = 512
    csv_numbers: int = 4_000_000  # cells that may be inputs: 32 MB as float64
    csv_field: int = 256  # characters
    uploads_bytes: int = 256 * MIB
    sessions: int = 64
    sockets_per_session: int = 8
    creations_burst: int = 400
    creations_per_second: int = 5
    predict_rows: int = 10_000
    disconnected_seconds: int = 30 * 60
    idle_seconds: int | None = None
    life_seconds: int | None = None

    def describe(self) -> dict[str, int | None]:
        """Return the limits by name, ready for the catalog."""
        return asdict(self)


LOCAL_LIMITS = Limits()
PUBLIC_LIMITS = Limits(
    parameters=20_000,
    hidden_layers=8,
    units=64,
    samples=5_000,
    features=64,
    numbers=320_000,
    classes=20,
    work_per_step=20_000_000,
    activations=400_000,
    frames_per_second=20,
    weights_bytes=2 * MIB,
    csv_bytes=2 * MIB,
    csv_rows=20_000,
    csv_columns=64,
    csv_numbers=1_000_000,
    sessions=400,
    sockets_per_session=4,
    predict_rows=2_000,
    disconnected_seconds=5 * 60,
    idle_seconds=30 * 60,
    life_seconds=4 * 3600,
)


def default_workers() -> int:
    """Return one worker per core but one, so that the front keeps a core for itself."""
    return max(1, (os.cpu_count() or 1) - 1)


class Settings(BaseSettings):
    """The operator's choices; each is also an environment variable `NNPG_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="NNPG_", extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default_factory=default_workers, ge=1, le=64)
    public: bool = Field(default=False, description="Use the tighter limits of an open server.")
    embed: Literal["self"] = Field(
        default="self", description="Which other origins may use this server: none but itself."
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="Host names to answer to, besides localhost and the bound address."
    )
    root_path: str = Field(default="", pattern=r"^(/[A-Za-z0-9._~-]+)*$")
    hello_seconds: float = Field(default=5.0, gt=0)
    send_seconds: float = Field(default=10.0, gt=0)
    pause_after_seconds: float = Field(
        default=30.0, gt=0, description="Training without a socket pauses after this time."
    )
    checkpoint_seconds: float = Field(default=1.0, gt=0)
    worker_silence_seconds: float = Field(
        default=20.0, gt=0, description="A worker that answers nothing for this long is replaced."
    )

    @property
    def limits(self) -> Limits:
        """Return the limits of the chosen profile."""
        return PUBLIC_LIMITS if self.public else LOCAL_LIMITS
