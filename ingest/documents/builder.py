"""The one place where text and blocks of a document come together.

A reader either appends pieces (PDF, DOCX, XLSX, HTML, CSV) or marks spans of the file's own text
(Markdown, plain text), so that offsets of a text file are offsets into the file as it was written.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.document import Block, BlockKind, Document, Page, Span
from ingest.sentences import sentence_spans

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_CLOSE = {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.CONTENTS}
_BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
CELL_GAP = " | "


def clean(text: str) -> str:
    """The text with one kind of line end and without characters that no file format can hold."""
    if text.isprintable():
        return text
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", clean(text)).strip()


class Builder:
    """Gathers text, blocks and pages in reading order.

    Give `source` to mark spans of a text that stays as it is; leave it out to append pieces.
    """

    def __init__(self, source: str = "") -> None:
        self._parts = [source] if source else []
        self._length = len(source)
        self._blocks: list[Block] = []
        self._pages: list[Page] = []
        self._path: list[tuple[int, str]] = []
        self._lead_in: Span | None = None
        self._page: int | None = None
        self._page_start = 0
        self.title = ""
        self.warnings: list[str] = []

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the next block, outermost first."""
        return tuple(title for _, title in self._path)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that have ended."""
        return tuple(self._pages)

    @property
    def last_kind(self) -> BlockKind | None:
        """The kind of the last block; None where there is none."""
        return self._blocks[-1].kind if self._blocks else None

    @property
    def empty(self) -> bool:
        """Whether there is no block yet."""
        return not self._blocks

    def heading(self, text: str, level: int, number: str = "") -> None:
        """Append a heading; `level` counts from 1, a smaller one closes deeper ones.

        A `number` that is not in the text goes into the heading path and stays out of the text.
        """
        if body := clean(text).strip():
            self.mark_heading(self._write(body, "\n\n"), body, level, one_line(number))

    def append(self, kind: BlockKind, text: str, number: str = "") -> None:
        """Append a block that is not a heading or a row; white space alone is left out."""
        if body := clean(text).strip():
            span = self._write(body, "\n" if kind in _CLOSE else "\n\n")
            self.mark(kind, span, body, one_line(number))

    def go_on(self, text: str) -> None:
        """Add words to the last block, as where a paragraph runs over the end of a page."""
        last = self._blocks[-1]
        span = self._write(clean(text).strip(), "\n\n")
        self._blocks[-1] = replace(last, span=Span(last.span.start, span.end))

    def row(
        self, cells: Sequence[str], headers: Sequence[str] = (), *, header: bool = False
    ) -> None:
        """Append a table row; a row without words is left out."""
        lines = [one_line(cell) for cell in cells]
        if not any(lines):
            return
        spans, at = [], self._length
        for line in lines:
            spans.append(Span(at, at + len(line)))
            at += len(line) + len(CELL_GAP)
        span = self._write(CELL_GAP.join(lines), "\n")
        self.mark_row(span, spans, headers, header=header)

    def end_table(self) -> None:
        """Close a table: a blank line, and no list can lean on what stood before it."""
        self._lead_in = None
        self._gap("\n")

    def mark_heading(self, span: Span, text: str, level: int, number: str = "") -> None:
        """Mark a span of the text as a heading and open its section."""
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._add(Block(BlockKind.HEADING, span, self.section, self._page, number=number))
        self._path.append((level, one_line(f"{number} {text}")))
        self._lead_in = None

    def mark(self, kind: BlockKind, span: Span, body: str, number: str = "") -> None:
        """Mark a span, whose words are `body`, as a block of that kind."""
        lead_in = self._lead_in if kind is BlockKind.LIST_ITEM else None
        self._add(Block(kind, span, self.section, self._page, lead_in=lead_in, number=number))
        if kind is BlockKind.PARAGRAPH:
            self._lead_in = self._lead_in_of(span, body)
        elif kind not in _BODY and kind is not BlockKind.RUNNING:
            self._lead_in = None

    def mark_row(
        self, span: Span, cells: Sequence[Span], headers: Sequence[str], *, header: bool = False
    ) -> None:
        """Mark a span as a table row (or header row) with its cells."""
        kind = BlockKind.TABLE_HEADER if header else BlockKind.TABLE_ROW
        named = tuple(one_line(name) for name in headers)
        self._add(Block(kind, span, self.section, self._page, tuple(cells), named))

    def start_page(self, number: int) -> None:
        """Begin a page; blocks belong to it until it ends."""
        self._page, self._page_start = number, self._length

    def end_page(self, *, readable: bool, note: str = "", recognised: bool = False) -> None:
        """End the page; page spans join end to end."""
        if self._page is None:
            raise ValueError("no page was started")
        self._gap("\f")
        span = Span(self._page_start, self._length)
        self._pages.append(Page(self._page, span, readable, note, recognised))
        self._page = None

    def document(self, id_: str, name: str, format_: str) -> Document:
        """The finished document."""
        return Document(
            id=id_,
            name=name,
            format=format_,
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            pages=tuple(self._pages),
            title=one_line(self.title),
            warnings=tuple(dict.fromkeys(self.warnings)),
        )

    def _add(self, block: Block) -> None:
        self._blocks.append(block)

    def _write(self, body: str, gap: str) -> Span:
        span = Span(self._length, self._length + len(body))
        self._gap(body + gap)
        return span

    def _gap(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _lead_in_of(self, span: Span, body: str) -> Span | None:
        if not body.rstrip(" *_").endswith(":"):
            return None
        last = sentence_spans(body, Span(0, len(body)))[-1]
        return Span(span.start + last.start, span.start + last.end)
