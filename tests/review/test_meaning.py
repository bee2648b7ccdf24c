"""A sentence may be put in other words, and may not change what its source says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.meaning import changes

SOURCE = "The provider shall keep the logs for at least six months after 2 August 2027."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Providers must keep logs for at least 6 months after 2 August 2027.", SOURCE),
        (
            "Sensitivity was 94.1 % on 4,212 images.",
            "On 4212 images, sensitivity was 94.1 percent.",
        ),
        ("The manual does not name a user.", "No user is named in the manual."),
        ("Deployers may stop the system.", "The deployer is allowed to stop the system."),
        ("Logs are kept no less than ten years.", "Logs are kept for at least 10 years."),
    ],
)
def test_other_words_with_the_same_meaning_pass(claim: str, source: str) -> None:
    assert changes(claim, [source]) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "The provider shall not keep the logs for at least six months after 2 August 2027.",
        "The provider may keep the logs for at least six months after 2 August 2027.",
        "The provider should keep the logs for at least six months after 2 August 2027.",
        "The provider keeps the logs for at least six months after 2 August 2027.",
        "The provider shall keep the logs for at most six months after 2 August 2027.",
        "The provider shall keep the logs for six months after 2 August 2027.",
        "The provider shall keep the logs for at least sixty months after 2 August 2027.",
        "The provider shall keep the logs for at least six years after 2 August 2027.",
        "The provider shall keep the logs for at least six months after 2 August 2026.",
        "The provider shall keep the logs for at least six months after 3 August 2027.",
        "The provider shall keep the logs for at least six months after 2 March 2027.",
        "The provider shall keep 5 logs for at least six months after 2 August 2027.",
    ],
)
def test_a_change_is_found(claim: str) -> None:
    assert changes(claim, [SOURCE])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bias is described.", "Bias is not described."),
        ("Bias is not described.", "Bias is described."),
        ("The dose is 5 mg.", "The dose is 5 g."),
        ("Sensitivity was 91.4 %.", "Sensitivity was 94.1 %."),
        ("There were 42,120 cases.", "There were 4,212 cases."),
        ("It runs offline.", "It cannot run offline."),
        ("It was validated.", "It will be validated."),
        ("Users can do it without training.", "Users can do it with training."),
    ],
)
def test_small_changes_are_found(claim: str, source: str) -> None:
    assert changes(claim, [source])


def test_without_a_source_every_number_is_new() -> None:
    assert changes("There are 3 classes.", [])


WORDS = ("two", "three", "five", "eight", "ten", "twelve", "sixteen", "twenty", "forty", "eighty")
DIGITS = ("2", "3", "5", "8", "10", "12", "16", "20", "40", "80")
UNITS = (
    *("mm", "cm", "m", "mg", "g", "ml", "ms", "seconds", "minutes", "hours", "days", "weeks"),
    *("months", "years", "%", "percentage points"),
)
SAME = (("h", "hours"), ("min", "minutes"), ("%", "percent"), ("s", "seconds"), ("day", "days"))
MODALS = ("shall", "should", "may", "will")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SUBJECTS = st.sampled_from(["The alarm", "Each record", "The pump", "A copy of the report"])
VERBS = st.sampled_from(["is kept", "is checked", "is shown", "is stopped"])


@given(SUBJECTS, VERBS, st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(UNITS))
def test_a_changed_number_is_found(who: str, verb: str, one: int, two: int, unit: str) -> None:
    source, claim = (f"{who} {verb} after {n} {unit}." for n in (one, two))
    assert bool(changes(claim, [source])) == (one != two)


@given(SUBJECTS, st.integers(1, 999), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_changed_unit_is_found(who: str, number: int, one: str, two: str) -> None:
    source, claim = (f"{who} is moved by {number} {unit} at once." for unit in (one, two))
    assert bool(changes(claim, [source])) == (one != two)


@given(st.integers(0, len(WORDS) - 1), st.integers(0, len(WORDS) - 1), st.sampled_from(UNITS))
def test_a_number_in_words_is_the_number(one: int, two: int, unit: str) -> None:
    source = f"The record is kept for {WORDS[one]} {unit}."
    claim = f"The record is kept for {DIGITS[two]} {unit}."
    assert bool(changes(claim, [source])) == (one != two)


@given(st.integers(1, 999), st.sampled_from(SAME))
def test_two_names_of_a_unit_are_one(number: int, names: tuple[str, str]) -> None:
    one, two = (f"The signal ends after {number} {name}." for name in names)
    assert changes(one, [two]) == changes(two, [one]) == ()


@given(SUBJECTS, VERBS, st.sampled_from(["not", "never"]))
def test_a_negation_is_missed_and_an_added_one_found(who: str, verb: str, word: str) -> None:
    plain, denied = f"{who} {verb} by the user.", f"{who} {verb} {word} by the user."
    denied = denied.replace(f"is {verb.split()[1]} {word}", f"is {word} {verb.split()[1]}")
    assert changes(plain, [denied]) == ("a negation was lost",)
    assert changes(denied, [plain]) == ("a negation was added",)


@given(SUBJECTS, st.sampled_from(MODALS), st.sampled_from(MODALS))
def test_a_changed_modal_is_found(who: str, one: str, two: str) -> None:
    source, claim = (f"{who} {modal} be kept by the user." for modal in (one, two))
    assert bool(changes(claim, [source])) == (one != two)


@given(st.dates(), st.dates())
def test_a_changed_date_is_found(one: date, two: date) -> None:
    source, claim = (
        f"It was signed on {day.day} {MONTHS[day.month - 1]} {day.year:04}." for day in (one, two)
    )
    assert bool(changes(claim, [source])) == (one != two)
