"""A store in a folder of its own, and things to put into it.

A test that asks for `store` runs twice, on SQLite and on PostgreSQL, unless it also asks for the
folder or is marked `sqlite`.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import DossierId, Store
from tests import postgres_server

KINDS = ("sqlite", "postgresql")
OF_THE_FILE = {"folder", "tmp_path"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    asked = set(inspect.signature(metafunc.function).parameters)
    of_the_file = metafunc.definition.get_closest_marker("sqlite") or asked & OF_THE_FILE
    if "store" in metafunc.fixturenames and not of_the_file:
        metafunc.parametrize("kind", KINDS, indirect=True)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    if kind == "sqlite":
        with Store.open(folder) as opened:
            yield opened
        return
    address = request.getfixturevalue("tables")
    postgres_server.empty(address)
    with Store.open(folder, database=address) as opened:
        yield opened


@pytest.fixture
def dossier(store: Store) -> DossierId:
    return store.create_dossier("ThoraFlag")
