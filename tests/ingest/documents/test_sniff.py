"""Formats by content."""

import io
import zipfile

import pytest

from domain.document import ReadFailure
from domain.errors import FailureReason
from ingest import read_bytes
from tests.ingest.making import docx_file, paragraph, pdf, read_one, xlsx_file

DOCX = docx_file(lambda d: d.add_paragraph("Words."))


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.pdf", DOCX, "docx"),
        ("a.docx", pdf([paragraph("Words.")]), "pdf"),
        ("a.csv", xlsx_file({"S": [["a", "b"]]}), "xlsx"),
        ("a.txt", b"<!DOCTYPE html><p>Words.", "html"),
    ],
)
def test_the_name_is_not_trusted(name: str, data: bytes, format_: str) -> None:
    document = read_one(name, data)
    assert document.format == format_
    assert f"the content is {format_}" in document.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("README", b"Words only.", "text"),
        ("README", b"# Title\n\nWords.", "markdown"),
        ("a.md", b"<html>\n\nWords", "markdown"),
        ("a.PDF", b"junk\n" + pdf([paragraph("Words.")]), "pdf"),
        ("dir\\a.tsv", b"a\tb\n1\t2\n", "csv"),
    ],
)
def test_without_warning(name: str, data: bytes, format_: str) -> None:
    document = read_one(name, data)
    assert (document.format, document.warnings) == (format_, ())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", FailureReason.EMPTY),
        ("a.txt", b" \n\x00", FailureReason.EMPTY),
        ("a.bin", bytes(range(256)) * 8, FailureReason.UNSUPPORTED),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            FailureReason.ENCRYPTED,
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", FailureReason.UNSUPPORTED),
        ("a.rtf", b"{\\rtf1 x}", FailureReason.UNSUPPORTED),
        ("a.json", b"{}", FailureReason.UNSUPPORTED),
        ("notes.yaml", b"a: b", FailureReason.UNSUPPORTED),
        ("a.xml", b"<?xml version='1.0'?><a/>", FailureReason.UNSUPPORTED),
        ("a.docx", DOCX[:200], FailureReason.DAMAGED),
        ("a.pdf", b"Words only.", FailureReason.DAMAGED),
        ("a.png", b"\x89PNG\r\n\x1a\n", FailureReason.UNSUPPORTED),
    ],
)
def test_reasons(name: str, data: bytes, reason: FailureReason) -> None:
    (result,) = read_bytes(name, data)
    assert isinstance(result, ReadFailure)
    assert (result.reason, result.name) == (reason, name)
    assert result.detail
    assert len(result.sha256) == 64


def test_an_archive_that_packs_a_pdf_without_compression_is_an_archive() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", pdf([paragraph("Words of the first.")]))
        archive.writestr("b.md", "Words of the second.")
    read = read_bytes("both.zip", target.getvalue())
    assert [document.name for document in read] == ["both.zip/a.pdf", "both.zip/b.md"]
