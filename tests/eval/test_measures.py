"""Measures: bounds, perfection, and values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import (
    average_precision,
    bootstrap,
    hit,
    label_f1,
    macro_f1,
    ndcg,
    rate,
    recall,
    reciprocal_rank,
)

IDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)
WANTED = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
PAIRS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=1, max_size=30)


@given(IDS, WANTED, st.integers(1, 10))
def test_measures_of_rankings_lie_between_0_and_1(
    ids: list[str], wanted: list[str], k: int
) -> None:
    gains = dict.fromkeys(wanted, 1.0)
    for value in (
        recall(ids, wanted, k),
        hit(ids, wanted, k),
        average_precision(ids, wanted, k),
        ndcg(ids, gains, k),
        reciprocal_rank(ids, wanted),
    ):
        assert 0 <= value <= 1 + 1e-12


@given(WANTED)
def test_the_perfect_ranking_has_1_everywhere(wanted: list[str]) -> None:
    ids = [*wanted, "z"]
    assert recall(ids, wanted, 5) == 1
    assert average_precision(ids, wanted, 5) == pytest.approx(1)
    assert ndcg(ids, dict.fromkeys(wanted, 2.0), 5) == pytest.approx(1)
    assert reciprocal_rank(ids, wanted) == 1


@given(IDS, WANTED, st.integers(1, 9))
def test_recall_never_falls_with_depth(ids: list[str], wanted: list[str], k: int) -> None:
    assert recall(ids, wanted, k) <= recall(ids, wanted, k + 1)


@given(IDS, WANTED)
def test_an_id_counts_once(ids: list[str], wanted: list[str]) -> None:
    doubled = [one for one in ids for _ in range(2)]
    assert average_precision(doubled, wanted, 5) == average_precision(ids, wanted, 5)


def test_values_worked_out_by_hand() -> None:
    ids = ["a", "x", "b"]
    assert recall(ids, ["a", "b", "c"], 2) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x", "a"], ["a"]) == 0.5
    assert average_precision(ids, ["a", "b"], 3) == pytest.approx((1 + 2 / 3) / 2)
    assert ndcg(["x", "a"], {"a": 1.0}, 2) == pytest.approx(0.6309297)
    assert macro_f1([("x", "x"), ("x", "y"), ("y", "y")]) == pytest.approx(2 / 3)
    assert label_f1([("x", "y")], "x") == 0


@given(PAIRS)
def test_macro_f1_is_1_only_where_all_is_right(pairs: list[tuple[str, str]]) -> None:
    assert (macro_f1(pairs) == 1) == all(gold == answer for gold, answer in pairs)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_interval_is_the_same_each_time_and_in_bounds(flags: list[bool]) -> None:
    low, high = bootstrap(flags, rate, 50)
    assert (low, high) == bootstrap(flags, rate, 50)
    assert 0 <= low <= high <= 1


def test_an_interval_of_nothing_is_empty() -> None:
    assert bootstrap([], rate) == (0, 0)
