"""Pages that several processes read are those that one reads, whatever befalls a process."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.document import BlockKind, Document
from ingest import Limits
from ingest.documents.errand import Bounds, Errand, order_of
from ingest.documents.pdf_pages import pages_of
from ingest.documents.pdf_wire import dump_pages, load_pages
from ingest.documents.ready import CAN_FORK, Ready
from ingest.documents.wire import load
from tests.ingest.documents.test_pdf_ink import CARRIERS, PLANTED, Draw, scan
from tests.ingest.documents.test_ready import bounds_of, children, waited
from tests.ingest.making import drawn_pdf, pdf, table, texts

forks = pytest.mark.skipif(not CAN_FORK, reason="only Linux forks")
PAGES = 60


def numbered(number: int) -> Draw:
    """A page of lines with a running head and a sentence that goes on overleaf."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 810, "RMF-003 Risk file")
        for line in range(33):
            canvas.drawString(72, 720 - 18 * line, f"page {number}, line {line}, which is long and")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 60, f"{PLANTED} {number}")

    return draw


LONG = drawn_pdf(*map(numbered, range(PAGES)))


@pytest.fixture
def process(ready: Ready) -> int:
    before = children(os.getpid())
    read(ready, 1)
    return waited(lambda: children(os.getpid()) - before)


def read(ready: Ready, processes: int) -> bytes:
    order = order_of("a.pdf", Limits(max_processes=processes))
    ended = ready.run(Errand("pdf", order, LONG, Bounds(60, 2**30)), 60)
    assert ended.code == 0
    return ended.answer


def helper(process: int) -> int:
    """One of the processes that read pages for the one that the given process started."""
    child = waited(lambda: children(process))
    until = time.monotonic() + 10
    while not (found := children(child)):
        assert time.monotonic() < until
    return max(found)


def test_pages_are_handed_over_as_they_are() -> None:
    scanned = scan(["Words of a scan"], 1.0)
    framed = pdf([table([["a", "b"], ["c", "d"]], grid=True)])
    for data in (drawn_pdf(*CARRIERS.values()), scanned, framed, LONG):
        pages = pages_of(pypdfium2.PdfDocument(data), 1)
        assert load_pages(dump_pages(pages)) == pages
    (page,) = pages_of(pypdfium2.PdfDocument(scanned), 1)
    assert page.pictures
    assert [word.unpainted for run in page.runs for word in run.words] == [True] * 4


@forks
def test_several_processes_read_what_one_reads(ready: Ready) -> None:
    one = read(ready, 1)
    assert read(ready, 2) == one
    assert read(ready, 3) == one
    document = load(one)
    assert isinstance(document, Document)
    assert len(document.pages) == PAGES
    assert texts(document, BlockKind.RUNNING) == ["RMF-003 Risk file"] * PAGES
    assert texts(document, BlockKind.HIDDEN) == [f"{PLANTED} {n}" for n in range(PAGES)]


@forks
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGXCPU])
def test_pages_of_a_process_that_ends_are_read_all_the_same(
    ready: Ready, process: int, number: signal.Signals
) -> None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read, ready, 3)
        os.kill(helper(process), number)
        assert reading.result() == read(ready, 1)


@forks
def test_processes_share_the_bounds_of_their_file(ready: Ready, process: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read, ready, 2)
        one = helper(process)
        while (bounds := bounds_of(one))["Max cpu time"] == "61":
            time.sleep(0.001)
        reading.result()
    assert bounds["Max cpu time"] == "31"
    assert bounds["Max address space"] == str(2**29)
    assert bounds["Max file size"] == "0"
