"""Backups: taken while in use, sound, and put back without losing what was there."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.errors import StoreError, StoreLockedError
from store import Store
from store.migrations import MIGRATIONS


def names(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return [dossier.name for dossier in store.dossiers(LOCAL)]


def test_what_is_backed_up_comes_back(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        dossier = store.create_dossier("kept")
        store.add_document(dossier, "a.md", b"# A\n\nWords.")
        size = store.back_up(tmp_path / "copy.db")
        store.create_dossier("later")
    assert size == (tmp_path / "copy.db").stat().st_size
    aside = Store.restore(tmp_path / "copy.db", folder)
    with Store.open(folder) as store:
        assert [found.name for found in store.dossiers(LOCAL)] == ["kept"]
        (document,) = store.documents(dossier)
        assert store.document_bytes(dossier, document.id) == b"# A\n\nWords."
    assert aside is not None
    Store.restore(aside, folder)
    assert names(folder) == ["kept", "later"]


def test_a_backup_taken_while_others_write_is_one_state(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        done = threading.Event()

        def write() -> None:
            for number in range(40):
                dossier = store.create_dossier(str(number))
                store.add_document(dossier, "a.md", f"file {number}".encode())
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        copies: list[Path] = []
        while not done.is_set():
            copies.append(tmp_path / f"copy-{len(copies)}.db")
            store.back_up(copies[-1])
        writer.join()
    counts = [len(names_in(path)) for path in copies]
    assert counts == sorted(counts)


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM dossiers")]


def test_a_backup_never_replaces_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        store.back_up(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


@pytest.mark.parametrize("harm", ["cut", "flipped", "other", "newer", "missing"])
def test_what_is_no_sound_backup_changes_nothing(folder: Path, tmp_path: Path, harm: str) -> None:
    copy = tmp_path / "copy.db"
    with Store.open(folder) as store:
        for number in range(30):
            store.create_dossier(f"dossier {number}")
        store.back_up(copy)
    spoil(copy, harm)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(StoreError, match=r"copy\.db"):
        Store.restore(copy, folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert len(names(folder)) == 30


def spoil(copy: Path, harm: str) -> None:
    content = copy.read_bytes()
    if harm == "cut":
        copy.write_bytes(content[: len(content) // 2])
    elif harm == "flipped":
        copy.write_bytes(content[:4096] + bytes(200) + content[4296:])
    elif harm == "other":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE theirs (id INTEGER)")
    elif harm == "newer":
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    else:
        copy.unlink()


def test_a_damaged_folder_can_be_restored_and_keeps_the_damaged_file(
    folder: Path, tmp_path: Path
) -> None:
    with Store.open(folder) as store:
        store.create_dossier("kept")
        store.back_up(tmp_path / "copy.db")
    (folder / "citemark.db").write_bytes(b"not a database at all" * 400)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(folder)
    aside = Store.restore(tmp_path / "copy.db", folder)
    assert names(folder) == ["kept"]
    assert aside is not None
    assert aside.read_bytes().startswith(b"not a database")


def test_a_folder_that_is_written_to_is_not_restored(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        store.back_up(tmp_path / "copy.db")
        with pytest.raises(StoreLockedError, match="in use by"):
            Store.restore(tmp_path / "copy.db", folder)


def test_what_was_moved_aside_is_erased_with_a_dossier(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        dossier = store.create_dossier("SECRET-MARKER")
        store.back_up(tmp_path / "copy.db")
    Store.restore(tmp_path / "copy.db", folder)
    with Store.open(folder) as store:
        store.delete_dossier(dossier)
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if b"SECRET-MARKER" in path.read_bytes()]
