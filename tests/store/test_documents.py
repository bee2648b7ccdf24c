"""Files of a dossier: bytes, texts, failures, revisions, and the cache of what was read."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnknownRecordError
from store import DossierId, Store
from store.schema import BlobRow, TextRow
from tests.store.examples import document, failure


def count(store: Store, table: type[BlobRow | TextRow]) -> int:
    with store._database.read() as connection:
        name = table.__tablename__
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())  # noqa: S608 - a table of ours


def test_a_file_comes_back_as_it_was(store: Store, dossier: DossierId) -> None:
    data = bytes(range(256)) * 100
    kept = store.add_document(dossier, "a.bin", data)
    assert kept == sha256(data).hexdigest()
    assert store.document_bytes(dossier, kept) == data


def test_a_new_file_is_neither_read_nor_failed(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    (found,) = store.documents(dossier)
    assert (found.name, found.id, found.parsed, found.failure) == ("a.md", kept, None, None)
    assert (found.type_code, found.revision, found.superseded) == (None, 1, False)


def test_what_was_read_comes_back_under_the_name_of_the_file(
    store: Store, dossier: DossierId
) -> None:
    store.add_document(dossier, "a.md", b"text")
    store.add_document(dossier, "copy of a.md", b"text")
    store.put_parsed(dossier, document(b"text", "a.md"), "plan")
    assert [(each.parsed, each.type_code) for each in store.documents(dossier)] == [
        (document(b"text", "a.md"), "plan"),
        (document(b"text", "copy of a.md"), "plan"),
    ]
    assert count(store, TextRow) == count(store, BlobRow) == 1


def test_a_file_waits_until_it_is_read_or_cannot_be(store: Store, dossier: DossierId) -> None:
    for name in ("a.md", "b.md", "c.md"):
        store.add_document(dossier, name, name.encode())
    store.put_parsed(dossier, document(b"a.md", "a.md"))
    store.put_failure(dossier, failure("b.md"))
    kept = store.documents(dossier)
    assert store.waiting(dossier) == kept[2:]
    store.add_document(dossier, "a.md", b"another revision")
    assert [each.name for each in store.waiting(dossier)] == ["c.md", "a.md"]


def test_documents_keep_their_order(store: Store, dossier: DossierId) -> None:
    names = ["b.md", "a.md", "c.md"]
    for name in names:
        store.add_document(dossier, name, name.encode())
    found = store.documents(dossier)
    assert [each.name for each in found] == names
    assert [each.order for each in found] == sorted(each.order for each in found)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a\0b", "x" * 300, "\u202egpj.exe", "", "=1+1"]
)
def test_a_hostile_name_is_only_a_name(
    store: Store, dossier: DossierId, folder: Path, name: str
) -> None:
    before = {path.name for path in folder.iterdir()}
    store.add_document(dossier, name, b"text")
    assert [each.name for each in store.documents(dossier)] == [name]
    assert {path.name for path in folder.iterdir()} == before
    store.remove_document(dossier, name)
    assert store.documents(dossier) == []


def test_a_failure_stands_until_the_file_is_read(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.put_failure(dossier, failure("a.md", kept))
    (found,) = store.documents(dossier)
    assert (found.id, found.parsed, found.failure) == (kept, None, failure("a.md", kept))
    store.put_parsed(dossier, document(b"text", "a.md"))
    (found,) = store.documents(dossier)
    assert (found.parsed, found.failure) == (document(b"text", "a.md"), None)


def test_a_failure_takes_the_place_of_an_earlier_text(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.put_parsed(dossier, document(b"text", "a.md"))
    store.put_failure(dossier, failure("a.md", kept))
    assert store.documents(dossier)[0].parsed is None
    assert count(store, TextRow) == 0


def test_a_file_without_bytes_can_fail_too(store: Store, dossier: DossierId) -> None:
    store.put_failure(dossier, failure("all.zip/a.pdf"))
    store.put_failure(dossier, failure("all.zip/b.pdf", "f" * 64))
    assert [(each.name, each.id) for each in store.documents(dossier)] == [
        ("all.zip/a.pdf", ""),
        ("all.zip/b.pdf", "f" * 64),
    ]
    store.put_failure(dossier, failure("all.zip/a.pdf"))
    assert len(store.documents(dossier)) == 2


def test_the_failure_of_other_bytes_is_a_revision(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.put_failure(dossier, failure("a.md", "f" * 64))
    assert [(each.id, each.superseded) for each in store.revisions(dossier, "a.md")] == [
        (kept, True),
        ("f" * 64, False),
    ]


def test_only_the_file_that_failed_has_failed(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.add_document(dossier, "b.md", b"text")
    store.put_failure(dossier, failure("b.md", kept))
    assert [each.failure is None for each in store.documents(dossier)] == [True, False]


def test_the_same_file_again_changes_nothing(store: Store, dossier: DossierId) -> None:
    store.add_document(dossier, "a.md", b"text")
    store.put_parsed(dossier, document(b"text", "a.md"), "plan")
    before = store.documents(dossier)
    store.add_document(dossier, "a.md", b"text")
    assert store.documents(dossier) == before


def test_other_bytes_under_a_name_are_a_revision(store: Store, dossier: DossierId) -> None:
    first = store.add_document(dossier, "a.md", b"one")
    store.put_parsed(dossier, document(b"one", "a.md"), "plan")
    store.set_document_type(dossier, first, "ifu")
    second = store.add_document(dossier, "a.md", b"two")
    (found,) = store.documents(dossier)
    assert (found.id, found.revision, found.parsed) == (second, 2, None)
    assert found.type_code == "ifu"
    old, new = store.revisions(dossier, "a.md")
    assert (old.id, old.superseded, old.parsed) == (first, True, document(b"one", "a.md"))
    assert new == found
    assert store.document_bytes(dossier, first) == b"one"


def test_bytes_that_return_are_a_revision_too(store: Store, dossier: DossierId) -> None:
    for data in (b"one", b"two", b"one"):
        store.add_document(dossier, "a.md", data)
    assert [each.revision for each in store.revisions(dossier, "a.md")] == [1, 2, 3]
    assert store.documents(dossier)[0].id == sha256(b"one").hexdigest()


def test_the_choice_of_a_person_wins(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.set_document_type(dossier, kept, "ifu")
    store.put_parsed(dossier, document(b"text", "a.md"), "plan")
    assert store.documents(dossier)[0].type_code == "ifu"
    store.set_document_type(dossier, kept, None)
    assert store.documents(dossier)[0].type_code == "plan"


def test_reading_again_without_a_type_keeps_the_type(store: Store, dossier: DossierId) -> None:
    store.add_document(dossier, "a.md", b"text")
    store.put_parsed(dossier, document(b"text", "a.md"), "plan")
    store.put_parsed(dossier, document(b"text", "a.md"))
    assert store.documents(dossier)[0].type_code == "plan"


def test_the_state_is_another_exactly_where_the_documents_are(
    store: Store, dossier: DossierId
) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    changes = (
        lambda: store.put_failure(dossier, failure("a.md")),
        lambda: store.put_parsed(dossier, document(b"text", "a.md"), "plan"),
        lambda: store.put_parsed(dossier, document(b"text", "a.md"), "plan"),
        lambda: store.set_document_type(dossier, kept, "ifu"),
        lambda: store.add_document(dossier, "a.md", b"text"),
        lambda: store.add_document(dossier, "a.md", b"other"),
        lambda: store.add_document(store.create_dossier("another"), "a.md", b"new"),
        lambda: store.remove_document(dossier, "a.md"),
    )
    for change in changes:
        state, documents = store.state_of_documents(dossier), store.documents(dossier)
        change()
        changed = store.documents(dossier) != documents
        assert (store.state_of_documents(dossier) != state) == changed


def test_a_removed_file_goes_with_its_revisions_and_bytes(store: Store, dossier: DossierId) -> None:
    for data in (b"one", b"two"):
        store.add_document(dossier, "a.md", data)
        store.put_parsed(dossier, document(data, "a.md"))
    stays = store.add_document(dossier, "b.md", b"three")
    store.remove_document(dossier, "a.md")
    assert [each.id for each in store.documents(dossier)] == [stays]
    assert (count(store, BlobRow), count(store, TextRow)) == (1, 0)


def test_a_dossier_gives_nothing_of_another(store: Store, dossier: DossierId) -> None:
    other = store.create_dossier("other")
    secret = store.add_document(other, "secret.md", b"text")
    assert store.documents(dossier) == []
    for call in (
        lambda: store.document_bytes(dossier, secret),
        lambda: store.put_parsed(dossier, document(b"text")),
        lambda: store.set_document_type(dossier, secret, "x"),
    ):
        with pytest.raises(UnknownRecordError, match="holds no document"):
            call()
    with pytest.raises(UnknownRecordError, match=r"holds no file named 'secret.md'"):
        store.remove_document(dossier, "secret.md")
    assert store.documents(other)[0].type_code is None


def test_what_was_read_once_is_not_read_again(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    assert store.cached_parse(kept, "reader 1", "a.md") is None
    assert store.cache_parse("reader 1", document(b"text", "a.md"))
    assert store.cached_parse(kept, "reader 1", "b.md") == document(b"text", "b.md")
    assert store.cached_parse(kept, "reader 2", "a.md") is None


def test_the_cache_holds_one_reader_and_no_name(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.cache_parse("reader 1", document(b"text", "a secret name"))
    store.cache_parse("reader 2", document(b"text", "a secret name"))
    assert store.cached_parse(kept, "reader 1", "a.md") is None
    with store._database.read() as connection:
        (content,) = connection.exec_driver_sql("SELECT content FROM texts").scalars()
    assert b"secret" not in content


def test_nothing_is_cached_of_a_file_that_no_dossier_holds(store: Store) -> None:
    assert not store.cache_parse("reader 1", document(b"text"))
    assert store.cached_parse(document(b"text").id, "reader 1", "a.md") is None
    assert count(store, TextRow) == 0


def test_the_cache_goes_with_the_last_file(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.cache_parse("reader 1", document(b"text"))
    store.remove_document(dossier, "a.md")
    assert store.cached_parse(kept, "reader 1", "a.md") is None
    assert (count(store, BlobRow), count(store, TextRow)) == (0, 0)


STEPS = st.tuples(
    st.sampled_from(["add", "parse", "fail", "remove"]),
    st.sampled_from(["a.md", "b.md"]),
    st.sampled_from([b"one", b"two", b"three"]),
)


@settings(max_examples=30)
@given(st.lists(STEPS, max_size=25))
def test_bytes_and_texts_are_kept_exactly_while_they_are_used(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, bytes]]
) -> None:
    with Store.open(tmp_path_factory.mktemp("data")) as store:
        dossier = store.create_dossier("d")
        for step, name, data in steps:
            _take(store, dossier, step, name, data)
        held = [each for name in ("a.md", "b.md") for each in store.revisions(dossier, name)]
        assert count(store, BlobRow) == len({each.id for each in held})
        assert count(store, TextRow) == len({each.id for each in held if each.parsed})
        assert all(each.parsed.id == each.id for each in held if each.parsed)


def _take(store: Store, dossier: DossierId, step: str, name: str, data: bytes) -> None:
    sha = sha256(data).hexdigest()
    current = {each.name: each for each in store.documents(dossier)}
    known = {each.id for old in ("a.md", "b.md") for each in store.revisions(dossier, old)}
    if step == "add":
        store.add_document(dossier, name, data)
    elif step == "parse" and sha in known:
        store.put_parsed(dossier, document(data, name))
    elif step == "fail" and name in current:
        store.put_failure(dossier, failure(name, current[name].id))
    elif step == "remove" and name in current:
        store.remove_document(dossier, name)
