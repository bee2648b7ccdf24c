"""Killed at any moment, the store holds whole documents and all that it had confirmed."""

import subprocess
import sys
import time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from store import DossierId, Store
from tests.store.examples import document, review

WRITER = """
import sys
from pathlib import Path
from domain.access import LOCAL
from store import DossierId, Store
from tests.store.examples import document, review

with Store.open(Path(sys.argv[1])) as store:
    dossier = DossierId(sys.argv[2], LOCAL)
    print("open", flush=True)
    for number in range(60):
        data = f"document {number} ".encode() * 5000
        name = f"{number}.md"
        store.add_document(dossier, name, data)
        store.put_parsed(dossier, document(data, name), "plan")
        store.cache_parse("reader 1", document(data, name))
        store.put_review(dossier, review(document(data, name)))
        print(name, flush=True)
"""


def data_of(name: str) -> bytes:
    return f"document {name.removesuffix('.md')} ".encode() * 5000


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_documents_and_all_that_it_confirmed(folder: Path) -> None:
    random = Random(7)  # noqa: S311 - points in time, not secrets
    with Store.open(folder) as store:
        dossier = store.create_dossier("d")
    confirmed: set[str] = set()
    for _ in range(12):
        confirmed |= _killed_run(folder, dossier, random.randrange(4), random.uniform(0.0, 0.4))
        _check(folder, dossier, confirmed)
    assert confirmed


def _killed_run(folder: Path, dossier: DossierId, after: int, seconds: float) -> set[str]:
    """Start a writer, kill it so long after it confirmed so many, return what it confirmed."""
    command = [sys.executable, "-c", WRITER, str(folder), dossier.token]
    with subprocess.Popen(  # noqa: S603 - this interpreter with a program of ours
        command, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        names = list(islice(writer.stdout, after))
        time.sleep(seconds)
        writer.kill()
        return {name.strip() for name in (*names, *writer.stdout)}


def _check(folder: Path, dossier: DossierId, confirmed: set[str]) -> None:
    with Store.open(folder) as store:
        with store._database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = {each.name: each for each in store.documents(dossier)}
        assert confirmed <= set(found)
        for name, each in found.items():
            data = data_of(name)
            assert each.id == sha256(data).hexdigest()
            assert store.document_bytes(dossier, each.id) == data
            assert each.revision == 1
            assert each.parsed == document(data, name) or name not in confirmed
            assert each.parsed is None or each.type_code == "plan"
        for kept in store.reviews(dossier):
            (read,) = store.review(dossier, kept.id).documents
            assert store.review(dossier, kept.id) == review(document(data_of(read.name), read.name))
