"""A small OpenID Connect provider on loopback: whoever is named beforehand is signed in."""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.serving import serving

CLIENT, SECRET = "citemark-test", secrets.token_urlsafe(24)


@dataclass
class Provider:
    """What the provider says of the next person who signs in; `seconds` is how long it holds."""

    address: str = ""
    claims: dict[str, object] = field(default_factory=dict)
    seconds: int = 3600
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k"}))
    given: dict[str, str] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        return f"{self.address}/.well-known/openid-configuration"

    def metadata(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def code(self, nonce: str) -> str:
        code = secrets.token_urlsafe(16)
        self.given[code] = nonce
        return code

    def tokens(self, code: str) -> dict[str, object]:
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": str(self.claims["email"]),
            "iat": now,
            "exp": now + self.seconds,
            "nonce": self.given.pop(code),
            **self.claims,
        }
        token = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token}


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    with serving(_answering(provider)) as provider.address:
        yield provider


def _answering(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(provider.metadata())
            elif parts.path == "/jwks":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                back = {"code": provider.code(asked.get("nonce", "")), "state": asked["state"]}
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            asked = parse_qs(self.rfile.read(size).decode())
            self._json(provider.tokens(asked["code"][0]))

        def _json(self, content: object) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
