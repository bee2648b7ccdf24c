"""Markdown as it was written: blocks are spans of the file's own text, nothing is rendered."""

import re
from collections.abc import Callable
from itertools import pairwise

from domain.document import BlockKind, Span
from ingest.documents.builder import Builder
from ingest.documents.decode import decode
from ingest.documents.lines import Lines
from ingest.limits import Limits

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(?P<title>.*?)\s*#*\s*)?$")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)]|[a-zA-Z][.)])\s+\S")
_QUOTE = re.compile(r"\s{0,3}>")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"\s*<!--")
_PIPE = re.compile(r"(?<!\\)\|")
_LINK_ONLY = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]+\]\(#[^)]*\)\s*$")
_BLANK = re.compile(r"\s*$")


def read_markdown(name: str, data: bytes, limits: Limits) -> Builder:  # noqa: ARG001 - a reader's shape
    """Read Markdown; offsets are those of the text with plain line feeds."""
    decoded = decode(data)
    text, encoding = decoded or (data.decode("latin-1"), "latin-1")
    builder = Builder(text)
    if encoding == "cp1252":
        builder.warnings.append("the text is not UTF-8; it was read as Windows-1252")
    reader = _Reader(Lines(text), builder)
    reader.read()
    return builder


class _Reader:
    """Takes one block after the other from the lines."""

    def __init__(self, lines: Lines, builder: Builder) -> None:
        self._lines = lines
        self._builder = builder

    def read(self) -> None:
        """Mark all blocks."""
        self._front_matter()
        steps = (self._blank, self._fence, self._heading, self._comment, self._table)
        others = (self._rule, self._quote, self._item, self._paragraph)
        while not self._lines.done:
            next(step for step in (*steps, *others) if step())

    def _front_matter(self) -> None:
        if self._lines.text.strip() != "---" or self._lines.done:
            return
        for count in range(1, self._lines.left):
            if self._lines.peek(count).strip() in {"---", "..."}:
                self._take(count + 1, BlockKind.CODE)
                return

    def _blank(self) -> bool:
        if self._lines.text.strip():
            return False
        self._lines.skip(1)
        return True

    def _fence(self) -> bool:
        if (mark := _FENCE.match(self._lines.text)) is None:
            return False
        end = next((n for n in range(1, self._lines.left) if self._closes(n, mark[1])), None)
        return self._take(self._lines.left if end is None else end + 1, BlockKind.CODE)

    def _closes(self, count: int, mark: str) -> bool:
        line = self._lines.peek(count).strip()
        return line.startswith(mark) and not line.strip(mark[0])

    def _heading(self) -> bool:
        found = _HEADING.match(self._lines.text)
        if found:
            span = self._lines.take(1)
            self._builder.mark_heading(span, found["title"] or "", len(found[1]))
            return True
        under = self._lines.left > 1 and _SETEXT.match(self._lines.peek(1))
        if not under or not self._is_plain(0) or "|" in self._lines.text:
            return False
        title = self._lines.text.strip()
        level = 1 if under[1][0] == "=" else 2
        self._builder.mark_heading(self._lines.take(2), title, level)
        return True

    def _comment(self) -> bool:
        if not _COMMENT.match(self._lines.text):
            return False
        ends = (n for n in range(self._lines.left) if "-->" in self._lines.peek(n))
        span = self._lines.take(next(ends, self._lines.left - 1) + 1)
        source = self._lines.source
        end = source.find("-->", span.start, span.end)
        close = span.end if end < 0 else end + len("-->")
        self._builder.mark(BlockKind.HIDDEN, Span(span.start, close), "")
        if source[close : span.end].strip():
            start = span.end - len(source[close : span.end].lstrip())
            self._builder.mark(BlockKind.PARAGRAPH, Span(start, span.end), source[start : span.end])
        return True

    def _table(self) -> bool:
        lines = self._lines
        if lines.left < 2 or "|" not in lines.text or not _DELIMITER.match(lines.peek(1)):  # noqa: PLR2004
            return False
        cells = _cells(lines.text, lines.start)
        headers = [cell.of(lines.source) for cell in cells]
        self._builder.mark_row(lines.take(2), cells, (), header=True)
        while not lines.done and "|" in lines.text and lines.text.strip():
            cells = _cells(lines.text, lines.start)
            self._builder.mark_row(lines.take(1), cells, headers[: len(cells)])
        return True

    def _rule(self) -> bool:
        return bool(_RULE.match(self._lines.text)) and self._take(1, BlockKind.CODE)

    def _quote(self) -> bool:
        if not _QUOTE.match(self._lines.text):
            return False
        return self._take(self._count(lambda line: bool(_QUOTE.match(line))), BlockKind.ADVICE)

    def _item(self) -> bool:
        if not _ITEM.match(self._lines.text):
            return False
        kind = BlockKind.CONTENTS if _LINK_ONLY.match(self._lines.text) else BlockKind.LIST_ITEM
        return self._take(self._run(), kind)

    def _paragraph(self) -> bool:
        return self._take(self._run(), BlockKind.PARAGRAPH)

    def _run(self) -> int:
        """How many lines follow without a blank line or the start of another block."""
        count = 1
        while count < self._lines.left and self._is_plain(count):
            under = count + 1 < self._lines.left and _SETEXT.match(self._lines.peek(count + 1))
            if under and under[1][0] == "=":
                break
            count += 1
        return count

    def _count(self, belongs: Callable[[str], bool]) -> int:
        count = 1
        while count < self._lines.left and belongs(self._lines.peek(count)):
            count += 1
        return count

    def _is_plain(self, count: int) -> bool:
        line = self._lines.peek(count)
        starts = (_BLANK, _FENCE, _HEADING, _RULE, _ITEM, _QUOTE, _COMMENT)
        if any(start.match(line) for start in starts):
            return False
        below = self._lines.peek(count + 1) if count + 1 < self._lines.left else ""
        return not ("|" in line and "|" in below and _DELIMITER.match(below))

    def _take(self, count: int, kind: BlockKind) -> bool:
        span = self._lines.take(count)
        if span.start < span.end:
            self._builder.mark(kind, span, span.of(self._lines.source))
        return True


def _cells(line: str, start: int) -> list[Span]:
    """The cells of a pipe table's line, without the white space around them."""
    inner = line.strip()
    offset = start + len(line) - len(line.lstrip())
    bars = [-1, *(m.start() for m in _PIPE.finditer(inner)), len(inner)]
    pieces = [(a + 1, b) for a, b in pairwise(bars)]
    if inner.startswith("|"):
        pieces = pieces[1:]
    if len(pieces) > 1 and inner.endswith("|"):
        pieces = pieces[:-1]
    return [_trimmed(inner, a, b, offset) for a, b in pieces]


def _trimmed(text: str, start: int, end: int, offset: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    first = start + (lead if piece.strip() else 0)
    return Span(offset + first, offset + first + len(piece.strip()))
