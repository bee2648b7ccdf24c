"""CSV with any separator."""

import pytest

from domain.document import BlockKind
from tests.ingest.making import cells, read_one, texts


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators(mark: str) -> None:
    lines = [["ID", "Hazard"], ["H1", f'"a{mark} b\nc"'], ["H2", '"say ""no"""']]
    document = read_one("a.csv", "\r\n".join(mark.join(row) for row in lines).encode())
    expected = "a b c" if mark == "\t" else f"a{mark} b c"
    assert cells(document) == [["H1", expected], ["H2", 'say "no"']]
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert {b.headers for b in rows} == {("ID", "Hazard")}


def test_figures_are_no_header() -> None:
    document = read_one("a.csv", b"1,2,3\n4,5,6\n")
    assert texts(document, BlockKind.TABLE_HEADER) == []
    assert cells(document) == [["1", "2", "3"], ["4", "5", "6"]]


def test_one_column_is_paragraphs() -> None:
    assert texts(read_one("a.csv", b"one\ntwo\n"), BlockKind.PARAGRAPH) == ["one", "two"]


def test_short_rows_are_filled() -> None:
    assert cells(read_one("a.csv", b"A,B,C\nx\ny,z\n")) == [["x", "", ""], ["y", "z", ""]]
