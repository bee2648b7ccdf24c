"""What goes in comes out, for any value."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.device import Applicability, DeviceProfile, Fact
from domain.document import Block, Document, Page, ReadFailure, Span
from domain.errors import StoreError
from domain.finding import (
    Conflict,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Ledger,
    Manifest,
    Review,
    Searched,
    Verdict,
)
from domain.observation import Observation
from store.codec import DOCUMENTS, FAILURES, MANIFESTS, PROFILES, REVIEWS
from tests.store.examples import PROFILE, document, review

SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(lambda p: Span(min(p), max(p)))
PLACES = st.builds(DocumentCitation, st.text(), SPANS)
FEW = 3
T = TypeVar("T")


def some(each: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=FEW).map(tuple)


def mapping(values: st.SearchStrategy[T]) -> st.SearchStrategy[Mapping[str, T]]:
    return st.dictionaries(st.text(), values, max_size=FEW)


BLOCKS = st.builds(
    Block,
    section=some(st.text()),
    span=SPANS,
    cells=some(SPANS),
    headers=some(st.text()),
    lead_in=st.none() | SPANS,
    page=st.none() | st.integers(1),
)
PAGES = st.builds(Page, span=SPANS)
ANY_DOCUMENT = st.builds(Document, blocks=some(BLOCKS), pages=some(PAGES), warnings=some(st.text()))
ANY_FAILURE = st.builds(ReadFailure)
ANY_PROFILE = st.builds(DeviceProfile, facts=mapping(st.sampled_from(Fact)))
ANY_MANIFEST = st.builds(Manifest, law=some(st.text()), documents=some(st.text()))


def _sound(build: type[T], **parts: object) -> T | None:
    try:
        return build(**parts)
    except ValueError:
        return None


CRITERIA = st.builds(
    CriterionResult,
    met=st.sampled_from([None, False]),
    evidence=some(st.builds(Evidence, citation=PLACES)),
)
FINDINGS = (
    st.fixed_dictionaries(
        {
            "obligation": st.text(),
            "verdict": st.sampled_from(Verdict),
            "reason": st.text(),
            "criteria": some(CRITERIA),
            "searched": st.none()
            | st.builds(Searched, documents=some(st.text()), nearest=some(PLACES)),
            "assessor": st.text(),
            "conflicting": some(PLACES),
        }
    )
    .map(lambda parts: _sound(Finding, **parts))
    .filter(bool)
)
CONFLICTS = st.builds(
    Conflict,
    values=st.tuples(st.tuples(st.just("a"), PLACES), st.tuples(st.just("b"), PLACES)),
    obligations=some(st.text()),
)
OBSERVATIONS = st.builds(
    Observation,
    citations=st.lists(PLACES, min_size=1, max_size=FEW).map(tuple),
    obligations=some(st.text()),
)
COUNTS = mapping(st.integers())
ANY_REVIEW = st.builds(
    Review,
    profile=ANY_PROFILE,
    documents=some(ANY_DOCUMENT),
    failures=some(ANY_FAILURE),
    document_types=mapping(st.text()),
    applicability=mapping(st.builds(Applicability, questions=some(st.text()))),
    findings=some(FINDINGS),
    conflicts=some(CONFLICTS),
    ledger=st.builds(
        Ledger,
        verdicts=COUNTS,
        not_evidence=COUNTS,
        questions=COUNTS,
        warnings=some(st.text()),
        kept_out=some(PLACES),
        hidden=some(PLACES),
        undetermined=COUNTS,
        not_at_hand=some(st.text()),
        not_in_force=COUNTS,
    ),
    manifest=ANY_MANIFEST,
    observations=some(OBSERVATIONS),
)


@given(ANY_DOCUMENT)
def test_any_document_comes_back(value: Document) -> None:
    assert DOCUMENTS.decode(DOCUMENTS.encode(value)) == value


@given(ANY_PROFILE)
def test_any_profile_comes_back(value: DeviceProfile) -> None:
    assert PROFILES.decode(PROFILES.encode(value)) == value


@given(ANY_FAILURE)
def test_any_failure_comes_back(value: ReadFailure) -> None:
    assert FAILURES.decode(FAILURES.encode(value)) == value


@settings(max_examples=40)
@given(ANY_REVIEW)
def test_any_review_comes_back(value: Review) -> None:
    assert REVIEWS.decode(REVIEWS.encode(value)) == value
    assert MANIFESTS.decode(MANIFESTS.encode(value.manifest)) == value.manifest


def test_a_full_review_comes_back_with_its_types() -> None:
    value = review(document(b"one text"), document(b"two texts"))
    again = REVIEWS.decode(REVIEWS.encode(value))
    assert again == value
    assert isinstance(again.findings, tuple)
    assert isinstance(again.manifest.made_for, date)
    assert again.conflicts[0].values[0][1].span == Span(0, 3)


def test_the_same_value_gives_the_same_bytes() -> None:
    assert REVIEWS.encode(review(document(b"a b c"))) == REVIEWS.encode(review(document(b"a b c")))


@pytest.mark.parametrize("facts", [MappingProxyType({}), {"software": "yes"}, {"software": 1}])
def test_what_could_not_be_read_back_is_refused_at_once(facts: Mapping[str, Fact]) -> None:
    with pytest.raises(StoreError, match="DeviceProfile cannot be kept"):
        PROFILES.encode(replace(PROFILE, facts=facts))


def test_half_characters_are_refused_with_a_sentence() -> None:
    with pytest.raises(StoreError, match="surrogates"):
        DOCUMENTS.encode(replace(document(b"text"), title="\ud800"))


def test_a_value_that_its_type_forbids_does_not_come_back() -> None:
    kept = DOCUMENTS.encode(document(b"text")).replace(b'"start":0', b'"start":9')
    with pytest.raises(StoreError, match=r"kept Document cannot be read back \(\d+ places"):
        DOCUMENTS.decode(kept)


def test_a_refusal_does_not_repeat_the_content() -> None:
    kept = DOCUMENTS.encode(document(b"confidential words")).replace(b'"markdown"', b"7")
    with pytest.raises(StoreError) as refusal:
        DOCUMENTS.decode(kept)
    assert "confidential" not in str(refusal.value)
    assert refusal.value.__cause__ is None
