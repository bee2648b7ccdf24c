"""The database that keeps the record is qualified in a schema of its own; what is broken fails."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from review.validation.checks import Check, run
from review.validation.database import DatabaseTests
from store import Store
from store.postgres_migrations import POSTGRES_MIGRATIONS
from tests import postgres_server

Break = Callable[[pytest.MonkeyPatch], None]
ELSEWHERE = "postgresql+psycopg://u:s3cret@127.0.0.1:1/record"


@pytest.fixture
def record(tables: str, tmp_path: Path) -> str:
    """A record with a dossier in it."""
    postgres_server.empty(tables)
    with Store.open(tmp_path / "record", database=tables) as store:
        store.create_dossier("of somebody")
    return tables


def checks(database: str, folder: Path) -> list[Check]:
    tests = DatabaseTests(database, folder)
    return [*tests.installation(), *tests.operation()]


def contents(database: str) -> list[tuple[str, int]]:
    """Every schema with how many tables it has, and how many dossiers there are."""
    engine = create_engine(database)
    with engine.connect() as connection:
        schemas = connection.execute(
            text(
                "SELECT table_schema, count(*) FROM information_schema.tables GROUP BY 1 ORDER BY 1"
            )
        )
        found = [(str(name), int(count)) for name, count in schemas]
        dossiers = connection.execute(text("SELECT count(*) FROM dossiers")).scalar_one()
    engine.dispose()
    return [*found, ("dossiers", int(dossiers))]


def test_it_passes_and_leaves_the_record_as_it_was(record: str, tmp_path: Path) -> None:
    before = contents(record)
    found = [run(check) for check in checks(record, tmp_path)]
    assert [one.found for one in found if not one.passed] == []
    assert [one.id for one in found] == ["IQ-6", "OQ-14", "OQ-15", "OQ-16"]
    assert contents(record) == before


BROKEN: Mapping[str, Break] = {
    "OQ-14": lambda patch: patch.setattr(Store, "latest_review", lambda *_: None),
    "OQ-15": lambda patch: patch.setattr(Store, "document_bytes", lambda *_: b"other"),
    "OQ-16": lambda patch: patch.setattr(Store, "delete_dossier", lambda *_: None),
}


@pytest.mark.parametrize("number", BROKEN)
def test_it_fails_where_that_is_broken(
    record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    before = contents(record)
    BROKEN[number](monkeypatch)
    (found,) = (run(check) for check in checks(record, tmp_path) if check.id == number)
    assert not found.passed
    assert "itself failed" not in found.found
    assert contents(record) == before


def test_an_older_schema_and_no_server_are_told(record: str, tmp_path: Path) -> None:
    postgres_server.do(record, "UPDATE citemark_schema SET version = version - 1")
    try:
        older = f"older schema {len(POSTGRES_MIGRATIONS) - 1}"
        assert older in run(checks(record, tmp_path)[0]).found
    finally:
        postgres_server.do(record, "UPDATE citemark_schema SET version = version + 1")
    for check in checks(ELSEWHERE, tmp_path):
        told = run(check)
        assert not told.passed
        assert "cannot be reached" in told.found
        assert "s3cret" not in told.found
