"""The same dossier on SQLite and on PostgreSQL: the same review, the same answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

import samples
from regulations.profile import load_profile
from review.assembly import Workbench
from review.dossier_work import DossierWork
from review.report import review_json
from review.settings import Settings
from tests import postgres_server

FILES = ("QMP-013_quality_manual_vigilance.md", "ARO-010_oversight_logging_accuracy.pdf")
QUESTIONS = ("Who can stop the system?", "How long are the logs kept?", "What is vigilance?")


@contextmanager
def at_work(folder: Path, database: str) -> Iterator[DossierWork]:
    settings = Settings(data=folder, database=SecretStr(database))
    with Workbench(settings) as bench:
        yield DossierWork(bench)


def made(folder: Path, database: str) -> tuple[bytes, list[object]]:
    """A review as bytes, and answers from the dossier, each asked twice."""
    with at_work(folder, database) as work:
        dossier = work.bench.store.create_dossier("two", load_profile(samples.device_path()))
        files = [(name, (samples.dossier_path() / name).read_bytes()) for name in FILES]
        assert work.add_files(dossier, files, lambda *_: None) == ()
        review = work.review(dossier, lambda *_: None)
        answers: list[object] = [work.ask(question, dossier)[0] for question in QUESTIONS * 2]
        return review_json(review, work.bench.catalogue, work.bench.law.shelf), answers


@pytest.mark.slow
def test_the_same_review_and_the_same_answers(tables: str, tmp_path: Path) -> None:
    postgres_server.empty(tables)
    assert made(tmp_path / "postgresql", tables) == made(tmp_path / "sqlite", "")
    assert not (tmp_path / "postgresql" / "index").exists()
    assert not (tmp_path / "postgresql" / "citemark.db").exists()


def test_the_address_is_never_shown() -> None:
    settings = Settings(database=SecretStr("postgresql+psycopg://u:s3cret@h/d"))
    assert "s3cret" not in f"{settings!r} {settings} {settings.model_dump()}"
