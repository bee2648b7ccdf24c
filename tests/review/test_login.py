"""What a login file must hold, and whom a provider's claims speak of."""

from pathlib import Path

import pytest

from domain.access import User
from domain.errors import AccessError, RequestError
from review.login import NEEDED, check_login, is_this_machine, require_login, user_of

GOOD = {
    "redirect_uri": "https://citemark.example.org/oauth2callback",
    "cookie_secret": "c" * 40,
    "client_id": "citemark",
    "client_secret": "s3cret",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
CLAIMS = {"email": "Anna@Example.org", "name": "Anna  A", "exp": 100}


def written(folder: Path, values: dict[str, str]) -> Path:
    file = folder / "login.toml"
    lines = "\n".join(f'{name} = "{value}"' for name, value in values.items())
    file.write_text(f"[auth]\n{lines}\n")
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_loopback_needs_no_login(host: str) -> None:
    assert is_this_machine(host)
    require_login(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "192.0.2.1", "citemark.example.org"])  # noqa: S104
def test_elsewhere_it_refuses_without_one_and_says_why(host: str) -> None:
    assert not is_this_machine(host)
    with pytest.raises(RequestError, match=r"others could open every dossier.*CITEMARK_LOGIN"):
        require_login(host, None)


def test_a_whole_login_file_is_taken(tmp_path: Path) -> None:
    require_login("192.0.2.1", written(tmp_path, GOOD))


@pytest.mark.parametrize("name", NEEDED)
def test_what_a_login_file_lacks_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(RequestError, match=f"lacks {name}$"):
        check_login(written(tmp_path, GOOD | {name: " "}))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("cookie_secret", "short", "32 characters"),
        ("redirect_uri", "https://citemark.example.org/", "must end with /oauth2callback"),
        ("redirect_uri", "http://citemark.example.org/oauth2callback", "begin with https"),
        ("server_metadata_url", "http://login.example.org/x", "begin with https"),
    ],
)
def test_what_is_not_safe_is_refused_without_showing_secrets(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    with pytest.raises(RequestError, match=said) as caught:
        check_login(written(tmp_path, GOOD | {name: value}))
    assert "s3cret" not in str(caught.value)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    file.chmod(0o644)
    with pytest.raises(RequestError, match="chmod 600"):
        check_login(file)


@pytest.mark.parametrize("content", ["", "[other]\n", "auth = 3\n", "[auth\n"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "login.toml"
    file.write_text(content)
    with pytest.raises(RequestError, match="login file"):
        check_login(file)
    with pytest.raises(RequestError, match="FileNotFoundError"):
        check_login(tmp_path / "none.toml")


def test_a_person_is_known_by_the_address_that_is_vouched_for() -> None:
    anna = User("anna@example.org", "Anna A (anna@example.org)")
    assert user_of(CLAIMS, 99, ()) == anna
    assert user_of(CLAIMS, 99, ("anna@example.org",)).administrator
    assert user_of({"email": "b@example.org", "exp": 100}, 99, ()).name == "b@example.org"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (CLAIMS | {"exp": 99}, "ended"),
        (CLAIMS | {"exp": None}, "ended"),
        (CLAIMS | {"exp": "soon"}, "ended"),
        (CLAIMS | {"email": ""}, "no e-mail"),
        (CLAIMS | {"email_verified": False}, "not verified"),
    ],
)
def test_nobody_else_is_let_in(claims: dict[str, object], said: str) -> None:
    with pytest.raises(AccessError, match=said):
        user_of(claims, 99, ())
