"""An OpenAI-compatible server on loopback that replays what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Canned:
    """One response: `text` as the model's words, or a `body` sent as it is."""

    text: str = ""
    status: int = 200
    refusal: str | None = None
    finish: str = "stop"
    delay: float = 0.0
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Reply = Callable[[Mapping[str, object]], Canned]


@dataclass
class Replay:
    """A running server: its address, what it was sent, and what it answers."""

    url: str
    reply: Reply
    requests: list[dict[str, object]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def prompt_of(request: Mapping[str, object]) -> str:
    """The user's message of a request."""
    messages = request["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


@contextmanager
def replaying(reply: Reply) -> Iterator[Replay]:
    """A server that answers each request with `reply`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    replay = Replay(f"http://127.0.0.1:{server.server_address[1]}/v1", reply)
    server.replay = replay  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def in_turn(*answers: Canned) -> Reply:
    """Each answer once, the last one for ever."""
    left = list(answers)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        replay: Replay = self.server.replay  # type: ignore[attr-defined]
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        replay.paths.append(self.path)
        replay.requests.append(request)
        canned = replay.reply(request)
        time.sleep(canned.delay)
        body = (canned.body if canned.body is not None else _completion(canned, request)).encode()
        try:
            self.send_response(canned.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            for name, value in canned.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def _completion(canned: Canned, request: Mapping[str, object]) -> str:
    if canned.status >= 400:
        return json.dumps({"error": {"message": f"failed: {canned.text}", "type": "error"}})
    message = {"role": "assistant", "content": canned.text, "refusal": canned.refusal}
    prompt = len(str(request["messages"])) // 4
    words = len(canned.text) // 4
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": request.get("model", ""),
            "choices": [{"index": 0, "message": message, "finish_reason": canned.finish}],
            "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": words,
                "total_tokens": prompt + words,
            },
        }
    )
