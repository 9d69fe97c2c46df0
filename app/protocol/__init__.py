"""THE wire format: frames, bodies, every message of the stream, and JSON.

A frame is a snapshot (the newest parameters and metrics win) that carries every loss since the
frame before it; events and replies are never dropped. What is not here does not cross the wire,
but for the experiment itself, whose models `choices.py` derives from the engine's registries.
"""

from app.protocol.bodies import (
    CheckpointBody,
    LayerBody,
    PredictBody,
    RewindBody,
    RunBody,
    TrainBody,
    Until,
    WeightsBody,
)
from app.protocol.frames import (
    HEADER,
    MAX_LOSSES,
    METRIC_NAMES,
    PROTOCOL_VERSION,
    FloatArray,
    Frame,
    decode_frame,
    float32,
    nothing,
)
from app.protocol.stream import (
    COMMAND,
    MAX_POINT_NUMBERS,
    MAX_POINTS,
    ClientCommand,
    Close,
    Hello,
    SetParametersCommand,
)
from app.protocol.text import (
    dump_json,
    parse_json,
)

__all__ = [
    "COMMAND",
    "HEADER",
    "MAX_LOSSES",
    "MAX_POINTS",
    "MAX_POINT_NUMBERS",
    "METRIC_NAMES",
    "PROTOCOL_VERSION",
    "CheckpointBody",
    "ClientCommand",
    "Close",
    "FloatArray",
    "Frame",
    "Hello",
    "LayerBody",
    "PredictBody",
    "RewindBody",
    "RunBody",
    "SetParametersCommand",
    "TrainBody",
    "Until",
    "WeightsBody",
    "decode_frame",
    "dump_json",
    "float32",
    "nothing",
    "parse_json",
]
