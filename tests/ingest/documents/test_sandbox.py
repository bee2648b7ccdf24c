"""The parsing process: every way it can end has a name."""

import time

import pytest

from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from ingest import Limits
from ingest.documents.sandbox import parse_apart
from ingest.documents.wire import dump, load
from tests.ingest.making import changed_zip, docx_file

FILE = docx_file(lambda d: d.add_paragraph("Words of the file. " * 30))
MANY = "".join(f"<w:p><w:r><w:t>{i * i} words</w:t></w:r></w:p>" for i in range(150_000)).encode()
LARGE = changed_zip(FILE, {"word/document.xml": lambda x: x.replace(b"<w:p>", MANY + b"<w:p>", 1)})


def reason(data: bytes, limits: Limits, format_: str = "docx") -> FailureReason | None:
    result = parse_apart("a", format_, data, limits)
    return result.reason if isinstance(result, ReadFailure) else None


def test_time_is_bounded() -> None:
    start = time.monotonic()
    assert reason(LARGE, Limits(max_seconds=0.01, seconds_per_mebibyte=0)) is FailureReason.TOO_SLOW
    assert time.monotonic() - start < 5


def test_memory_is_bounded() -> None:
    small = Limits(max_seconds=60, max_memory_bytes=80 * 1024 * 1024)
    assert reason(LARGE, small) is FailureReason.TOO_MUCH_MEMORY


def test_length_is_bounded() -> None:
    assert reason(FILE, Limits(max_characters=20)) is FailureReason.TOO_LARGE


def test_what_comes_back_is_what_was_read() -> None:
    document = parse_apart("a.docx", "docx", FILE, Limits())
    assert isinstance(document, Document)
    assert load(dump(document)) == document
    failure = ReadFailure("a", FailureReason.EMPTY, "d", "s")
    assert load(dump(failure)) == failure


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"failure": [1]}'])
def test_another_answer_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        load(data)
