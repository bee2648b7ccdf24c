import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrieval.pooling import Groups, Matrix, pooled, standardised

matrices = arrays(np.float32, (5, 4), elements=st.floats(-1, 1, width=16))
groups_of_rows = st.lists(st.lists(st.integers(0, 4), max_size=7), max_size=6)


def test_a_row_is_measured_in_its_own_deviations() -> None:
    rows = standardised(np.asarray([[1, 2, 3], [10, 20, 30], [5, 5, 5]], dtype=np.float32))

    assert rows[0] == pytest.approx([-1.2247, 0, 1.2247], abs=1e-3)
    assert rows[1] == pytest.approx(rows[0], abs=1e-5)
    assert rows[2].tolist() == [0, 0, 0]


def test_the_best_few_of_a_column_are_averaged() -> None:
    scores = np.asarray([[1, 0], [4, 0], [3, 0], [2, 9]], dtype=np.float32)

    assert pooled(scores, Groups.of([range(4)]), 3).tolist() == [[3, 3]]
    assert pooled(scores, Groups.of([range(4)]), 9).tolist() == [[2.5, 2.25]]


def test_the_best_one_is_the_highest() -> None:
    scores = np.asarray([[1, 5, 2], [3, 0, 4]], dtype=np.float32)

    assert pooled(scores.T, Groups.of([[0, 2], [1], []]), 1).T.tolist() == [[2, 5, 0], [4, 0, 0]]
    assert pooled(scores.T, Groups.of([]), 1).shape == (0, 2)


@given(matrices, groups_of_rows, st.integers(1, 4))
def test_groups_taken_together_give_what_sorting_each_gives(
    scores: Matrix, groups: list[list[int]], count: int
) -> None:
    found = pooled(scores, Groups.of(groups), count)

    assert found.shape == (len(groups), 4)
    for group, row in zip(groups, found, strict=True):
        best = np.sort(scores[group], axis=0)[::-1][:count]
        assert row == pytest.approx(best.mean(axis=0) if group else np.zeros(4), abs=1e-6)


@given(matrices, groups_of_rows)
def test_what_a_group_gives_does_not_rest_on_the_others(
    scores: Matrix, groups: list[list[int]]
) -> None:
    together = pooled(scores, Groups.of(groups), 3)

    alone = [pooled(scores, Groups.of([group]), 3)[0] for group in groups]
    assert [row.tobytes() for row in together] == [row.tobytes() for row in alone]


def test_more_than_one_mean_can_be_taken_of_the_same() -> None:
    scores = np.asarray([[1], [4], [3]], dtype=np.float32)
    best = Groups.of([[2], [0, 1]]).highest(scores, 2)

    assert best.mean(1).tolist() == [[3], [4]]
    assert best.mean(2).tolist() == [[3], [2.5]]
    assert best.mean(1).tolist() == [[3], [4]]


def test_each_row_is_held_by_its_group() -> None:
    groups = Groups.of([[3], [], [0, 4, 1], [2]])

    assert groups.holding(5).tolist() == [2, 2, 3, 0, 2]
    assert groups.filled.tolist() == [0, 2, 3]
