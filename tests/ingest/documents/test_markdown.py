"""Markdown: blocks are spans of the file as it was written."""

from domain.document import BlockKind
from tests.ingest.making import cells, read_one, texts

FILE = """---
title: x
---
# One

Set
===

Words of
a paragraph.
They are:

- first
  goes on
- second
1. third

> Advice of
> the author

| A | B \\| C |
|---|:-:|
| x | |
| [[TODO]] | y z |

```python
# not a heading
```

***
<!-- a note --> after
## Two ##
[link](http://x) end
"""


def test_blocks() -> None:
    document = read_one("a.md", FILE.encode())
    assert document.text == FILE
    assert texts(document, BlockKind.LIST_ITEM) == ["- first\n  goes on", "- second", "1. third"]
    assert texts(document, BlockKind.ADVICE) == ["> Advice of\n> the author"]
    assert texts(document, BlockKind.HIDDEN) == ["<!-- a note -->"]
    assert texts(document, BlockKind.PARAGRAPH) == [
        "Words of\na paragraph.\nThey are:",
        "after",
        "[link](http://x) end",
    ]
    assert len(texts(document, BlockKind.CODE)) == 3
    assert cells(document) == [["x", ""], ["[[TODO]]", "y z"]]


def test_sections_and_lead_in() -> None:
    document = read_one("a.md", FILE.encode())
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING]
    assert [b.section for b in headings] == [(), (), ("Set",)]
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [b.lead_in.of(FILE) for b in items if b.lead_in] == ["They are:"] * 3
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert {b.headers for b in rows} == {("A", r"B \| C")}


def test_an_open_fence_and_an_open_comment_end_with_the_file() -> None:
    assert texts(read_one("a.md", b"```\nx\n# y"), BlockKind.CODE) == ["```\nx\n# y"]
    assert texts(read_one("a.md", b"<!-- x\n# y"), BlockKind.HIDDEN) == ["<!-- x\n# y"]
