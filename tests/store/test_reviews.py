"""Reviews are kept as they were made."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.errors import UnknownRecordError
from store import DossierId, ReviewId, Store
from tests.store.examples import document, manifest, review


def test_the_newest_review_comes_back_whole(store: Store, dossier: DossierId) -> None:
    assert store.latest_review(dossier) is None
    old = review(document(b"one", "a.md"))
    new = review(document(b"two", "b.md"), document(b"one", "a.md"))
    assert [store.put_review(dossier, each) for each in (old, new)] == [1, 2]
    assert store.latest_review(dossier) == new
    assert store.review(dossier, ReviewId(1)) == old


def test_reviews_are_listed_with_what_they_depend_on(store: Store, dossier: DossierId) -> None:
    later = manifest(date(2027, 8, 2))
    store.put_review(dossier, review())
    store.put_review(dossier, replace(review(), manifest=later))
    first, second = store.reviews(dossier)
    assert (first.id, first.manifest, second.manifest) == (1, manifest(), later)
    assert timedelta(0) <= datetime.now(UTC) - second.made < timedelta(minutes=1)
    assert first.made <= second.made


def test_each_dossier_counts_for_itself(store: Store, dossier: DossierId) -> None:
    other = store.create_dossier("other")
    store.put_review(dossier, review(document(b"one")))
    assert store.reviews(other) == []
    assert store.put_review(other, review()) == 1
    assert store.latest_review(other) == review()


def test_a_review_outlives_its_documents(store: Store, dossier: DossierId) -> None:
    store.add_document(dossier, "plan.md", b"text")
    store.put_parsed(dossier, document(b"text"))
    store.put_review(dossier, review(document(b"text")))
    store.remove_document(dossier, "plan.md")
    assert store.latest_review(dossier) == review(document(b"text"))


def test_reviews_share_the_texts_of_their_documents(store: Store, dossier: DossierId) -> None:
    for _ in range(3):
        store.put_review(dossier, review(document(b"text")))
    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM texts").scalar_one() == 1


def test_a_review_that_is_not_there_is_named(store: Store, dossier: DossierId) -> None:
    with pytest.raises(UnknownRecordError, match="no review 7"):
        store.review(dossier, ReviewId(7))
