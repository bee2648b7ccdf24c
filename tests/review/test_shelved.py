from datetime import UTC, datetime

import pytest

from domain.access import LOCAL
from domain.errors import UnknownRecordError
from review.shelved import Shelved, named
from store import DossierId

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def kept(token: str, name: str, number: int) -> Shelved:
    return Shelved(DossierId(token * 32, LOCAL), name, number, NOON)


KEPT = [
    kept("a", "ThoraFlag 2.1", 1),
    kept("a", "ThoraFlag 2.1", 2),
    kept("b", "Rival #3", 1),
    kept("c", "Twin", 1),
    kept("d", "Twin", 1),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ThoraFlag 2.1", KEPT[1]),
        ("thoraflag 2.1#1", KEPT[0]),
        ("thora", KEPT[1]),
        ("a" * 32, KEPT[1]),
        ("aaaaaaaa#1", KEPT[0]),
        ("Rival #3", KEPT[2]),
        ("dddddddd", KEPT[4]),
    ],
)
def test_a_review_is_found_by_name_id_and_number(words: str, expected: Shelved) -> None:
    assert named(KEPT, words) == expected


@pytest.mark.parametrize("words", ["nothing", "ThoraFlag 2.1#7", ""])
def test_an_unknown_name_lists_what_there_is(words: str) -> None:
    with pytest.raises(UnknownRecordError, match=r"ThoraFlag 2\.1#2"):
        named(KEPT, words)


def test_two_dossiers_of_one_name_must_be_told_apart() -> None:
    with pytest.raises(UnknownRecordError, match="cccccccc, dddddddd"):
        named(KEPT, "Twin")


def test_without_any_review_it_says_how_to_make_one() -> None:
    with pytest.raises(UnknownRecordError, match="citemark app"):
        named([], "x")
