"""What is particular to PostgreSQL: its tables, several processes at once, its errors, pgvector."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint

from domain.access import LOCAL, User
from domain.errors import StoreError, UnknownRecordError
from retrieval.hybrid import ExactIndex
from retrieval.in_record import RecordIndex
from store import DossierId, Store
from store.postgres import PostgresDatabase
from store.postgres_migrations import POSTGRES_MIGRATIONS, migrate_postgres
from store.record_schema import AuditRow
from store.schema import Base
from tests import postgres_server

WRITERS, FILES = 3, 12
WRITER = """
import sys
from pathlib import Path
from domain.access import LOCAL
from store import DossierId, Store

with Store.open(Path(sys.argv[1]), database=sys.argv[2]) as store:
    dossier = DossierId(sys.argv[3], LOCAL)
    for number in range(int(sys.argv[5])):
        name = f"{sys.argv[4]}-{number}.md"
        store.add_document(dossier, name, name.encode())
"""


@pytest.fixture
def address(server: str) -> Iterator[str]:
    """A database with nothing in it."""
    with postgres_server.database(server) as made:
        yield made


@pytest.fixture
def shared(tables: str, folder: Path) -> Iterator[Store]:
    postgres_server.empty(tables)
    with Store.open(folder, database=tables) as opened:
        yield opened


def columns(address: str) -> dict[str, list[str]]:
    engine = create_engine(address)
    found = inspect(engine)
    told: dict[str, list[str]] = {}
    for table in Base.metadata.tables:
        told[table] = [_column(**one) for one in found.get_columns(table)]
        told[table] += sorted(map(_key, found.get_foreign_keys(table)))
        told[table].append(str(found.get_pk_constraint(table)["constrained_columns"]))
    engine.dispose()
    return told


def _column(name: str, type: object, nullable: bool, **_: object) -> str:  # noqa: A002
    words = str(type).replace(' COLLATE "C"', "")
    return f"{name} {words} {nullable}"


def _key(key: ReflectedForeignKeyConstraint) -> str:
    ends = key.get("options", {}).get("ondelete")
    return f"{key['constrained_columns']} {key['referred_table']} {ends}"


def test_the_steps_make_the_tables_that_the_code_speaks_of(tables: str, address: str) -> None:
    assert AuditRow.__tablename__ in Base.metadata.tables
    engine = create_engine(address)
    Base.metadata.create_all(engine)
    engine.dispose()
    assert columns(tables) == columns(address)


def test_processes_write_at_once_and_the_record_stays_one_chain(
    tables: str, shared: Store, tmp_path: Path
) -> None:
    dossier = shared.create_dossier("shared")
    writers = [
        subprocess.Popen(  # noqa: S603 - this interpreter with a program of ours
            [
                *(sys.executable, "-c", WRITER, str(tmp_path / str(each))),
                *(tables, dossier.token, str(each), str(FILES)),
            ]
        )
        for each in range(WRITERS)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * WRITERS
    kept = {document.name for document in shared.documents(dossier)}
    assert kept == {f"{each}-{number}.md" for each in range(WRITERS) for number in range(FILES)}
    assert len(shared.events(dossier)) == 1 + WRITERS * FILES
    assert shared.check_audit().sound


def test_processes_that_start_at_once_make_the_tables_once(address: str, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from store import Store; "
        "Store.open(Path(sys.argv[1]), database=sys.argv[2]).close()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), address])  # noqa: S603
        for _ in range(2)
    ]
    assert [one.wait(120) for one in started] == [0, 0]


def test_a_newer_schema_and_anothers_tables_are_refused(address: str, folder: Path) -> None:
    Store.open(folder, database=address).close()
    postgres_server.do(address, "UPDATE citemark_schema SET version = version + 1")
    with pytest.raises(StoreError, match=r"newer citemark .schema"):
        Store.open(folder, database=address)
    postgres_server.do(address, "DROP TABLE citemark_schema")
    with pytest.raises(StoreError, match="tables of another program"):
        Store.open(folder, database=address)


def test_a_reader_makes_no_tables(address: str, folder: Path) -> None:
    with pytest.raises(StoreError, match="older schema 0; open it once for writing"):
        Store.open(folder, database=address, writable=False)


def test_a_step_that_fails_leaves_the_schema_as_it_was(address: str, folder: Path) -> None:
    Store.open(folder, database=address).close()
    database = PostgresDatabase(address, folder, writable=True)
    wrong = "CREATE TABLE later (id INTEGER);\nCREATE TABLE later (id INTEGER);\n"
    with pytest.raises(StoreError, match=r"42P07.*nothing of this step was kept"):
        migrate_postgres(database, (*POSTGRES_MIGRATIONS, wrong))
    migrate_postgres(database)
    database.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://u:s3cret@127.0.0.1:1/citemark", "cannot be reached"),
        ("postgresql://u:s3cret@127.0.0.1:1/citemark", "must read"),
        ("postgresql+psycopg://u:s3cret@127.0.0.1:1", "must read"),
        ("s3cret", "must read"),
    ],
)
def test_what_cannot_be_opened_is_said_without_the_password(
    folder: Path, address: str, said: str
) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Store.open(folder, database=address)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_wrong_password_is_said_without_it(server: str, folder: Path) -> None:
    host = server.rpartition("@")[2]
    with pytest.raises(StoreError, match=r"cannot be reached.*password that it knows") as caught:
        Store.open(folder, database=f"postgresql+psycopg://citemark:s3cret@{host}/postgres")
    assert "s3cret" not in str(caught.value)


def test_no_process_is_locked_out_and_backup_is_the_servers(shared: Store, tables: str) -> None:
    with Store.open(shared.folder, database=tables) as second:
        second.create_dossier("second")
        assert [found.name for found in shared.dossiers(LOCAL)] == ["second"]
    with pytest.raises(StoreError, match="use pg_dump"):
        shared.back_up(shared.folder / "x")


def test_pgvector_finds_what_comparing_all_finds(shared: Store) -> None:
    dossier = shared.create_dossier("shared")
    random = np.random.default_rng(7)
    vectors = random.normal(size=(300, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = tuple(f"{number:03}" for number in range(300))
    kept = shared.nearest_of(dossier, "model")
    assert kept is not None
    index = RecordIndex(kept)
    index.add(ids, vectors)
    index.add(ids[:10], vectors[:10])
    exact = ExactIndex(ids, vectors)
    for asked in vectors[:20]:
        near, true = index.search(asked, 10), exact.search(asked, 10)
        assert [hit.id for hit in near] == [hit.id for hit in true]
        assert [hit.score for hit in near] == pytest.approx([hit.score for hit in true], abs=1e-5)
    index.delete(["000", "not there"])
    assert index.ids() == set(ids[1:])


def test_vectors_are_of_one_dossier_one_user_and_one_model(shared: Store, tables: str) -> None:
    anna, eve = User("anna@example.org", "anna"), User("eve@example.org", "eve")
    annas = shared.create_dossier("anna's", user=anna)
    kept = shared.nearest_of(annas, "model")
    strangers = shared.nearest_of(DossierId(annas.token, eve), "model")
    others = shared.nearest_of(shared.create_dossier("eve's", user=eve), "model")
    assert kept is not None
    assert strangers is not None
    assert others is not None
    one = np.ones(2, "<f4").tobytes()
    kept.put({"a": one})
    for call in (
        strangers.ids,
        lambda: strangers.put({"b": one}),
        lambda: strangers.delete(["a"]),
        lambda: strangers.nearest(one, 1),
    ):
        with pytest.raises(UnknownRecordError):
            call()
    assert others.nearest(one, 1) == []
    renewed = shared.nearest_of(annas, "another model")
    assert renewed is not None
    renewed.put({"b": one})
    assert kept.ids() == frozenset()
    assert renewed.ids() == frozenset({"b"})
    shared.delete_dossier(annas)
    engine = create_engine(tables)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM nearest").scalar_one() == 0
    engine.dispose()
