"""Two users over every method that takes a dossier: nothing leaks, nothing is changed unasked."""

import inspect
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.access import LOCAL, Member, Retention, Role, User
from domain.audit import Deed, EventKind
from domain.chat import ChatReply
from domain.errors import AccessError, RequestError, UnknownRecordError
from store import DossierId, ReviewId, Store
from tests.store.examples import PROFILE, document, failure, review

ANNA, BEN, EVE = (User(f"{name}@example.org", name) for name in ("anna", "ben", "eve"))
TEXT = b"text of anna"
ID = document(TEXT).id
DEED = Deed(EventKind.EXPORTED, "review 1")

Call = Callable[[Store, DossierId], object]


def nearest(store: Store, dossier: DossierId) -> object:
    """The search index where the record keeps it, else the vectors that it is made of."""
    kept = store.nearest_of(dossier, "m")
    return store.vectors_of(dossier).get_vectors("m", ["k"]) if kept is None else kept.ids()


READING: dict[str, Call] = {
    "answers_of": lambda s, d: s.answers_of(d).get_answer("m", "k"),
    "decisions": lambda s, d: s.decisions(d),
    "document_bytes": lambda s, d: s.document_bytes(d, ID),
    "documents": lambda s, d: s.documents(d),
    "dossier": lambda s, d: s.dossier(d),
    "events": lambda s, d: s.events(d),
    "judgements_of": lambda s, d: s.judgements_of(d).get_judged("v"),
    "kept_because": lambda s, d: s.kept_because(d),
    "latest_review": lambda s, d: s.latest_review(d),
    "members": lambda s, d: s.members(d),
    "nearest_of": nearest,
    "record": lambda s, d: s.record(DEED, dossier=d),
    "require": lambda s, d: s.require(d),
    "retention": lambda s, d: s.retention(d),
    "review": lambda s, d: s.review(d, ReviewId(1)),
    "reviews": lambda s, d: s.reviews(d),
    "state_of_documents": lambda s, d: s.state_of_documents(d),
    "revisions": lambda s, d: s.revisions(d, "plan.md"),
    "sign_offs": lambda s, d: s.sign_offs(d),
    "vectors_of": lambda s, d: s.vectors_of(d).get_vectors("m", ["k"]),
    "waiting": lambda s, d: s.waiting(d),
}
CHANGING: dict[str, Call] = {
    "add_document": lambda s, d: s.add_document(d, "new.md", b"new"),
    "copy_dossier": lambda s, d: s.copy_dossier(d, "copy"),
    "drop_index": lambda s, d: s.drop_index(d),
    "put_decisions": lambda s, d: s.put_decisions(d, [], DEED, who="x"),
    "put_failure": lambda s, d: s.put_failure(d, failure("x.pdf")),
    "put_parsed": lambda s, d: s.put_parsed(d, document(TEXT), "other"),
    "put_review": lambda s, d: s.put_review(d, review()),
    "remove_document": lambda s, d: s.remove_document(d, "plan.md"),
    "rename_dossier": lambda s, d: s.rename_dossier(d, "other"),
    "set_document_type": lambda s, d: s.set_document_type(d, ID, "other"),
    "set_profile": lambda s, d: s.set_profile(d, None),
    "sign_off": lambda s, d: s.sign_off(d, ReviewId(1), who="x"),
}
OWNING: dict[str, Call] = {
    "delete_dossier": lambda s, d: s.delete_dossier(d),
    "set_member": lambda s, d: s.set_member(d, "mallory@example.org", Role.OWNER),
    "set_retention": lambda s, d: s.set_retention(d, Retention(hold="x")),
}
ONLY_NAMES_A_FOLDER = {"index_folder"}


@pytest.fixture
def annas(store: Store) -> DossierId:
    dossier = store.create_dossier("anna's", PROFILE, user=ANNA)
    store.add_document(dossier, "plan.md", TEXT)
    store.put_parsed(dossier, document(TEXT), "plan")
    store.put_review(dossier, review(document(TEXT)))
    store.vectors_of(dossier).put_vectors("m", {"k": b"v"})
    store.answers_of(dossier).put_answer("m", "k", ChatReply("a", 1, 1))
    store.judgements_of(dossier).put_judged("v", {"k": b"j"}, ["k"])
    return dossier


def asked_by(user: User, dossier: DossierId) -> DossierId:
    return DossierId(dossier.token, user)


def kept(store: Store, dossier: DossierId) -> list[object]:
    return [call(store, dossier) for name, call in READING.items() if name != "record"]


def test_no_method_that_takes_a_dossier_is_left_out() -> None:
    methods = inspect.getmembers(Store, inspect.isfunction)
    takes = {
        name
        for name, method in methods
        if not name.startswith("_")
        and any(
            "DossierId" in str(p.annotation) for p in inspect.signature(method).parameters.values()
        )
    }
    assert takes - ONLY_NAMES_A_FOLDER == READING.keys() | CHANGING.keys() | OWNING.keys()


@pytest.mark.parametrize("name", [*READING, *CHANGING, *OWNING])
def test_whoever_has_no_part_in_a_dossier_cannot_tell_it_from_none(
    store: Store, annas: DossierId, name: str
) -> None:
    before = kept(store, annas)
    for id_ in (asked_by(EVE, annas), DossierId("0" * 32, EVE)):
        with pytest.raises(UnknownRecordError, match="no dossier has the id"):
            (READING | CHANGING | OWNING)[name](store, id_)
    assert kept(store, annas) == before
    assert store.dossiers(EVE) == []


