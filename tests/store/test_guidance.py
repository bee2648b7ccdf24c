"""Papers of guidance are kept apart from the law and from dossiers."""

from datetime import date

import pytest

from domain.access import LOCAL
from domain.errors import StoreError, UnknownRecordError
from store import Store
from tests.store.examples import document

TODAY = date(2026, 11, 24)
PAPER = document(b"Software is qualified step by step.", "mdcg.md")


def test_a_paper_comes_back_with_its_title(store: Store) -> None:
    store.add_guidance("MDCG 2019-11", PAPER, b"Software is qualified step by step.", TODAY)
    (kept,) = store.guidance()
    assert (kept.title, kept.document, kept.added) == ("MDCG 2019-11", PAPER, TODAY)
    assert store.law_versions() == []
    assert store.dossiers(LOCAL) == []


def test_the_same_paper_again_is_renamed_and_not_doubled(store: Store) -> None:
    for title in ("Old", "New"):
        store.add_guidance(title, PAPER, b"Software is qualified step by step.", TODAY)
    assert [kept.title for kept in store.guidance()] == ["New"]


def test_a_paper_that_was_not_read_from_the_bytes_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="was not read from the bytes"):
        store.add_guidance("MDCG", PAPER, b"other bytes", TODAY)
    assert store.guidance() == []


def test_a_removed_paper_leaves_nothing(store: Store) -> None:
    store.add_guidance("MDCG", PAPER, b"Software is qualified step by step.", TODAY)
    store.remove_guidance(PAPER.id)
    assert store.guidance() == []
    with store._database.read() as connection:
        left = connection.exec_driver_sql("SELECT sha256 FROM blobs UNION SELECT digest FROM texts")
        assert left.all() == []
    with pytest.raises(UnknownRecordError, match="guidance list"):
        store.remove_guidance(PAPER.id)


def test_a_paper_survives_what_is_swept_for_others(store: Store) -> None:
    store.add_guidance("MDCG", PAPER, b"Software is qualified step by step.", TODAY)
    dossier = store.create_dossier("d")
    store.add_document(dossier, "a.md", b"Software is qualified step by step.")
    store.put_parsed(dossier, document(b"Software is qualified step by step.", "a.md"))
    store.remove_document(dossier, "a.md")
    assert [kept.document for kept in store.guidance()] == [PAPER]
