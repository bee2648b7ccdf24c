from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.device import Fact
from regulations.logic import Known, all_of, any_of, evaluate, names_in

YES, NO, UNKNOWN = Fact.YES, Fact.NO, Fact.UNKNOWN
ORDER = {NO: 0, UNKNOWN: 1, YES: 2}


def known(value: Fact, name: str = "a") -> Known:
    return Known(value, name, (name,) if value is UNKNOWN else ())


@pytest.mark.parametrize(("left", "right"), list(product(Fact, Fact)))
def test_and_is_the_lower_and_or_the_higher_of_two(left: Fact, right: Fact) -> None:
    pair = [known(left, "a"), known(right, "b")]
    assert ORDER[all_of(pair).value] == min(ORDER[left], ORDER[right])
    assert ORDER[any_of(pair).value] == max(ORDER[left], ORDER[right])


def test_nothing_asked_is_yes_and_nothing_offered_is_no() -> None:
    assert (all_of([]).value, any_of([]).value) == (YES, NO)


def test_the_decisive_part_gives_the_reason_and_unknown_parts_the_questions() -> None:
    parts = [known(UNKNOWN, "a"), known(NO, "b"), known(UNKNOWN, "c")]
    assert all_of(parts) == Known(NO, "b")
    assert any_of(parts) == Known(UNKNOWN, "a; c", ("a", "c"))


@pytest.mark.parametrize(
    ("term", "expected"), [("yes", YES), ("!yes", NO), ("!no", YES), ("!open", UNKNOWN)]
)
def test_evaluates_a_term(term: str, expected: Fact) -> None:
    assert evaluate(term, _lookup).value is expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [("no|yes", YES), ("no|open", UNKNOWN), ("no|!yes", NO), ("open|yes", YES)],
)
def test_evaluates_alternatives(term: str, expected: Fact) -> None:
    assert evaluate(term, _lookup).value is expected


def test_names_all_conditions_of_terms() -> None:
    assert names_in(["a|b", "!c"]) == ("a", "b", "c")


def _lookup(name: str) -> Known:
    return {"yes": known(YES), "no": known(NO), "open": known(UNKNOWN, "open")}[name]


VALUES = st.lists(st.sampled_from(Fact), min_size=1, max_size=6)


@given(VALUES, st.data())
def test_settling_an_unknown_never_changes_what_was_settled(
    values: list[Fact], data: st.DataObject
) -> None:
    learned = [data.draw(st.sampled_from([YES, NO])) if v is UNKNOWN else v for v in values]
    for joined in (all_of, any_of):
        before, after = joined(map(known, values)).value, joined(map(known, learned)).value
        assert before in {UNKNOWN, after}
        assert after is not UNKNOWN
