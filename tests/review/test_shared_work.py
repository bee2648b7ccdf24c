"""Helpers that take a part of a review off a process change neither it nor what is kept."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.corpus import Corpus
from review.helpers import CAN_FORK, ForkedHelpers, Outcome, Piece
from review.shared_work import shares
from tests.review.judging import (
    THREE,
    Kept,
    reviewed,
)
from tests.review.making import corpus


@given(st.sets(st.sampled_from(["plan", "ifu", "notes"])))
def test_a_part_has_the_sentences_of_its_documents(names: set[str]) -> None:
    whole = corpus(**THREE)
    documents = tuple(d for d in whole.documents if d.name.removesuffix(".md") in names)
    assert len(documents) == len(names)
    part = whole.part({document.id for document in documents})
    assert part.sentences == Corpus(documents, whole.types).sentences
    assert part.by_document == Corpus(documents, whole.types).by_document


class Watched(ForkedHelpers):
    """Helpers of which it is known what they brought."""

    brought = 0

    @contextmanager
    def at_work(self, pieces: Sequence[Piece]) -> Iterator[Sequence[Outcome]]:
        with super().at_work(pieces) as outcomes:
            yield [partial(self._watched, outcome) for outcome in outcomes]

    def _watched(self, outcome: Outcome) -> bytes | None:
        content = outcome()
        self.brought += content is not None
        return content


class Killed(Watched):
    """Helpers that the system kills before they are done."""

    @contextmanager
    def at_work(self, pieces: Sequence[Piece]) -> Iterator[Sequence[Outcome]]:
        with super().at_work([kill for _ in pieces]) as outcomes:
            yield outcomes


def kill() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


@pytest.mark.skipif(not CAN_FORK, reason="helpers are forked")
@pytest.mark.parametrize(("helpers", "brought"), [(Watched(2, 1), 3), (Killed(2, 1), 0)])
def test_helpers_change_neither_the_review_nor_what_is_kept(helpers: Watched, brought: int) -> None:
    alone, shared, steps = Kept(), Kept(), [""]
    anew = reviewed(THREE, alone)
    assert reviewed(THREE, shared, lambda *now: steps.append(now[2]), helpers) == anew
    assert helpers.brought == brought
    assert shared.held == alone.held
    assert steps[-1] == "done"
    edited = THREE | {"ifu": "Logs are kept.\n"}
    assert reviewed(edited, shared, None, helpers) == reviewed(edited, None)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3000)),
    st.integers(1, 5),
    st.integers(1, 1000),
)
def test_every_document_is_in_one_share(sizes: dict[str, int], most: int, least: int) -> None:
    found = shares(sizes, most, least)
    assert sorted(document for share in found for document in share) == sorted(sizes)
    assert 1 <= len(found) <= most
    assert len(found) * least <= max(least, sum(sizes.values()))
