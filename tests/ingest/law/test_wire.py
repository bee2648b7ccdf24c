import pytest

from domain.errors import LawTextError
from ingest.law.wire import secured

OFFICE = "https://publications.europa.eu"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (f"{OFFICE}/a", f"{OFFICE}/a"),
        ("http://publications.europa.eu/a?b=c", f"{OFFICE}/a?b=c"),
        ("http://publications.europa.eu:80/a", f"{OFFICE}/a"),
        ("/resource/a#part", f"{OFFICE}/resource/a"),
        ("http://user:word@publications.europa.eu/a", f"{OFFICE}/a"),
    ],
)
def test_the_offices_addresses_are_asked_over_https(told: str, asked: str) -> None:
    assert secured(told, OFFICE) == asked


@pytest.mark.parametrize(
    "told",
    [
        "http://eur-lex.europa.eu/a",
        "https://publications.europa.eu.example/a",
        "//elsewhere.example/a",
        "file:///etc/passwd",
        "ftp://publications.europa.eu/a",
        "http://127.0.0.1/a",
        "javascript:alert(1)",
    ],
)
def test_no_other_place_is_asked(told: str) -> None:
    with pytest.raises(LawTextError, match="not its own"):
        secured(told, OFFICE)


@pytest.mark.parametrize("base", ["http://127.0.0.1:80", "http://localhost:80", "http://[::1]:80"])
def test_this_machine_may_be_asked_without_https(base: str) -> None:
    assert secured("/a", base) == f"{base}/a"
