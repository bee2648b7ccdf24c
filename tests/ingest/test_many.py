"""Several files at once give what one after the other gives."""

from itertools import islice
from pathlib import Path

import pytest

from ingest import Limits, read_path, read_paths
from tests.ingest.making import docx_file, zip_file


def file_of(words: str) -> bytes:
    return docx_file(lambda document: document.add_paragraph(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(7):
        words = f"Words of file {number}. " * (40 if number % 3 else 4000)
        (tmp_path / f"{number}.docx").write_bytes(file_of(words))
    (tmp_path / "3b.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "5b.zip").write_bytes(zip_file({"a.txt": b"One.", "b.txt": b"Two."}))
    return tmp_path


@pytest.mark.parametrize("workers", [None, 1, 3])
def test_order_and_content_are_those_of_one_after_the_other(
    folder: Path, workers: int | None
) -> None:
    expected = list(read_path(folder))
    assert list(read_paths([folder], Limits(), workers)) == expected
    assert len(expected) == 10


def test_files_and_folders_keep_the_order_of_the_call(folder: Path) -> None:
    missing = folder / "none.pdf"
    read = list(read_paths([folder / "5b.zip", missing, folder / "0.docx"]))
    assert [r.name for r in read] == ["5b.zip/a.txt", "5b.zip/b.txt", "none.pdf", "0.docx"]


def test_reading_can_be_left_off(folder: Path) -> None:
    assert [r.name for r in islice(read_paths([folder]), 2)] == ["0.docx", "1.docx"]
