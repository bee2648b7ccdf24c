"""A data folder as each released schema left it opens, with everything that was in it.

The files of `released/` were written by the versions of citemark that had that schema, with the
content below. Before a new step is released, add one: `python -m tests.store.test_released`.
"""

import gzip
import sqlite3
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.errors import StoreError
from store import Store
from store.migrations import MIGRATIONS
from tests.store.examples import PROFILE, document, failure, law, review

FILES = sorted((Path(__file__).parent / "released").glob("schema-*.db.gz"))
DATA = b"The risk management process is established, documented and maintained.\n"
LAW = b"bytes of a text of law"


def schema(path: Path) -> int:
    return int(path.name.removeprefix("schema-").removesuffix(".db.gz"))


def unpacked(kept: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "citemark.db").write_bytes(gzip.decompress(kept.read_bytes()))
    return folder


def backups(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").glob("*"))


def test_one_of_each_schema_is_kept() -> None:
    assert [schema(path) for path in FILES] == list(range(1, len(FILES) + 1))
    assert len(FILES) >= 8


@pytest.mark.parametrize("kept", FILES, ids=lambda path: path.name)
def test_it_opens_migrates_once_and_leaves_copies(kept: Path, folder: Path) -> None:
    unpacked(kept, folder)
    for _ in range(2):
        with Store.open(folder) as store:
            check(store)
        assert backups(folder) == [f"schema-{n}.db" for n in range(schema(kept), len(MIGRATIONS))]


def check(store: Store) -> None:
    """Everything that was put there is there."""
    (dossier,) = store.dossiers(LOCAL)
    assert (dossier.name, dossier.profile) == ("ThoraFlag", PROFILE)
    kept = {each.name: each for each in store.documents(dossier.id)}
    assert kept["plan.md"].parsed == document(DATA)
    assert kept["plan.md"].revision == 2
    assert kept["scan.pdf"].failure == failure("scan.pdf")
    assert store.document_bytes(dossier.id, sha256(DATA).hexdigest()) == DATA
    assert store.latest_review(dossier.id) == review(document(DATA))
    assert store.vectors_of(dossier.id).get_vectors("m@1", ["k"]) == {"k": b"\0\1\2\3"}
    (text,) = store.law_versions()
    assert text.version.sha256 == sha256(LAW).hexdigest()


@pytest.mark.parametrize("kept", FILES[:1], ids=lambda path: path.name)
def test_a_copy_made_before_the_upgrade_opens_again(kept: Path, folder: Path) -> None:
    with Store.open(unpacked(kept, folder)):
        copy = folder / "backups" / kept.name.removesuffix(".gz")
    Store.restore(copy, folder)
    with Store.open(folder) as store:
        check(store)


def test_an_older_citemark_would_be_told(folder: Path) -> None:
    unpacked(FILES[-1], folder)
    with closing(sqlite3.connect(folder / "citemark.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer citemark"):
        Store.open(folder)


def write(folder: Path) -> None:
    """Make a data folder with the content that `check` looks for."""
    with Store.open(folder) as store:
        dossier = store.create_dossier("ThoraFlag", PROFILE)
        store.add_document(dossier, "plan.md", b"An earlier draft.\n")
        store.add_document(dossier, "plan.md", DATA)
        store.put_parsed(dossier, document(DATA), "RMP")
        store.put_failure(dossier, failure("scan.pdf"))
        store.vectors_of(dossier).put_vectors("m@1", {"k": b"\0\1\2\3"})
        store.put_review(dossier, review(document(DATA)))
        store.add_law(law(LAW), LAW, date(2026, 11, 1))


def test_what_is_written_today_is_what_is_looked_for(folder: Path) -> None:
    write(folder)
    with Store.open(folder) as store:
        check(store)


if __name__ == "__main__":
    import tempfile

    made = Path(tempfile.mkdtemp()) / "data"
    write(made)
    target = Path(__file__).parent / "released" / f"schema-{len(MIGRATIONS)}.db.gz"
    target.write_bytes(gzip.compress((made / "citemark.db").read_bytes(), mtime=0))
