import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrieval.pooling import (
    Matrix,
    highest_of_groups,
    mean_of_best,
    mean_of_best_in_groups,
    pooled,
    standardised,
)

matrices = arrays(np.float32, (5, 4), elements=st.floats(-1, 1, width=16))


def test_a_row_is_measured_in_its_own_deviations() -> None:
    rows = standardised(np.asarray([[1, 2, 3], [10, 20, 30], [5, 5, 5]], dtype=np.float32))

    assert rows[0] == pytest.approx([-1.2247, 0, 1.2247], abs=1e-3)
    assert rows[1] == pytest.approx(rows[0], abs=1e-5)
    assert rows[2].tolist() == [0, 0, 0]


def test_the_best_few_of_a_column_are_averaged() -> None:
    scores = np.asarray([[1, 0], [4, 0], [3, 0], [2, 9]], dtype=np.float32)

    assert mean_of_best(scores, 3).tolist() == [3, 3]
    assert mean_of_best(scores, 9).tolist() == [2.5, 2.25]


@given(matrices)
def test_the_best_one_is_the_highest(scores: Matrix) -> None:
    assert pooled(scores, [0, 2, 5], 1).tolist() == [
        scores[:2].max(axis=0).tolist(),
        scores[2:].max(axis=0).tolist(),
    ]


def test_a_group_takes_its_highest_column() -> None:
    scores = np.asarray([[1, 5, 2], [3, 0, 4]], dtype=np.float32)

    assert highest_of_groups(scores, [[0, 2], [1], []]).tolist() == [[2, 5, 0], [4, 0, 0]]
    assert highest_of_groups(scores, []).shape == (2, 0)


@given(matrices, st.permutations(range(4)), st.integers(1, 3), st.integers(1, 3))
def test_groups_taken_together_give_what_each_gives_alone(
    scores: Matrix, columns: list[int], cut: int, count: int
) -> None:
    groups = [columns[:cut], columns[cut:3], []]
    found = mean_of_best_in_groups(scores, groups, count)
    for group in filter(None, groups):
        alone = mean_of_best(scores[:, group].T, count)
        assert all(found[:, column].tobytes() == alone.tobytes() for column in group)
    left_out = sorted(set(range(4)) - {column for group in groups for column in group})
    assert not found[:, left_out].any()
