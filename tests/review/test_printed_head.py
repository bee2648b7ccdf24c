"""The head of the audit trail, read back from files that were handed over."""

from pathlib import Path

import pytest

from domain.errors import RequestError
from review.commented import opening_of
from review.printed_head import printed_heads
from review.report.anchored import with_comments
from review.report.zip_bytes import zipped
from tests.review.report.making import report
from tests.review.report.test_anchored import source

HEAD = "a" * 64


def test_a_commented_document_prints_it_alone_and_in_its_archive(tmp_path: Path) -> None:
    made = with_comments(source(), [], opening_of(report()))
    alone, packed = tmp_path / "a.docx", tmp_path / "all.zip"
    alone.write_bytes(made)
    packed.write_bytes(zipped({"a.docx": made}))
    assert printed_heads(alone) == printed_heads(packed) == (HEAD,)


def test_a_file_without_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(source())
    with pytest.raises(RequestError, match="no head of an audit trail"):
        printed_heads(file)
