"""A client in a few lines: make a session on a running server, stream it, print the losses."""

import json
import sys
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from app.protocol import PROTOCOL_VERSION, decode_frame, parse_json


def probe(url: str, dataset: str, steps: int) -> int:
    """Train `steps` steps on the server at `url` and print the losses; return an exit code."""
    url = url.rstrip("/") if "://" in url else f"http://{url}"
    try:
        session = create(url, dataset)
        watch(url, session["id"], session["token"], steps)
    except HTTPError as error:
        print(json.load(error).get("detail", error), file=sys.stderr)
        return 1
    except (URLError, OSError, WebSocketException) as error:
        print(f"{url} does not answer: {error}", file=sys.stderr)
        print("Start it with make run, or say with --url where it is.", file=sys.stderr)
        return 1
    return 0


def create(url: str, dataset: str) -> dict[str, str]:
    """Return the new session's id and token."""
    body = json.dumps({"dataset": {"key": dataset}}).encode()
    request = Request(f"{url}/api/sessions", body, {"Content-Type": "application/json"})
    with urlopen(request) as reply:
        created: dict[str, str] = json.load(reply)
    return created


def watch(url: str, session: str, token: str, steps: int) -> None:
    """Run the session to `steps`, and print a line a frame."""
    address = f"ws{url.removeprefix('http')}/api/sessions/{session}/stream"
    hello = {"type": "hello", "protocol": PROTOCOL_VERSION, "token": token, "frames_per_second": 5}
    run = {"type": "run", "steps_per_second": "max", "until": {"steps": steps}}
    with connect(address) as socket:
        socket.send(json.dumps(hello))
        socket.send(json.dumps(run))
        for message in socket:
            if isinstance(message, bytes):
                frame = decode_frame(message)
                train_loss, test_loss = frame.metrics[:2]
                print(
                    f"step {frame.step_to:>8,}  epoch {frame.epoch:>6,}  "
                    f"train loss {train_loss:.4f}  test loss {test_loss:.4f}"
                )
                continue
            event = parse_json(message)
            if event["type"] == "error":
                print(event["detail"], file=sys.stderr)
                return
            if event["type"] == "state" and event["state"] in ("finished", "diverged"):
                print(event.get("cause") or f"{event['state']}: {event['reason']}")
                return
