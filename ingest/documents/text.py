"""Plain text as it was written: paragraphs, list items and what looks like a heading."""

import re

from domain.document import BlockKind
from ingest.documents.builder import Builder, one_line
from ingest.documents.decode import decode
from ingest.documents.lines import Lines
from ingest.limits import Limits

_ITEM = re.compile(r"\s*(?:[-*+\u2022\u2013]|\d{1,3}[.)]|\(?[a-zA-Z0-9]\))\s+\S")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,3})*)\.?\s+(?P<title>[A-Z].*)")
_UNDERLINE = re.compile(r"\s*(=|-|~){3,}\s*$")
_ENTRY = re.compile(r".*\S\s*(?:\.\s?){4,}\s*\d+\s*$")
_END = (".", ";", ",", ":", "!", "?")
_LONGEST_HEADING = 12


def read_text(name: str, data: bytes, limits: Limits) -> Builder:  # noqa: ARG001 - a reader's shape
    """Read plain text; offsets are those of the text with plain line feeds."""
    decoded = decode(data)
    text, encoding = decoded or (data.decode("latin-1"), "latin-1")
    builder = Builder(text)
    if encoding == "cp1252":
        builder.warnings.append("the text is not UTF-8; it was read as Windows-1252")
    lines = Lines(text)
    while not lines.done:
        _next_block(lines, builder)
    return builder


def _next_block(lines: Lines, builder: Builder) -> None:
    if not lines.text.strip():
        lines.skip(1)
    elif _ENTRY.match(lines.text):
        _mark(lines, builder, 1, BlockKind.CONTENTS)
    elif (found := _heading(lines)) is not None:
        count, level = found
        title = one_line(lines.text)
        builder.mark_heading(lines.take(count), title, level)
    elif _ITEM.match(lines.text):
        _mark(lines, builder, _run(lines), BlockKind.LIST_ITEM)
    else:
        _mark(lines, builder, _run(lines), BlockKind.PARAGRAPH)


def _mark(lines: Lines, builder: Builder, count: int, kind: BlockKind) -> None:
    span = lines.take(count)
    builder.mark(kind, span, span.of(lines.source))


def _heading(lines: Lines) -> tuple[int, int] | None:
    """How many lines a heading takes, and its level; None where there is none."""
    line = lines.text.strip()
    below = lines.peek(1) if lines.left > 1 else ""
    if len(line.split()) > _LONGEST_HEADING or line.endswith(_END):
        return None
    if _UNDERLINE.match(below):
        return 2, 1 if "=" in below else 2
    if below.strip():
        return None
    if found := _NUMBERED.match(line):
        return 1, found["number"].count(".") + 1
    return (1, 1) if line.isupper() and sum(map(str.isalpha, line)) > 2 else None  # noqa: PLR2004


def _run(lines: Lines) -> int:
    count = 1
    while count < lines.left:
        line = lines.peek(count)
        if not line.strip() or _ITEM.match(line) or _ENTRY.match(line):
            break
        count += 1
    return count
