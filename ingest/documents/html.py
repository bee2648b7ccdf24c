"""HTML to text with structure: what a browser would show, and what it would hide as hidden."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from domain.document import BlockKind
from ingest.documents.builder import Builder, one_line
from ingest.documents.decode import decode
from ingest.documents.html_hidden import Hiding
from ingest.documents.tables import looks_like_header, write_table
from ingest.limits import Limits

_DROPPED = {"script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", *_HEADINGS,
}  # fmt: skip
_BREAKS = re.compile(r"[ \t]*\n[ \t]*")
_BLANKS = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WIDEST = 100


def read_html(name: str, data: bytes, limits: Limits) -> Builder:  # noqa: ARG001 - a reader's shape
    """Read a page; nothing it names is fetched."""
    builder = Builder()
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    root = lxml_html.document_fromstring(_text(data).encode("utf-8", "replace"), parser=parser)
    builder.title = root.findtext(".//title") or ""
    _Walk(builder, Hiding(root)).block(root)
    return builder


def _text(data: bytes) -> str:
    """The page's characters: by its own declaration where that holds, else as any text."""
    declared = _DECLARED.search(data[:2048])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded[0] if decoded else data.decode("latin-1")


class _Walk:
    """Goes through elements, gathers inline words, and writes them where a block ends."""

    def __init__(self, builder: Builder, hiding: Hiding) -> None:
        self._builder = builder
        self._hides = hiding.hides
        self._words: list[str] = []
        self._kind = BlockKind.PARAGRAPH

    def block(self, element: etree._Element) -> None:
        """Write a block element and what is in it."""
        tag = str(element.tag).lower()
        self._flush()
        before, self._kind = self._kind, self._kind_of(tag)
        if tag == "table":
            self._table(element)
        elif tag in _HEADINGS:
            self._builder.heading(self._inline(element), _HEADINGS[tag])
            self._hidden_inside(element)
        elif tag == "pre":
            self._builder.append(BlockKind.CODE, _all_text(element))
        else:
            self._content(element)
            self._flush()
        self._kind = before

    def _kind_of(self, tag: str) -> BlockKind:
        if tag == "nav":
            return BlockKind.CONTENTS
        if tag == "li" and self._kind is BlockKind.PARAGRAPH:
            return BlockKind.LIST_ITEM
        return self._kind

    def _content(self, element: etree._Element) -> None:
        self._words.append(_blank(element.text))
        for child in element:
            self._child(child)
            self._words.append(_blank(child.tail))

    def _child(self, child: etree._Element) -> None:
        if not isinstance(child.tag, str) or child.tag.lower() in _DROPPED:
            return
        if self._hides(child):
            self._flush()
            self._hidden(child)
        elif child.tag.lower() == "br":
            self._words.append("\n")
        elif child.tag.lower() in _BLOCKS:
            self.block(child)
        else:
            self._content(child)

    def _flush(self) -> None:
        text = _BREAKS.sub("\n", re.sub(r" {2,}", " ", "".join(self._words)))
        self._words = []
        self._builder.append(self._kind, text)

    def _table(self, table: etree._Element) -> None:
        rows = list(_rows(table))
        for caption in table.iterchildren("caption"):
            self._builder.append(BlockKind.PARAGRAPH, self._inline(caption))
        grid = _grid(rows)
        texts = [[self._inline(cell) if cell is not None else "" for cell in row] for row in grid]
        if all(len(row) == 1 for row in grid):
            for row in grid:
                if row[0] is not None:
                    self._content(row[0])
                    self._flush()
            return
        headers = _header_rows(rows)
        if not headers and not any(row.find("th") is not None for row in rows):
            headers = int(looks_like_header(texts))
        write_table(self._builder, texts, min(headers, len(texts) - 1))
        self._hidden_inside(table)

    def _hidden(self, element: etree._Element) -> None:
        self._builder.append(BlockKind.HIDDEN, " ".join(_all_text(element).split()))

    def _hidden_inside(self, element: etree._Element) -> None:
        """What is hidden in a table or heading, after it."""
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() not in _DROPPED:
                (self._hidden if self._hides(child) else self._hidden_inside)(child)

    def _inline(self, element: etree._Element) -> str:
        """The words inside, on one line, with a space where a block or line ends."""
        row = element.getparent()
        gone = self._hides(element) or (row is not None and row.tag == "tr" and self._hides(row))
        return "" if gone else one_line("".join(self._pieces(element)))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            tag = str(child.tag).lower()
            if tag not in _DROPPED and not self._hides(child):
                gap = " " if tag in _BLOCKS or tag in {"br", "td", "th", "tr"} else ""
                yield gap
                yield from self._pieces(child)
                yield gap
            yield child.tail or ""


def _all_text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _blank(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of the table itself, not of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _grid(rows: list[etree._Element]) -> list[list[etree._Element | None]]:
    """Cells by place. A cell over several rows is repeated down, one over columns is not."""
    grid: list[list[etree._Element | None]] = []
    below: dict[int, tuple[etree._Element, int]] = {}
    for row in rows:
        cells: list[etree._Element | None] = []
        for cell in row.iterchildren("td", "th"):
            _fill_from_above(cells, below)
            depth, width = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(width):
                if depth > 1:
                    below[len(cells)] = (cell, depth - 1)
                cells.append(None if offset else cell)
        _fill_from_above(cells, below)
        grid.append(cells)
    width = max(map(len, grid), default=0)
    return [[*row, *[None] * (width - len(row))] for row in grid if row]


def _fill_from_above(
    cells: list[etree._Element | None], below: dict[int, tuple[etree._Element, int]]
) -> None:
    while len(cells) in below:
        cell, rest = below.pop(len(cells))
        if rest > 1:
            below[len(cells)] = (cell, rest - 1)
        cells.append(cell)


def _span(cell: etree._Element, name: str) -> int:
    said = cell.get(name, "1").strip()
    return max(1, min(_WIDEST, int(said))) if said.isdecimal() else 1


def _header_rows(rows: list[etree._Element]) -> int:
    """How many rows at the top are in a head or consist of header cells."""
    count = 0
    for row in rows:
        parent = row.getparent()
        in_head = parent is not None and parent.tag == "thead"
        cells = list(row.iterchildren("td", "th"))
        if not (in_head or (cells and all(cell.tag == "th" for cell in cells))):
            break
        count += 1
    return count
