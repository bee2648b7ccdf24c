"""What SQLite is told, and what its errors mean to a person."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from domain.access import LOCAL
from domain.errors import StoreError, StoreLockedError, UnknownRecordError
from store import DossierId, Store
from tests.store.examples import document, review

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_every_connection_is_durable_and_strict(
    store: Store, pragma: str, value: str | int
) -> None:
    with store._database.read() as one, store._database.read() as two:
        for connection in (one, two):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_block_that_fails_leaves_nothing(store: Store) -> None:
    def half() -> None:
        with store._database.write() as connection:
            connection.exec_driver_sql("INSERT INTO dossiers VALUES ('a', 'b', NULL, 'c')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert store.dossiers(LOCAL) == []


def test_a_reader_sees_one_state(store: Store) -> None:
    with store._database.read() as connection:
        count = "SELECT count(*) FROM dossiers"
        assert connection.exec_driver_sql(count).scalar_one() == 0
        store.create_dossier("d")
        assert connection.exec_driver_sql(count).scalar_one() == 0
    assert len(store.dossiers(LOCAL)) == 1


def test_many_threads_share_one_store(store: Store) -> None:
    dossiers = [store.create_dossier(f"d{number}") for number in range(4)]

    def work(number: int) -> bool:
        dossier, data = dossiers[number % 4], f"text {number}".encode()
        parsed = document(data, f"{number}.md")
        store.add_document(dossier, parsed.name, data)
        store.put_parsed(dossier, parsed)
        store.put_review(dossier, review(parsed))
        return parsed in [each.parsed for each in store.documents(dossier)]

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(work, range(60)))
    assert [len(store.documents(each)) for each in dossiers] == [15] * 4
    assert [[kept.id for kept in store.reviews(each)] for each in dossiers] == [
        list(range(1, 16))
    ] * 4


def test_a_reader_may_not_write(folder: Path, store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    with Store.open(folder, writable=False) as reader:
        assert reader.document_bytes(dossier, kept) == b"text"
        with pytest.raises(StoreError, match="opened for reading"):
            reader.create_dossier("x")
        with pytest.raises(StoreError, match="opened for reading"):
            reader.add_document(dossier, "b.md", b"x")
        reader.put_vectors("m", {"k": b"v"})
        assert reader.get_vectors("m", ["k"]) == {}
        assert not reader.cache_parse("reader 1", document(b"text"))
        with (
            pytest.raises(StoreError, match="cannot be written"),
            reader._database.read() as connection,
        ):
            connection.exec_driver_sql("DELETE FROM dossiers")


def test_reading_what_is_not_there_says_so(folder: Path) -> None:
    with pytest.raises(StoreError, match="holds no data of citemark yet"):
        Store.open(folder, writable=False)
    assert not folder.exists()


def test_a_closed_folder_can_be_read(folder: Path) -> None:
    with Store.open(folder) as store:
        store.create_dossier("d")
    with Store.open(folder, writable=False) as store:
        assert len(store.dossiers(LOCAL)) == 1


def test_a_folder_with_signs_of_an_address_in_its_name(tmp_path: Path) -> None:
    odd = tmp_path / "a b?mode=ro#c%20d"
    with Store.open(odd) as store:
        store.create_dossier("d")
    with Store.open(odd, writable=False) as store:
        assert len(store.dossiers(LOCAL)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [odd.name]


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("data", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database(folder: Path, data: bytes, writable: bool) -> None:
    folder.mkdir()
    (folder / "citemark.db").write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged.*move it out.*backups"):
        Store.open(folder, writable=writable)
    assert (folder / "citemark.db").read_bytes() == data


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_gives_an_error_or_the_data_and_nothing_else(
    folder: Path, seed: int
) -> None:
    with Store.open(folder) as store:
        dossier = store.create_dossier("d")
        for number in range(40):
            store.add_document(dossier, f"{number}.md", f"text {number}".encode() * 400)
    _damage(folder / "citemark.db", Random(seed))  # noqa: S311 - damage, not a secret
    whole = {f"{number}.md": f"text {number}".encode() * 400 for number in range(40)}
    with suppress(StoreError, UnknownRecordError), Store.open(folder) as store:
        for each in store.documents(dossier):
            assert whole[each.name] == store.document_bytes(dossier, each.id)


def _damage(path: Path, random: Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(5):
        place = random.randrange(len(data) - 512)
        data[place : place + 512] = random.randbytes(512)
    path.write_bytes(data[: random.choice([len(data), len(data) // 2])])


def test_changed_bytes_and_texts_are_never_given_out(store: Store, dossier: DossierId) -> None:
    kept = store.add_document(dossier, "a.md", b"text")
    store.put_parsed(dossier, document(b"text", "a.md"))
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE blobs SET data = ?", (b"tExt",))
        changed = "CAST(replace(content, 'text', 'tExt') AS BLOB)"
        connection.exec_driver_sql(f"UPDATE texts SET content = {changed}")  # noqa: S608 - ours
    with pytest.raises(StoreError, match="not what was put there"):
        store.document_bytes(dossier, kept)
    with pytest.raises(StoreError, match="not what was put there"):
        store.documents(dossier)


@contextmanager
def small_disk(store: Store, pages: int) -> "Iterator[None]":
    """Let the file grow by that many pages and no further."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        size = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {size + pages}")

    engine = store._database._engine
    event.listen(engine, "connect", limit)
    engine.dispose()
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def test_a_full_disk_keeps_what_was_there_and_the_step_can_be_repeated(
    store: Store, dossier: DossierId
) -> None:
    first = store.add_document(dossier, "a.md", b"text")
    with small_disk(store, pages=20):
        with pytest.raises(StoreError, match=r"disk is full.*nothing of this step was kept"):
            store.add_document(dossier, "b.md", b"x" * 1_000_000)
        assert store.document_bytes(dossier, first) == b"text"
        assert [each.name for each in store.documents(dossier)] == ["a.md"]
    second = store.add_document(dossier, "b.md", b"x" * 1_000_000)
    assert [each.id for each in store.documents(dossier)] == [first, second]


def test_another_writer_in_the_file_is_named_a_lock(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database._SECONDS_FOR_OTHERS", 0)
    store._database._engine.dispose()
    with closing(sqlite3.connect(folder / "citemark.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError, match="another process is writing"):
            store.create_dossier("d")
        other.execute("ROLLBACK")
    store.create_dossier("d")
    assert len(store.dossiers(LOCAL)) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        store.create_dossier("d")
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="may write"):
            Store.open(folder)
    finally:
        folder.chmod(0o700)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="cannot be made a data folder"):
        Store.open(tmp_path / "data")


def test_a_name_of_half_characters_is_refused_with_a_sentence(
    store: Store, dossier: DossierId
) -> None:
    with pytest.raises(StoreError, match="half characters"):
        store.add_document(dossier, "\udcff.md", b"text")
    assert store.documents(dossier) == []


def test_an_unforeseen_error_is_named_without_content(store: Store) -> None:
    insert = "INSERT INTO texts VALUES (?, NULL)"
    with (
        pytest.raises(StoreError, match="SQLITE_CONSTRAINT") as refusal,
        store._database.write() as connection,
    ):
        connection.exec_driver_sql(insert, ("confidential words",))
    chain = [refusal.value, refusal.value.__cause__]
    assert "confidential" not in " ".join(map(str, chain))


def test_a_new_folder_is_for_its_owner_only(store: Store, folder: Path) -> None:
    assert store.dossiers(LOCAL) == []
    assert folder.stat().st_mode & 0o777 == 0o700
