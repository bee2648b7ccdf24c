"""Dossiers live and go, and nothing of them stays."""

import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.errors import StoreError, StoreLockedError, UnknownRecordError
from store import DossierId, Store
from tests.store.examples import PROFILE, document, failure, review

NOBODY = DossierId("0" * 32, LOCAL)


def occurrences(folder: Path, marker: bytes) -> int:
    return sum(file.read_bytes().count(marker) for file in folder.rglob("*") if file.is_file())


def test_a_dossier_comes_back(store: Store) -> None:
    made = store.create_dossier("ThoraFlag", PROFILE)
    found = store.dossier(made)
    assert (found.id, found.name, found.profile) == (made, "ThoraFlag", PROFILE)
    assert timedelta(0) <= datetime.now(UTC) - found.created < timedelta(minutes=1)


def test_dossiers_are_listed_oldest_first_and_may_share_a_name(store: Store) -> None:
    made = [store.create_dossier("same") for _ in range(5)]
    assert [each.id for each in store.dossiers(LOCAL)] == made
    assert len(set(made)) == 5


def test_name_and_profile_can_be_changed(store: Store, dossier: DossierId) -> None:
    store.rename_dossier(dossier, "ThoraFlag 3")
    store.set_profile(dossier, PROFILE)
    assert (store.dossier(dossier).name, store.dossier(dossier).profile) == (
        "ThoraFlag 3",
        PROFILE,
    )
    store.set_profile(dossier, None)
    assert store.dossier(dossier).profile is None


def test_a_change_touches_no_other_dossier(store: Store, dossier: DossierId) -> None:
    other = store.create_dossier("other", PROFILE)
    before = store.dossier(other)
    store.rename_dossier(dossier, "new")
    store.set_profile(dossier, None)
    store.delete_dossier(dossier)
    assert store.dossier(other) == before
    assert store.dossiers(LOCAL) == [before]


def test_every_call_refuses_a_dossier_that_is_not_there(store: Store) -> None:
    held = store.create_dossier("held")
    document_id = store.add_document(held, "plan.md", b"text")
    for call in (
        lambda: store.dossier(NOBODY),
        lambda: store.rename_dossier(NOBODY, "x"),
        lambda: store.set_profile(NOBODY, None),
        lambda: store.delete_dossier(NOBODY),
        lambda: store.add_document(NOBODY, "x", b""),
        lambda: store.put_parsed(NOBODY, document(b"text")),
        lambda: store.put_failure(NOBODY, failure("x")),
        lambda: store.documents(NOBODY),
        lambda: store.revisions(NOBODY, "x"),
        lambda: store.document_bytes(NOBODY, document_id),
        lambda: store.set_document_type(NOBODY, document_id, "plan"),
        lambda: store.remove_document(NOBODY, "plan.md"),
        lambda: store.put_review(NOBODY, review()),
        lambda: store.latest_review(NOBODY),
        lambda: store.reviews(NOBODY),
        lambda: store.vectors_of(NOBODY).get_vectors("m", ["k"]),
        lambda: store.vectors_of(NOBODY).put_vectors("m", {"k": b"v"}),
    ):
        with pytest.raises(UnknownRecordError, match="no dossier has the id"):
            call()


@pytest.mark.parametrize("id_", ["../../home", "", "a/b", "0" * 31 + "G", "0" * 33])
def test_an_id_cannot_lead_out_of_the_folder(store: Store, folder: Path, id_: str) -> None:
    outside = folder / "precious"
    outside.mkdir()
    for call in (store.index_folder, store.delete_dossier):
        with pytest.raises(UnknownRecordError):
            call(DossierId(id_, LOCAL))
    assert outside.is_dir()


