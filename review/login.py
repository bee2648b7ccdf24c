"""Signing in: what the login file must hold, and who the provider says it is."""

import tomllib
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from domain.access import User
from domain.errors import AccessError, InstallationError, RequestError

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
"""What the section `[auth]` of a login file must hold."""

_SHORTEST_SECRET = 32
_CALLBACK = "/oauth2callback"


def is_this_machine(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require_login(host: str, login: Path | None) -> None:
    """Raise `RequestError` where others could reach the application without signing in.

    A login file that is given is checked also where nobody else can reach it.
    """
    if login is not None:
        check_login(login)
    elif not is_this_machine(host):
        raise RequestError(
            f"on {host} others could open every dossier: citemark listens there only with a "
            "login. Set CITEMARK_LOGIN to a login file (see docs/login.md), or leave out --host"
        )


def check_login(file: Path) -> None:
    """Raise where a login file cannot serve; nothing of its content is in the message."""
    if find_spec("authlib") is None:
        raise InstallationError("the login needs the extra `login`; install citemark with it")
    auth = _section(file)
    missing = [name for name in NEEDED if not str(auth.get(name, "")).strip()]
    if missing:
        raise RequestError(f"{file}: [auth] lacks {', '.join(missing)}")
    if len(str(auth["cookie_secret"])) < _SHORTEST_SECRET:
        raise RequestError(
            f"{file}: cookie_secret must be random and have {_SHORTEST_SECRET} characters or more"
        )
    if not str(auth["redirect_uri"]).endswith(_CALLBACK):
        raise RequestError(f"{file}: redirect_uri must end with {_CALLBACK}")
    for name in ("redirect_uri", "server_metadata_url"):
        _require_safe(file, name, str(auth[name]))
    if file.stat().st_mode & 0o077:
        raise RequestError(f"{file} holds secrets and others can read it: chmod 600 {file.name}")


def _section(file: Path) -> Mapping[str, object]:
    try:
        found = tomllib.loads(file.read_text("utf-8")).get("auth")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RequestError(
            f"the login file {file} cannot be read ({type(error).__name__})"
        ) from None
    if not isinstance(found, dict):
        raise RequestError(f"the login file {file} has no section [auth]")
    return found


def _require_safe(file: Path, name: str, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not is_this_machine(parts.hostname or ""):
        raise RequestError(f"{file}: {name} must begin with https://")


def user_of(claims: Mapping[str, object], now: float, administrators: Collection[str]) -> User:
    """Who a provider's claims speak of; `now` in seconds since 1970.

    A person is known by the e-mail address that the provider vouches for. Raises `AccessError`
    where there is none or the sign-in has ended.
    """
    end = claims.get("exp")
    if not isinstance(end, int | float) or end <= now:
        raise AccessError("your sign-in has ended; sign in again")
    email = str(claims.get("email") or "").strip().casefold()
    if not email:
        raise AccessError("the provider gives no e-mail address; ask its administrator to")
    if claims.get("email_verified") is False:
        raise AccessError("the provider has not verified your e-mail address; have it do so")
    name = " ".join(str(claims.get("name") or "").split())[:100]
    shown = f"{name} ({email})" if name else email
    return User(email, shown, administrator=email in administrators)
