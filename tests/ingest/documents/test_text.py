"""Plain text, in whatever encoding it comes."""

import pytest

from domain.document import BlockKind
from tests.ingest.making import read_one, texts

FILE = """RISK FILE

1.2 Scope of it

Words of a paragraph
on two lines.

Controls
--------
They are:
- one
- two

Scope ........... 4
"""


def test_blocks() -> None:
    document = read_one("a.txt", FILE.encode())
    assert document.text == FILE
    assert texts(document, BlockKind.HEADING) == [
        "RISK FILE",
        "1.2 Scope of it",
        "Controls\n--------",
    ]
    assert texts(document, BlockKind.LIST_ITEM) == ["- one", "- two"]
    assert texts(document, BlockKind.CONTENTS) == ["Scope ........... 4"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    text = "Größe der Öffnung: 5 µm, geprüft.\nZweite Zeile."
    document = read_one("a.txt", text.replace("\n", "\r\n").encode(encoding))
    assert document.text == text
    assert bool(document.warnings) == (encoding == "cp1252")