def _fill(store: Store, dossier: DossierId, marker: str) -> None:
    """Put the marker into everything that a dossier has, in large and in small pieces."""
    for number in range(30):
        data = f"{marker} {number} ".encode() * (3000 if number % 7 == 0 else 5)
        name = f"{marker}-{number}.md"
        parsed = document(data, name)
        store.add_document(dossier, name, data)
        store.put_parsed(dossier, parsed, marker)
        store.cache_parse("reader 1", parsed)
        store.put_failure(dossier, failure(f"{marker}-{number}.pdf"))
    store.add_document(dossier, f"{marker}-0.md", f"{marker} revised".encode())
    texts = [each.parsed for each in store.documents(dossier)]
    store.put_review(dossier, review(*[text for text in texts if text]))
    store.vectors_of(dossier).put_vectors("m", {"k": marker.encode()})
    store.index_folder(dossier).mkdir(parents=True)
    (store.index_folder(dossier) / "vectors.bin").write_text(marker)
    backups = store.folder / "backups"
    backups.mkdir(exist_ok=True)
    (backups / f"{marker}.db").write_text(marker)


def test_a_deleted_dossier_leaves_no_byte_behind(store: Store, folder: Path) -> None:
    marker, kept = "M" + secrets.token_hex(8), "K" + secrets.token_hex(8)
    gone, stays = store.create_dossier(marker), store.create_dossier(kept)
    _fill(store, gone, marker)
    _fill(store, stays, kept)
    assert occurrences(folder, marker.encode()) > 1000
    before = store.documents(stays)
    store.delete_dossier(gone)
    assert occurrences(folder, marker.encode()) == 0
    assert not store.index_folder(gone).exists()
    assert store.index_folder(stays).exists()
    assert store.documents(stays) == before
    assert store.cached_parse(before[1].id, "reader 1", before[1].name) == before[1].parsed


def test_a_deleted_dossier_gives_its_space_back(
    store: Store, dossier: DossierId, folder: Path
) -> None:
    store.add_document(dossier, "a.bin", bytes(2_000_000))
    store.delete_dossier(dossier)
    assert sum(file.stat().st_size for file in folder.iterdir()) < 500_000


def test_what_two_dossiers_share_goes_with_the_last(store: Store, folder: Path) -> None:
    marker = b"M" + secrets.token_hex(8).encode()
    one, two = store.create_dossier("one"), store.create_dossier("two")
    for dossier in (one, two):
        shared = store.add_document(dossier, "a.md", marker)
        store.put_parsed(dossier, document(marker, "a.md"))
    store.delete_dossier(one)
    assert store.document_bytes(two, shared) == marker
    assert store.documents(two)[0].parsed == document(marker, "a.md")
    store.delete_dossier(two)
    assert occurrences(folder, marker) == 0


READER = """
import sys
from pathlib import Path
from store import Store
with Store.open(Path(sys.argv[1]), writable=False) as store, store._database.read() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM blobs").all()
    print("reading", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_a_reader_that_holds_traces_back_is_reported_and_they_go_later(folder: Path) -> None:
    marker = b"M" + secrets.token_hex(8).encode()
    with Store.open(folder) as store:
        dossier = store.create_dossier("d")
        store.add_document(dossier, "a.md", marker)
        command = [sys.executable, "-c", READER, str(folder)]
        with subprocess.Popen(  # noqa: S603 - this interpreter with a program of ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as reader:
            assert reader.stdout is not None
            assert reader.stdout.readline() == b"reading\n"
            with pytest.raises(StoreLockedError, match="another process is reading"):
                store.delete_dossier(dossier)
            assert store.dossiers(LOCAL) == []
            reader.communicate()
    with Store.open(folder):
        assert occurrences(folder, marker) == 0


def test_an_index_that_cannot_be_deleted_keeps_the_dossier(
    store: Store, dossier: DossierId
) -> None:
    in_the_way = store.index_folder(dossier)
    in_the_way.parent.mkdir()
    in_the_way.write_text("a file, not a folder")
    with pytest.raises(StoreError, match="could not be deleted"):
        store.delete_dossier(dossier)
    assert [each.id for each in store.dossiers(LOCAL)] == [dossier]