@pytest.mark.parametrize("name", [*CHANGING, *OWNING])
def test_a_reader_sees_all_and_changes_nothing(store: Store, annas: DossierId, name: str) -> None:
    store.set_member(annas, BEN.id, Role.READER)
    bens = asked_by(BEN, annas)
    before = kept(store, annas)
    assert len(kept(store, bens)) == len(before)
    with pytest.raises(AccessError, match=r"ben is a reader .* ask an owner"):
        (CHANGING | OWNING)[name](store, bens)
    assert kept(store, annas) == before


@pytest.mark.parametrize("name", OWNING)
def test_a_reviewer_does_not_own(store: Store, annas: DossierId, name: str) -> None:
    store.set_member(annas, BEN.id, Role.REVIEWER)
    with pytest.raises(AccessError, match="needs the role owner"):
        OWNING[name](store, asked_by(BEN, annas))


@pytest.mark.parametrize("name", CHANGING)
def test_a_reviewer_may_work_on_it(store: Store, annas: DossierId, name: str) -> None:
    store.set_member(annas, BEN.id, Role.REVIEWER)
    CHANGING[name](store, asked_by(BEN, annas))


def test_each_sees_only_their_own_and_the_machine_all(store: Store, annas: DossierId) -> None:
    bens = store.create_dossier("ben's", user=BEN)
    assert [found.id for found in store.dossiers(ANNA)] == [annas]
    assert [found.id for found in store.dossiers(BEN)] == [bens]
    assert [found.name for found in store.dossiers(LOCAL)] == ["anna's", "ben's"]
    store.set_member(annas, "Ben@Example.org ", Role.READER)
    assert [(d.name, d.role) for d in store.dossiers(BEN)] == [
        ("anna's", Role.READER),
        ("ben's", Role.OWNER),
    ]


def test_a_role_taken_away_ends_at_the_next_question(store: Store, annas: DossierId) -> None:
    store.set_member(annas, BEN.id, Role.OWNER)
    bens = asked_by(BEN, annas)
    store.documents(bens)
    store.set_member(annas, BEN.id, None)
    with pytest.raises(UnknownRecordError):
        store.documents(bens)


def test_the_last_owner_stays(store: Store, annas: DossierId) -> None:
    for role in (None, Role.READER):
        with pytest.raises(RequestError, match="needs an owner"):
            store.set_member(annas, ANNA.id, role)
    assert store.members(annas) == [Member(ANNA.id, Role.OWNER)]


def test_a_person_is_named_by_one_word(store: Store, annas: DossierId) -> None:
    for name in ("", " ", "a b@example.org", "x" * 300):
        with pytest.raises(RequestError, match="e-mail address"):
            store.set_member(annas, name, Role.READER)


def test_what_a_signed_in_user_does_stands_under_their_name(store: Store, annas: DossierId) -> None:
    store.set_member(annas, BEN.id, Role.REVIEWER)
    store.rename_dossier(asked_by(BEN, annas), "new")
    last = store.events(annas)[-1]
    assert (last.who, last.deed) == (
        "ben",
        Deed(EventKind.DOSSIER_RENAMED, "new", "anna's", "new"),
    )
    given = store.events(annas)[-2]
    assert given.who == "anna"
    assert given.deed is not None
    assert given.deed.what is EventKind.ACCESS_CHANGED


def test_the_whole_record_is_for_the_machine_only(store: Store, annas: DossierId) -> None:
    assert {event.dossier for event in store.events(LOCAL)} == {annas.token}
    with pytest.raises(AccessError, match="on the machine itself"):
        store.events(ANNA)


def test_what_is_held_cannot_be_erased(store: Store, annas: DossierId) -> None:
    store.set_retention(annas, Retention(hold="case 7"), "letter of the authority")
    for call in (OWNING["delete_dossier"], CHANGING["remove_document"]):
        for user in (ANNA, LOCAL):
            with pytest.raises(RequestError, match=r"under a legal hold .case 7.*release"):
                call(store, asked_by(user, annas))
    assert store.document_bytes(annas, ID) == TEXT
    store.set_retention(annas, Retention())
    store.delete_dossier(annas)
    assert store.dossiers(LOCAL) == []


@pytest.fixture(params=["Etc/GMT-14", "Etc/GMT+12"], ids=["east", "west"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where it is tomorrow or yesterday for half of UTC's day: one of both always is."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_what_is_to_be_kept_is_erased_after_its_last_day(store: Store, annas: DossierId) -> None:
    last = min(datetime.now(UTC).date(), datetime.now().astimezone().date())
    store.set_retention(annas, Retention(until=last))
    with pytest.raises(RequestError, match=f"kept until {last.isoformat()}"):
        store.delete_dossier(annas)
    assert store.due_for_erasure(LOCAL) == []
    store.set_retention(annas, Retention(until=last - timedelta(1), hold="x"))
    assert store.due_for_erasure(LOCAL) == []
    store.set_retention(annas, Retention(until=last - timedelta(1)))
    assert store.due_for_erasure(LOCAL) == [asked_by(LOCAL, annas)]
    store.delete_dossier(annas)


def test_what_is_due_is_looked_up_on_the_machine_only(store: Store) -> None:
    with pytest.raises(AccessError, match="on the machine itself"):
        store.due_for_erasure(ANNA)


def test_a_change_of_retention_is_in_the_record(store: Store, annas: DossierId) -> None:
    store.set_retention(annas, Retention(date(2036, 1, 1), "case 7"), "their letter")
    store.set_retention(annas, Retention(date(2036, 1, 1), "case 7"), "again")
    [deed] = [e.deed for e in store.events(annas) if e.deed and "retention" in e.deed.what]
    assert (deed.old, deed.new, deed.reason) == (
        "no day set",
        "kept until 2036-01-01; legal hold: case 7",
        "their letter",
    )
