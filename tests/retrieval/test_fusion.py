import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ports import Hit
from retrieval.fusion import fuse, fuse_matrices

ids = st.sampled_from([f"id-{number}" for number in range(12)])
rankings = st.lists(
    st.lists(ids, max_size=8, unique=True).map(
        lambda found: [Hit(one, float(-rank)) for rank, one in enumerate(found)]
    ),
    max_size=5,
)


def hits(*found: str) -> list[Hit]:
    return [Hit(one, 1.0) for one in found]


def test_two_second_places_beat_one_first() -> None:
    assert [hit.id for hit in fuse([hits("a", "b"), hits("c", "b")])] == ["b", "a", "c"]


def test_scores_are_sums_of_reciprocal_ranks() -> None:
    fused = {hit.id: hit.score for hit in fuse([hits("a", "b"), hits("b")], k=10)}

    assert fused == pytest.approx({"a": 1 / 11, "b": 1 / 12 + 1 / 11})


def test_weights_stay_with_their_rankings() -> None:
    assert [hit.id for hit in fuse([hits("a"), hits("b")], weights=[1, 2])] == ["b", "a"]


def test_an_id_counts_once_a_ranking() -> None:
    assert fuse([hits("a", "a", "b")]) == fuse([hits("a", "b")])


def test_as_many_weights_as_rankings() -> None:
    with pytest.raises(ValueError, match="shorter"):
        fuse([hits("a"), hits("b")], weights=[1.0])


@given(rankings, st.randoms(use_true_random=False))
def test_the_order_of_rankings_does_not_matter(lists: list[list[Hit]], random: object) -> None:
    shuffled = list(lists)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert fuse(shuffled) == fuse(lists)


@given(rankings)
def test_every_id_comes_once_best_first_and_equal_ones_by_id(lists: list[list[Hit]]) -> None:
    fused = fuse(lists)

    assert {hit.id for hit in fused} == {hit.id for ranking in lists for hit in ranking}
    assert fused == sorted(fused, key=lambda hit: (-hit.score, hit.id))
    assert len({hit.id for hit in fused}) == len(fused)


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_the_matrix_form_agrees_with_the_list_form(one: list[int], two: list[int]) -> None:
    matrices = [np.asarray([scores], dtype=np.float32) for scores in (one, two)]
    lists = [
        [Hit(str(n), float(scores[n])) for n in sorted(range(6), key=lambda n: -scores[n])]
        for scores in (one, two)
    ]

    row = fuse_matrices(matrices)[0]

    assert {hit.id: pytest.approx(hit.score) for hit in fuse(lists)} == {
        str(n): row[n] for n in range(6)
    }


def test_equal_scores_of_a_row_share_a_rank() -> None:
    row = fuse_matrices([np.asarray([[3, 1, 3, 2]], dtype=np.float32)], k=1)[0]

    assert row == pytest.approx([1 / 2, 1 / 5, 1 / 2, 1 / 4])


@given(st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=1, max_size=3))
def test_a_rank_is_how_many_are_better_and_one(rows: list[list[int]]) -> None:
    fused = fuse_matrices([np.asarray(rows, dtype=np.float32)], k=1)
    better = [[sum(other > one for other in row) for one in row] for row in rows]
    assert fused == pytest.approx(1 / (np.asarray(better) + 2))
