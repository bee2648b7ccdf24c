"""One writer at a time, and the second is told who the first is."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from domain.access import LOCAL
from domain.errors import StoreError, StoreLockedError
from store import Store
from store.locking import WriteLock

HOLDER = """
import sys
from pathlib import Path
from threading import Thread
from store import Store
with Store.open(Path(sys.argv[2])) as store:
    print(store.create_dossier("theirs"), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that writes to the folder until its input ends."""
    command = [sys.executable, "-c", HOLDER, "review", str(folder)]
    with subprocess.Popen(  # noqa: S603 - this interpreter with a program of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        if process.poll() is None:
            process.communicate()


def test_a_second_writer_is_refused_within_a_second_and_told_the_holder(
    folder: Path, holder: subprocess.Popen[bytes]
) -> None:
    start = time.monotonic()
    with pytest.raises(StoreLockedError, match=rf"process {holder.pid} \(-c review\)"):
        Store.open(folder)
    assert time.monotonic() - start < 1


def test_a_reader_works_beside_a_writer(folder: Path, holder: subprocess.Popen[bytes]) -> None:
    with Store.open(folder, writable=False) as store:
        assert [each.name for each in store.dossiers(LOCAL)] == ["theirs"]
    assert holder.poll() is None


def test_a_killed_holder_holds_nothing(folder: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Store.open(folder) as store:
        assert [each.name for each in store.dossiers(LOCAL)] == ["theirs"]


def test_the_same_process_cannot_write_twice(folder: Path) -> None:
    with Store.open(folder), pytest.raises(StoreLockedError, match=f"process {os.getpid()}"):
        Store.open(folder)


def test_a_closed_store_frees_the_folder(folder: Path) -> None:
    for _ in range(3):
        with Store.open(folder) as store:
            store.create_dossier("d")
    assert not (folder / "write.holder").exists()
    with Store.open(folder, writable=False) as store:
        assert len(store.dossiers(LOCAL)) == 3


def test_a_store_can_be_closed_by_another_thread(folder: Path) -> None:
    store = Store.open(folder)
    closing = Thread(target=store.close)
    closing.start()
    closing.join()
    Store.open(folder).close()


def test_a_store_that_failed_to_open_frees_the_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "citemark.db").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(folder)
    lock = WriteLock(folder)
    lock.acquire()
    lock.release()


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"pid": "x", "command": ""}', "\0"])
def test_an_unreadable_note_still_gives_a_refusal(folder: Path, words: str) -> None:
    with Store.open(folder):
        (folder / "write.holder").write_text(words)
        with pytest.raises(StoreLockedError, match="in use by another process"):
            Store.open(folder)


def test_the_note_names_no_file_of_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/opt/bin/citemark", "review", "/secret/ThoraFlag.pdf"])
    with Store.open(folder):
        note = json.loads((folder / "write.holder").read_text())
    assert note == {"pid": os.getpid(), "command": "citemark review"}


def test_closing_twice_is_harmless(folder: Path) -> None:
    store = Store.open(folder)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.dossiers(LOCAL)
