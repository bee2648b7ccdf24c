"""An OpenAI-compatible server on loopback that replays what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PIECE = 12


class Stream(StrEnum):
    """How a server that is asked to stream does it; `NONE` sends the whole as if not asked."""

    WELL = "well"
    NONE = "none"
    CUT = "cut"
    ENDS_EARLY = "ends early"
    MALFORMED = "malformed"
    ERROR = "error"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True)
class Canned:
    """One response: `text` as the model's words, or a `body` sent as it is.

    Where a stream is asked for, the text comes in pieces with `pause` seconds between them.
    """

    text: str = ""
    status: int = 200
    refusal: str | None = None
    finish: str = "stop"
    delay: float = 0.0
    body: str | None = None
    stream: Stream = Stream.WELL
    pause: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


Reply = Callable[[Mapping[str, object]], Canned]


@dataclass
class Replay:
    """A running server: its address, what it was sent, and what it answers."""

    url: str
    reply: Reply
    requests: list[dict[str, object]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


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
        replay.keys.append(self.headers["authorization"])
        replay.requests.append(request)
        canned = replay.reply(request)
        time.sleep(canned.delay)
        if request.get("stream") and _streams(canned):
            self._stream(canned, request)
            return
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

    def _stream(self, canned: Canned, request: Mapping[str, object]) -> None:
        self.close_connection = True
        try:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for event in _events(canned, request):
                data = f"{event}\n\n".encode()
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                self.wfile.flush()
                time.sleep(canned.pause)
            if canned.stream is not Stream.CUT:
                self.wfile.write(b"0\r\n\r\n")
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def _streams(canned: Canned) -> bool:
    return canned.status < 400 and canned.body is None and canned.stream is not Stream.NONE


def _events(canned: Canned, request: Mapping[str, object]) -> Iterator[str]:
    """The events of an answer; a broken one ends, in its way, in the middle."""
    pieces = [canned.text[n : n + _PIECE] for n in range(0, len(canned.text), _PIECE)]
    broken = canned.stream not in {Stream.WELL, Stream.UNCOUNTED}
    yield _event({"role": "assistant", "content": ""}, None)
    for piece in pieces[: len(pieces) // 2] if broken else pieces:
        yield _event({"content": piece}, None)
    if not broken:
        yield _event({"content": "", "refusal": canned.refusal}, canned.finish)
        if request.get("stream_options") and canned.stream is not Stream.UNCOUNTED:
            yield _event(None, None, _usage(canned, request))
        yield "data: [DONE]"
    elif canned.stream is Stream.MALFORMED:
        yield 'data: {"id": "chatcmpl-1", "choices": [{'
    elif canned.stream is Stream.ERROR:
        yield 'data: {"error": {"message": "out of memory", "type": "server_error"}}'


def _event(
    delta: Mapping[str, object] | None, finish: str | None, usage: Mapping[str, int] | None = None
) -> str:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    told = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": "test"}
    return "data: " + json.dumps({**told, "choices": choices, "usage": usage})


def _usage(canned: Canned, request: Mapping[str, object]) -> dict[str, int]:
    prompt, words = len(str(request["messages"])) // 4, len(canned.text) // 4
    return {"prompt_tokens": prompt, "completion_tokens": words, "total_tokens": prompt + words}


def _completion(canned: Canned, request: Mapping[str, object]) -> str:
    if canned.status >= 400:
        return json.dumps({"error": {"message": f"failed: {canned.text}", "type": "error"}})
    message = {"role": "assistant", "content": canned.text, "refusal": canned.refusal}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": request.get("model", ""),
            "choices": [{"index": 0, "message": message, "finish_reason": canned.finish}],
            "usage": _usage(canned, request),
        }
    )
