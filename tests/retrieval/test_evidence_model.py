"""The packaged model of evidence, with the real embedding model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.examples import load_examples
from retrieval.embedding import Embedder
from retrieval.evidence_model import STEPS, EvidenceModel, Signs, load_learned
from review.relevance import _example_words

INSURANCE = "States the financial cover for product liability: insurer, sum or calculation"
SENTENCES = (
    "We are insured with Nordlys Assurance for up to six million euro if the app harms somebody.",
    "The heat map is drawn in red and yellow.",
    "Insulin is dosed by the patient twice a day.",
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture(scope="module")
def model(embedder: Embedder) -> EvidenceModel:
    found = EvidenceModel.packaged(embedder.name, _example_words())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def signs(model: EvidenceModel, embedder: Embedder) -> Signs:
    return model.read(SENTENCES, embedder)


def test_fits_no_other_embedding_model() -> None:
    assert EvidenceModel.packaged("another-model", _example_words()) is None


def test_every_criterion_with_examples_was_learned(signs: Signs) -> None:
    assert all(signs.knows(text) for text in load_examples())
    assert not signs.knows("Names the colour of the sky")


def test_an_answer_in_words_of_its_own_is_likelier_than_others(signs: Signs) -> None:
    likely = signs.likely(INSURANCE, np.zeros(3, dtype=np.float32))
    assert likely[0] > 2 * max(likely[1:])
    assert np.all((likely >= 0) & (likely <= 1))


def test_terms_that_are_held_raise_the_likelihood(signs: Signs) -> None:
    none = signs.likely(INSURANCE, np.zeros(3, dtype=np.float32))
    every = signs.likely(INSURANCE, np.ones(3, dtype=np.float32))
    assert np.all(every > none)


def test_a_text_is_judged_the_same_whatever_stands_beside_it(
    model: EvidenceModel, embedder: Embedder, signs: Signs
) -> None:
    alone = model.read(SENTENCES[:1], embedder)
    held = np.zeros(1, dtype=np.float32)
    together = signs.likely(INSURANCE, np.zeros(3, dtype=np.float32))[:1]
    assert alone.likely(INSURANCE, held).tobytes() == together.tobytes()


def test_whole_numbers_stay_where_sums_are_exact() -> None:
    learned = load_learned()
    assert learned is not None
    longest = np.linalg.norm(learned.turn.astype(np.float64), 2)
    assert max(longest, longest**2) * STEPS**2 < 2**53
    assert np.linalg.norm(learned.criteria, axis=1).max() * STEPS**2 < 2**53


@given(st.lists(st.integers(0, 99), min_size=1, max_size=80), st.integers(0, 10))
def test_nearness_in_whole_numbers_is_the_same_bytes_in_any_company(
    some: list[int], seed: int
) -> None:
    learned = load_learned()
    assert learned is not None
    drawn = np.random.default_rng(seed).normal(size=(100, len(learned.turn)))
    vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    every = learned.exact_nearness(vectors)
    assert learned.exact_nearness(vectors[some]).tobytes() == every[some].tobytes()
    assert every == pytest.approx(learned.nearness(vectors), abs=1e-5)


def test_the_best_of_many_must_be_likelier() -> None:
    learned = load_learned()
    assert learned is not None
    assert learned.least(50) == learned.least(300) < learned.least(500) < learned.least(5000) < 1


def test_what_was_learned_of_some_criteria_is_what_it_is_among_all(embedder: Embedder) -> None:
    learned = load_learned()
    assert learned is not None
    vectors, numbers = embedder.embed(SENTENCES), [5, 2, 400]
    some = learned.among(numbers)

    assert some.keys == tuple(learned.keys[n] for n in numbers)
    likeness = learned.likeness(vectors)[:, numbers]
    assert some.likeness(vectors) == pytest.approx(likeness, abs=1e-4)
