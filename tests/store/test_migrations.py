"""The schema's versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from domain.access import LOCAL, User
from domain.errors import StoreError
from domain.pinpoint import Pinpoint
from store import Store
from store.copying import APPLICATION_ID
from store.database import Database
from store.migrations import MIGRATIONS, migrate
from store.schema import Base

NEXT = "CREATE TABLE later (\n  id INTEGER NOT NULL,\n  PRIMARY KEY (id)\n);\n"


def statements(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {" ".join(row[0].split()) for row in rows}


def number(path: Path, pragma: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def test_the_steps_make_the_tables_that_the_code_speaks_of(folder: Path, tmp_path: Path) -> None:
    Store.open(folder).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'expected.db'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    assert statements(folder / "citemark.db") == statements(tmp_path / "expected.db")


def test_a_new_file_says_whose_it_is_and_has_no_backup(folder: Path) -> None:
    Store.open(folder).close()
    assert number(folder / "citemark.db", "user_version") == len(MIGRATIONS)
    assert number(folder / "citemark.db", "application_id") == APPLICATION_ID
    assert not (folder / "backups").exists()


def test_an_older_schema_is_upgraded_once_with_a_backup(folder: Path) -> None:
    with Store.open(folder) as store:
        dossier = store.create_dossier("kept")
        migrate(store._database, (*MIGRATIONS, NEXT))
        migrate(store._database, (*MIGRATIONS, NEXT))
        assert store.dossier(dossier).name == "kept"
    backup = folder / "backups" / f"schema-{len(MIGRATIONS)}.db"
    assert [path.name for path in (folder / "backups").iterdir()] == [backup.name]
    assert number(folder / "citemark.db", "user_version") == len(MIGRATIONS) + 1
    assert number(backup, "user_version") == len(MIGRATIONS)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT name FROM dossiers").fetchall() == [("kept",)]


def test_a_step_that_fails_leaves_the_schema_as_it_was(folder: Path) -> None:
    Store.open(folder).close()
    before = statements(folder / "citemark.db")
    with Store.open(folder) as store, pytest.raises(StoreError):
        migrate(store._database, (*MIGRATIONS, NEXT + "CREATE TABLE later (id INTEGER);\n"))
    assert statements(folder / "citemark.db") == before
    assert number(folder / "citemark.db", "user_version") == len(MIGRATIONS)


def test_without_room_for_a_backup_nothing_is_upgraded(folder: Path) -> None:
    with Store.open(folder) as store:
        (folder / "backups").write_text("in the way")
        with pytest.raises(StoreError, match="no copy could be written"):
            migrate(store._database, (*MIGRATIONS, NEXT))
    assert number(folder / "citemark.db", "user_version") == len(MIGRATIONS)


@pytest.mark.parametrize("writable", [True, False])
def test_a_newer_schema_is_refused(folder: Path, writable: bool) -> None:
    Store.open(folder).close()
    with closing(sqlite3.connect(folder / "citemark.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 5}")
    with pytest.raises(
        StoreError, match=rf"newer citemark \(schema {len(MIGRATIONS) + 5}.*update citemark"
    ):
        Store.open(folder, writable=writable)


def test_a_reader_does_not_upgrade(folder: Path) -> None:
    Store.open(folder).close()
    database = Database(folder / "citemark.db", writable=False)
    with pytest.raises(
        StoreError, match=f"older schema {len(MIGRATIONS)}; open it once for writing"
    ):
        migrate(database, (*MIGRATIONS, NEXT))
    database.close()


def test_the_database_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "citemark.db")) as connection:
        connection.execute("CREATE TABLE theirs (id)")
    with pytest.raises(StoreError, match="of another program"):
        Store.open(folder)
    assert statements(folder / "citemark.db") == {"CREATE TABLE theirs (id)"}


def test_the_law_of_the_first_schema_is_kept_word_for_word(folder: Path) -> None:
    folder.mkdir()
    database = Database(folder / "citemark.db", writable=True)
    migrate(database, MIGRATIONS[:1])
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO blobs VALUES ('s', x'00')")
        connection.exec_driver_sql(
            "INSERT INTO law_versions VALUES "
            "(1, 'mdr', '32017R0745', 'f', '2017-05-05', 's', 't', '2026-11-24', 'd', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO provisions VALUES (1, 'mdr.art-1', 0, 'Article 1', 'Pots', 'words', '')"
        )
    database.close()
    with Store.open(folder) as store:
        kept, version = store.provision(Pinpoint.parse("mdr.art-1"))
        assert (kept.text, kept.closing, kept.between) == ("words", "", ())
        assert version.celex == "32017R0745"


def test_a_batch_from_before_owners_is_of_the_machine(folder: Path) -> None:
    folder.mkdir()
    database = Database(folder / "citemark.db", writable=True)
    migrate(database, MIGRATIONS[:8])
    with database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO batches VALUES ('b', '/in', '/out', NULL, '2026-11-24', 'paused', 'now')"
        )
    database.close()
    with Store.open(folder) as store:
        (batch,) = store.batches(LOCAL)
        assert (batch.id.token, batch.folder, batch.asked) == ("b", "/in", 0)
        assert store.batches(User("anna@example.org", "Anna")) == []
