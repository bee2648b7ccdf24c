"""A store in a folder of its own, and things to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import DossierId, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def dossier(store: Store) -> DossierId:
    return store.create_dossier("ThoraFlag")
