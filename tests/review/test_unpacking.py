from hypothesis import given
from hypothesis import strategies as st

from ingest import Limits
from review.unpacking import shown_name, unpacked


@given(st.text())
def test_a_name_is_relative_short_and_can_be_kept(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= 240
    assert not shown.startswith("/")
    assert ".." not in shown.split("/")
    assert not any(ord(character) < 32 for character in shown)
    assert shown_name(shown) == shown
    shown.encode()


def test_direction_marks_do_not_hide_an_extension() -> None:
    assert shown_name("report\u202efdp.exe") == "reportfdp.exe"


def test_a_file_that_is_no_archive_is_handed_on() -> None:
    assert list(unpacked("a.bin", b"\x89PNG....", Limits())) == [("a.bin", b"\x89PNG....")]
