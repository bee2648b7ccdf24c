"""A disk that fills up under the data folder: a sentence, nothing lost, and it goes on."""

import os
import subprocess
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from domain.errors import CitemarkError, StoreError
from review.assembly import Workbench
from review.dossier_work import DossierWork
from review.settings import Settings
from store import Store
from tests.faults.making import nothing

SIZE = "24m"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    if os.geteuid() != 0:
        pytest.skip("a small file system can only be mounted as root")
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607 - the system's own


def text(number: int) -> bytes:
    return f"# Record {number}\n\n".encode() + os.urandom(200_000).hex().encode()


def fill(place: Path, left: int) -> Path:
    """Take all but so many bytes of what is free."""
    free = os.statvfs(place)
    filler = place / "filler"
    filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - left)))
    return filler


def test_a_full_disk_loses_nothing_and_does_nothing_twice(
    small: Path, figure: Callable[[str], None]
) -> None:
    data = small / "data"
    kept: dict[str, bytes] = {}
    with Store.open(data) as store:
        dossier = store.create_dossier("d")
        for number in range(4):
            kept[f"{number}.md"] = text(number)
            store.add_document(dossier, f"{number}.md", kept[f"{number}.md"])
        filler = fill(small, 150_000)
        refused = text(9)
        for _ in range(3):
            with pytest.raises(StoreError, match="free some space"):
                store.add_document(dossier, "9.md", refused)
        read = {d.name: store.document_bytes(dossier, d.id) for d in store.documents(dossier)}
        assert read == kept
        filler.unlink()
        assert store.add_document(dossier, "9.md", refused) == sha256(refused).hexdigest()
        assert store.add_document(dossier, "9.md", refused) == sha256(refused).hexdigest()
    with Store.open(data) as store:
        read = {d.name: store.document_bytes(dossier, d.id) for d in store.documents(dossier)}
        assert read == kept | {"9.md": refused}
        assert all(d.revision == 1 for d in store.documents(dossier))
    figure("disk full in the middle of adding: a sentence, 4 of 4 readable, 1 added on retry")


def test_a_folder_on_a_full_disk_opens_for_reading(small: Path) -> None:
    data = small / "data"
    with Store.open(data) as store:
        dossier = store.create_dossier("kept")
    fill(small, 200_000)
    with Store.open(data, writable=False) as store:
        assert store.dossier(dossier).name == "kept"


def test_an_index_that_could_not_be_written_is_built_when_there_is_room(small: Path) -> None:
    with Workbench(Settings(data=small / "data")) as bench:
        at_work = DossierWork(bench)
        dossier = bench.store.create_dossier("d")
        words = b"# Plan\n\nThe plan names the person who is responsible for the records.\n"
        at_work.add_files(dossier, [("plan.md", words)], nothing)
        filler = fill(small, 20_000)
        with pytest.raises(CitemarkError):
            at_work.ask("Who is responsible for the records?", dossier)
        filler.unlink()
        answer, _ = at_work.ask("Who is responsible for the records?", dossier)
        assert any(s.text.startswith("The plan names") for s in answer.statements)
