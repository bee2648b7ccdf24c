"""What each released schema held is brought to the newest one in PostgreSQL too."""

from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, insert, select

from domain.errors import StoreError
from store import Store
from store.postgres import PostgresDatabase
from store.postgres_migrations import POSTGRES_MIGRATIONS, migrate_postgres
from tests import postgres_server
from tests.store.test_released import FILES, check, schema, unpacked


def moved(file: Path, address: str) -> int:
    """Put every row of a data folder's file into tables of the same schema; gives how many."""
    source, target = create_engine(f"sqlite:///{file}"), create_engine(address)
    kept, tables, rows = MetaData(), MetaData(), 0
    kept.reflect(source)
    tables.reflect(target, only=list(kept.tables))
    with source.connect() as read, target.begin() as write:
        for table in kept.sorted_tables:
            found = [dict(row) for row in read.execute(select(table)).mappings()]
            rows += len(found)
            if found:
                write.execute(insert(tables.tables[table.name]), found)
    source.dispose()
    target.dispose()
    return rows


@pytest.mark.parametrize("kept", FILES, ids=lambda path: path.name)
def test_it_is_upgraded_once_with_all_that_was_in_it(
    kept: Path, server: str, folder: Path, tmp_path: Path
) -> None:
    file = unpacked(kept, tmp_path / "file") / "citemark.db"
    with postgres_server.database(server) as address:
        database = PostgresDatabase(address, folder, writable=True)
        migrate_postgres(database, POSTGRES_MIGRATIONS[: schema(kept)])
        database.close()
        assert moved(file, address)
        if schema(kept) < len(POSTGRES_MIGRATIONS):
            with pytest.raises(StoreError, match=f"older schema {schema(kept)}; open it once"):
                Store.open(folder, database=address, writable=False)
        for _ in range(2):
            with Store.open(folder, database=address) as store:
                check(store)
                assert store.check_audit().sound
