import pytest

from domain.pinpoint import Pinpoint
from review.report.checklist import Checklist, numbers
from tests.review.report.making import report, review


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17.2", [("17", "2")]),
        ("GSPR 3", [("3",)]),
        ("14.2 (a)-(c), (e)", [("14", "2", letter) for letter in "abce"]),
        ("17.1, 17.2", [("17", "1"), ("17", "2")]),
        ("Subject", []),
        ("", []),
    ],
)
def test_numbers(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(numbers(text)) == expected


def test_the_nearest_row_speaks_for_a_requirement() -> None:
    checklist = Checklist.of(review())
    inside = checklist.stated(Pinpoint.parse("mdr.annex-i.3.a"))
    assert inside is not None
    assert inside.fields["method"] == "Risk management"
    assert inside.fields["standard"] == "ISO 14971:2019"
    letter = checklist.stated(Pinpoint.parse("mdr.annex-i.14.2.b"))
    assert letter is not None
    assert (letter.fields["applies"], letter.fields["remark"]) == ("no", "Software")
    assert checklist.stated(Pinpoint.parse("mdr.annex-i.14.2.d")) is None
    assert checklist.stated(Pinpoint.parse("mdr.annex-ii.3")) is None


def test_it_is_said_of_annex_i_of_the_device_law_only() -> None:
    stated = {row.obligation for row in report().findings if row.stated}
    assert stated
    assert all(name.startswith("mdr.annex-i.") for name in stated)
