from hypothesis import given
from hypothesis import strategies as st

from ingest.law.markers import division_of, is_marker, split_number, unit_of
from ingest.law.numerals import roman_value, small_roman


def test_markers_name_units() -> None:
    assert unit_of("(a)") == ("a",)
    assert unit_of("(aa)") == ("aa",)
    assert unit_of("a)") == ("a",)
    assert unit_of("(4a)") == ("4a",)
    assert unit_of("17.2.") == ("17", "2")
    assert unit_of("1a.") == ("1a",)
    assert unit_of("7") == ("7",)
    assert unit_of("\u2014") == ()


def test_words_are_no_markers() -> None:
    assert not is_marker("zebra")
    assert not is_marker("\u2018(12)")
    assert not is_marker("")


def test_leading_numbers_are_split_off() -> None:
    assert split_number("10.4.1. Paint") == ("10.4.1.", "Paint")
    assert split_number("14.6 Any") == ("14.6", "Any")
    assert split_number("12 buckets") == ("", "12 buckets")
    assert split_number("2017.") == ("", "2017.")


def test_divisions_are_told_from_other_headings() -> None:
    assert division_of("CHAPTER III") == ("ch-3", "")
    assert division_of("PART A") == ("part-a", "")
    assert division_of("PART C") == ("part-c", "")
    assert division_of("Section B. Blue paint") == ("sec-b", "Blue paint")
    assert division_of("Section 2") == ("sec-2", "")
    assert division_of("PARTICULAR RULES") == ("", "PARTICULAR RULES")


@given(st.integers(min_value=1, max_value=39))
def test_roman_numerals_go_both_ways(number: int) -> None:
    assert roman_value(small_roman(number)) == number
