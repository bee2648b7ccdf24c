from datetime import UTC, datetime

import pytest

from domain.access import LOCAL
from domain.audit import Deed, EventKind
from domain.decision import Decision, DecisionKind, effective
from domain.errors import UnknownRecordError
from store import DossierId, ReviewId, Store
from tests.store.examples import PROFILE, document, review

DATA = b"The plan is kept."


def test_the_next_revision_begins_where_the_last_one_stands(store: Store) -> None:
    dossier = store.create_dossier("March", PROFILE)
    store.add_document(dossier, "plan.md", b"first")
    read = document(DATA)
    store.add_document(dossier, "plan.md", DATA)
    store.put_parsed(dossier, read, "RMP")
    store.set_document_type(dossier, read.id, "IFU")
    store.put_review(dossier, review())
    made = review(read)
    number = store.put_review(dossier, made)
    said = Decision(number, "o1", DecisionKind.AGREE, "Ada", datetime.now(UTC), "f")
    store.put_decisions(dossier, [said], Deed(EventKind.DECISION, "o1"), who="Ada")

    copy = store.copy_dossier(dossier, "April", who="Bo")

    (kept,) = store.documents(copy)
    assert (kept.name, kept.revision, kept.type_code) == ("plan.md", 2, "IFU")
    assert store.document_bytes(copy, read.id) == DATA
    assert store.dossier(copy).profile == PROFILE
    assert store.latest_review(copy) == made
    assert len(store.reviews(copy)) == 1
    row = effective(made.findings[0], 1, store.decisions(copy, ReviewId(1)))
    assert row.settled is not None
    assert row.settled.who == "Ada"
    assert [event.who for event in store.events(copy)] == ["Bo", "Bo"]
    assert store.check_audit().sound


def test_what_happens_to_the_copy_leaves_the_first_alone(store: Store) -> None:
    dossier = store.create_dossier("March", PROFILE)
    store.add_document(dossier, "plan.md", DATA)
    copy = store.copy_dossier(dossier, "April")
    store.delete_dossier(dossier)
    assert [kept.name for kept in store.documents(copy)] == ["plan.md"]
    assert store.latest_review(copy) is None
    assert store.check_audit().sound


def test_there_is_no_copy_of_nothing(store: Store) -> None:
    with pytest.raises(UnknownRecordError):
        store.copy_dossier(DossierId("0" * 32, LOCAL), "none")
