"""The process that forks: one for many files, alone in each, gone when nobody needs it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from domain.document import Document
from ingest import Limits
from ingest.documents.errand import ROOT, Bounds, Ended, Errand, order_of
from ingest.documents.ready import CAN_FORK, Ready, ready_for
from ingest.documents.sandbox import parse_apart
from ingest.documents.wire import load
from tests.ingest.making import changed_zip, docx_file

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="only Linux forks")

FILE = docx_file(lambda d: d.add_paragraph("Words of the file."))
MANY = "".join(f"<w:p><w:r><w:t>{i} words</w:t></w:r></w:p>" for i in range(20_000)).encode()
LONG = changed_zip(FILE, {"word/document.xml": lambda x: x.replace(b"<w:p>", MANY + b"<w:p>", 1)})
"""Takes a second or two to read."""


def errand(data: bytes = FILE, memory: int = 2**30) -> Errand:
    return Errand("docx", order_of("a.docx", Limits()), data, Bounds(20, memory))


def words(ended: Ended) -> str:
    document = load(ended.answer)
    assert isinstance(document, Document)
    return document.text


def children(process: int) -> set[int]:
    found: set[int] = set()
    with suppress(OSError):  # it has ended
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            found |= set(map(int, path.read_text().split()))
    return found


def waited(what: Callable[[], set[int]]) -> int:
    """The one process that comes to be in that set."""
    until = time.monotonic() + 10
    while not (found := what()):
        assert time.monotonic() < until
        time.sleep(0.005)
    (one,) = found
    return one


def is_gone(process: int) -> bool:
    until = time.monotonic() + 10
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.01)
    return not Path(f"/proc/{process}").exists()


def open_files(process: int) -> list[str]:
    return sorted(str(file.readlink()) for file in Path(f"/proc/{process}/fd").iterdir())


def bounds_of(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()
    return {line[:26].strip(): line[26:].split()[0] for line in lines}


@pytest.fixture
def process(ready: Ready) -> int:
    """The process that forks, once it has read a file."""
    before = children(os.getpid())
    assert words(ready.run(errand(), 20)).startswith("Words")
    return waited(lambda: children(os.getpid()) - before)


def test_it_has_one_thread_and_keeps_nothing_of_a_file(ready: Ready, process: int) -> None:
    before = open_files(process)
    for format_ in ("pdf", "xlsx", "html", "docx"):
        ready.run(Errand(format_, order_of("a", Limits()), FILE, Bounds(20, 2**30)), 20)
    assert len(list(Path(f"/proc/{process}/task").iterdir())) == 1
    assert open_files(process) == before
    assert children(process) == set()


def test_it_inherits_no_environment(process: int) -> None:
    content = Path(f"/proc/{process}/environ").read_bytes()
    names = {pair.partition(b"=")[0] for pair in content.split(b"\0") if pair}
    assert names <= {b"PATH", b"LD_LIBRARY_PATH", b"SYSTEMROOT", b"LANG", b"LC_ALL"}


def test_a_child_is_bound_and_holds_nothing_but_its_own(ready: Ready, process: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        reading = pool.submit(ready.run, errand(LONG, 900 * 2**20), 20)
        child = waited(lambda: children(process))
        until = time.monotonic() + 10
        while (bounds := bounds_of(child))["Max address space"] == "unlimited":
            assert time.monotonic() < until
        files = open_files(child)
        other = pool.submit(ready.run, errand(), 20)
        assert words(other.result()).startswith("Words")
        assert not reading.done()
        assert "19999 words" in words(reading.result())
    assert [name.partition(":")[0] for name in files] == ["/memfd", "pipe", "pipe", "pipe"]
    assert len(set(files)) == 3
    assert bounds["Max cpu time"] == "21"
    assert bounds["Max address space"] == str(900 * 2**20)
    assert bounds["Max file size"] == bounds["Max core file size"] == "0"


def test_a_child_that_takes_too_long_is_killed_and_the_next_file_read(
    ready: Ready, process: int
) -> None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(ready.run, errand(LONG), 0.3)
        child = waited(lambda: children(process))
        with pytest.raises(TimeoutError):
            reading.result()
    assert is_gone(child)
    assert words(ready.run(errand(), 20)).startswith("Words")
    assert children(process) == set()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_how_a_child_ended_is_told(ready: Ready, process: int, number: signal.Signals) -> None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(ready.run, errand(LONG), 20)
        os.kill(waited(lambda: children(process)), number)
        assert reading.result().code == -number


def test_killed_at_rest_it_is_started_anew(ready: Ready, process: int) -> None:
    os.kill(process, signal.SIGKILL)
    while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.005)
    assert words(ready.run(errand(), 20)).startswith("Words")
    assert is_gone(process)


def test_killed_at_work_its_children_end_and_the_file_is_read_all_the_same() -> None:
    before = children(os.getpid())
    ready_for(os.getpid()).close()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(parse_apart, "a.docx", "docx", LONG, Limits(max_seconds=20))
        process = waited(lambda: children(os.getpid()) - before)
        child = waited(lambda: children(process))
        os.kill(process, signal.SIGKILL)
        assert is_gone(child)
        document = reading.result()
    assert isinstance(document, Document)
    assert "19999 words" in document.text


def test_unused_it_ends_and_is_started_anew() -> None:
    ready, before = Ready("0.05"), children(os.getpid())
    try:
        for _ in range(2):
            assert words(ready.run(errand(), 20)).startswith("Words")
            process = waited(lambda: children(os.getpid()) - before)
            while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.005)
    finally:
        ready.close()


ASKER = """
import sys
from pathlib import Path
from ingest import Limits, read_bytes
from tests.ingest.documents.test_ready import FILE, LONG

read_bytes("a.docx", FILE)
print("ready", flush=True)
read_bytes("b.docx", LONG, Limits(max_seconds=60))
"""


def test_it_does_not_outlive_the_one_that_asks() -> None:
    command = [sys.executable, "-c", ASKER]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as asker:  # noqa: S603 - ours
        assert asker.stdout
        assert asker.stdout.readline() == b"ready\n"
        process = waited(lambda: children(asker.pid))
        child = waited(lambda: children(process))
        asker.kill()
    assert is_gone(child)
    assert is_gone(process)


def test_many_threads_are_served_at_once(ready: Ready) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: ready.run(errand(), 20), range(24)))
    assert {(one.code, one.complaint) for one in told} == {(0, b"")}
    assert len({json.loads(one.answer)["text"] for one in told}) == 1
