"""Which criteria a question is about: by likeness, and by the law that answers it."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ports import Hit
from regulations.catalogue import load_catalogue
from retrieval.embedding import text_key
from review.asked_criteria import AskedCriterion, asked_criteria

CATALOGUE = load_catalogue()
ROW = CATALOGUE.get("aia.art-14.4.b")
KEYS = [text_key(c.text) for row in CATALOGUE.obligations.values() for c in row.criteria]


def test_the_law_that_answers_raises_its_criteria() -> None:
    likeness = dict.fromkeys(KEYS, 1.0)
    (best, *_) = asked_criteria(likeness, [Hit(ROW.id, 1.0)], CATALOGUE)
    assert best.criterion in ROW.criteria
    assert best.relevance == 4.0
    (above, *_) = asked_criteria(likeness, [Hit(f"{ROW.id}.i", 1.0)], CATALOGUE)
    assert above.criterion in ROW.criteria


def test_a_criterion_without_examples_is_not_asked() -> None:
    assert asked_criteria({}, [Hit(ROW.id, 1.0)], CATALOGUE) == ()


@given(st.dictionaries(st.sampled_from(KEYS), st.floats(-5, 8), max_size=40))
def test_the_best_come_first_each_once(likeness: dict[str, float]) -> None:
    asked = asked_criteria(likeness, [], CATALOGUE)
    assert len(asked) == min(12, len(likeness))
    assert [one.relevance for one in asked] == sorted(likeness.values(), reverse=True)[:12]
    assert len({one.criterion.text for one in asked}) == len(asked)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_more_relevance_is_never_less_weight(one: float, other: float) -> None:
    criterion = ROW.criteria[0]
    small, large = (AskedCriterion(criterion, r).weight for r in sorted((one, other)))
    assert 0 <= small <= large <= 1
