"""A server on this machine that answers as the Publications Office does."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.serving import serving

XHTML = "application/xhtml+xml"
FORMEX = "application/zip;mtype=fmx4"
SPARQL = "/webapi/rdf/sparql"


@dataclass(frozen=True)
class Reply:
    """One answer; `length` is what the server claims, `pause` seconds before each half."""

    status: int = 200
    body: bytes = b""
    location: str = ""
    length: int | None = None
    pause: float = 0.0


@dataclass
class Site:
    """Replies by path and Accept; `asked` is what was asked, in order."""

    base: str
    replies: dict[tuple[str, str], Reply] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def serve(self, path: str, reply: Reply, accept: str = XHTML) -> None:
        self.replies[path, accept] = reply

    def serve_versions(self, *celex: str) -> None:
        rows = [{"celex": {"type": "literal", "value": one}} for one in celex]
        body = json.dumps({"results": {"bindings": rows}}).encode()
        self.serve(SPARQL, Reply(body=body), "application/sparql-results+json")


@contextmanager
def office_server() -> Iterator[Site]:
    site = Site("")
    with serving(_answering(site)) as site.base:
        yield site


def _answering(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            path, accept = urlsplit(self.path).path, self.headers["Accept"]
            site.asked.append((path, dict(self.headers)))
            self._send(site.replies.get((path, accept), Reply(404)))

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            if reply.location:
                self.send_header("Location", reply.location)
            self.end_headers()
            half = len(reply.body) // 2
            for part in (reply.body[:half], reply.body[half:]):
                time.sleep(reply.pause)
                self.wfile.write(part)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

        def finish(self) -> None:
            try:
                super().finish()
            except ConnectionError:
                self.close_connection = True

    return Handler
