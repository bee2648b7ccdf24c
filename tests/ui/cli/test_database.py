"""The commands that keep and rebuild, where PostgreSQL keeps the record."""

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from store import Store
from tests import postgres_server
from tests.store.examples import document
from ui.cli.main import cli

TEXT = b"The overseer can stop the system with one click.\n"


@pytest.fixture
def data(tables: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier in the database, which the environment names."""
    postgres_server.empty(tables)
    with Store.open(tmp_path / "data", database=tables) as store:
        dossier = store.create_dossier("ThoraFlag")
        store.add_document(dossier, "plan.md", TEXT)
        store.put_parsed(dossier, document(TEXT), "RMP")
    monkeypatch.setenv("CITEMARK_DATABASE", tables)
    return tmp_path / "data"


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--data", str(data)])


def test_the_index_is_built_in_the_database(data: Path, tables: str) -> None:
    result = run(data, "rebuild-index", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == [{"dossier": "ThoraFlag", "passages": 1}]
    assert not (data / "index").exists()
    assert not (data / "citemark.db").exists()
    before = vectors(tables)
    assert len(before) == 1
    assert run(data, "rebuild-index").stdout == "ThoraFlag: 1 passages\n"
    assert vectors(tables) == before


def vectors(address: str) -> list[str]:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = [str(row) for row in connection.execute(text("SELECT * FROM nearest")).all()]
    engine.dispose()
    return found


def test_backup_and_restore_name_the_servers_own_tools(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere"
    with Store.open(kept) as store:
        store.create_dossier("other")
        store.back_up(tmp_path / "backup")
    refused = run(data, "backup", str(tmp_path / "new"))
    assert refused.exit_code == 1
    assert "pg_dump" in refused.stderr
    assert not (tmp_path / "new").exists()
    refused = run(data, "restore", str(tmp_path / "backup"))
    assert refused.exit_code == 1
    assert "pg_restore" in refused.stderr
    assert "CITEMARK_DATABASE" in refused.stderr
    assert not (data / "citemark.db").exists()
    assert "postgresql+psycopg://" not in refused.stderr
