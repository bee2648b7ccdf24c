"""One request and its answer over HTTPS, with limits; nothing is followed by itself."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from ipaddress import ip_address
from typing import IO
from urllib.parse import urljoin, urlsplit, urlunsplit

from domain.errors import LawTextError

_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `location` is where it sends the asker, "" where nowhere."""

    address: str
    status: int
    kind: str
    location: str
    body: bytes


def ask(address: str, headers: Mapping[str, str], seconds: float, most: int) -> Answer:
    """Ask once, and return the answer of any status with its body.

    `seconds` is the time for the whole answer and `most` the bytes of its body. Raises
    `LawTextError` where no whole answer came.
    """
    request = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - `secured` refuses other schemes
    until = time.monotonic() + seconds
    try:
        with _opener(address).open(request, timeout=seconds) as response:
            return _answer(address, response, until, most)
    except urllib.error.HTTPError as error:
        with error:
            return _answer(address, error, until, most)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise LawTextError(
            f"{address} did not answer ({reason}); check the connection and try again later"
        ) from error


def secured(address: str, base: str) -> str:
    """The address over HTTPS, absolute, on the host of `base`; `http` stays on loopback only.

    Raises `LawTextError` for another host and for anything that is not the web.
    """
    told, home = urlsplit(urljoin(base, address)), urlsplit(base)
    if told.scheme not in {"http", "https"} or told.hostname != home.hostname:
        raise LawTextError(f"{base} sends to {address}, which is not its own; nothing was taken")
    if _loopback(home.hostname):
        return urlunsplit(told)
    host = f"{told.hostname}:{home.port}" if home.port else told.hostname or ""
    return urlunsplit(("https", host, told.path, told.query, ""))


def _loopback(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Hands every redirection back to the caller."""

    def redirect_request(
        self,
        _request: urllib.request.Request,
        _body: IO[bytes],
        _code: int,
        _message: str,
        _headers: Message,
        _address: str,
    ) -> None:
        """No request follows."""


def _opener(address: str) -> urllib.request.OpenerDirector:
    direct = _loopback(urlsplit(address).hostname)
    proxies = [urllib.request.ProxyHandler({})] if direct else []
    return urllib.request.build_opener(_NoRedirect, *proxies)


_Response = http.client.HTTPResponse | urllib.error.HTTPError


def _answer(address: str, response: _Response, until: float, most: int) -> Answer:
    headers = response.headers
    body = _body(address, response, until, most)
    length = headers.get("Content-Length")
    if length is not None and length.isdigit() and int(length) != len(body):
        raise LawTextError(
            f"{address} broke off after {len(body)} of {length} bytes; try again later"
        )
    kind = headers.get_content_type()
    return Answer(address, response.status or 0, kind, headers.get("Location", ""), body)


def _body(address: str, response: _Response, until: float, most: int) -> bytes:
    parts = bytearray()
    while part := response.read(_CHUNK):
        parts += part
        if len(parts) > most:
            raise LawTextError(f"{address} sends more than {most} bytes; that is no text of an act")
        if time.monotonic() > until:
            raise LawTextError(f"{address} is too slow; try again later")
    return bytes(parts)
