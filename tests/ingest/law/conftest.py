"""Official texts beside the checkout, read once, and toy acts in invented words."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law import read_law

CATALOGUE = Path(__file__).parents[3] / "regulations" / "data" / "obligations"
Official = Callable[[str], LawText]

NEWER_LAW = {
    "mdr.art-10a",
    "ivdr.art-10a",
    "aia.art-2.13",
    "aia.art-4a.1",
    "aia.art-4a.2",
    "aia.art-5.1.ba",
    "aia.art-5.1.bb",
    "aia.art-6.1a",
    "aia.art-6.1b",
    "aia.art-6.1c",
}


@pytest.fixture(scope="session")
def official(shared: Path) -> Official:
    """Reads an official file by its name, once."""

    @cache
    def read(name: str) -> LawText:
        return read_law(name, (shared / "regulations" / name).read_bytes())

    return read


@pytest.fixture(scope="session")
def sample(shared: Path) -> Callable[[str], bytes]:
    """The bytes of a structure sample."""
    return lambda name: (shared / "regulations" / "structure-samples" / name).read_bytes()


@pytest.fixture(scope="session")
def catalogue_pinpoints() -> Callable[[Act], list[Pinpoint]]:
    """Pinpoints of the catalogue that stand in the texts as published."""

    @cache
    def of(act: Act) -> list[Pinpoint]:
        files = sorted((CATALOGUE / act.value).glob("*.yaml"))
        rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
        return [Pinpoint.parse(row["id"]) for row in rows if row["id"] not in NEWER_LAW]

    return of
