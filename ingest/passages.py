"""Passages: runs of blocks that belong together, which tile the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.document import Block, BlockKind, Document, Passage, Span
from ingest.sentences import sentence_spans

SPLITTER = "structure-1"
"""Changes whenever the same document may be split otherwise."""

_TARGET = 120
_MOST = 180
_LEAST = 40
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
_APART = frozenset({BlockKind.RUNNING, BlockKind.CONTENTS, BlockKind.CODE, BlockKind.ADVICE})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a part of a long paragraph, with its number of words."""

    block: Block
    span: Span
    words: int


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; their spans join end to end.

    About 80 to 180 words each, fewer where a section is short; no passage holds text of two
    sections unless the first is a heading without text of its own.
    """
    if not document.text:
        return ()
    groups = list(_groups(list(_pieces(document))))
    starts = [0, *(group[0].span.start for group in groups[1:])]
    ends = [*starts[1:], len(document.text)]
    if not groups:
        return (_passage(document, 0, Span(0, len(document.text)), ()),)
    return tuple(
        _passage(document, index, Span(start, end), group)
        for index, (start, end, group) in enumerate(zip(starts, ends, groups, strict=True))
    )


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        words = len(block.span.of(document.text).split())
        if words <= _MOST:
            yield _Piece(block, block.span, words)
        else:
            yield from _parts(document.text, block)


def _parts(text: str, block: Block) -> Iterator[_Piece]:
    """A long block cut between sentences."""
    start, words = block.span.start, 0
    for sentence in sentence_spans(text, block.span):
        count = len(sentence.of(text).split())
        if words and words + count > _TARGET:
            yield _Piece(block, Span(start, sentence.start), words)
            start, words = sentence.start, 0
        words += count
    yield _Piece(block, Span(start, block.span.end), words)


def _groups(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    words = 0
    for index, piece in enumerate(pieces):
        room = _room(pieces, index)
        if group and _starts_group(group, piece, words, room):
            yield group
            group, words = [], 0
        group.append(piece)
        words += piece.words
    if group:
        yield group


def _room(pieces: Sequence[_Piece], index: int) -> int:
    """The words that must come with a piece: a lead-in or table header is not left alone."""
    piece = pieces[index]
    if index + 1 < len(pieces) and _leads(piece.block, pieces[index + 1].block):
        return piece.words + pieces[index + 1].words
    return piece.words


def _leads(block: Block, following: Block) -> bool:
    if following.lead_in is not None:
        return block.span.holds(following.lead_in)
    return block.kind is BlockKind.TABLE_HEADER and following.kind is BlockKind.TABLE_ROW


def _starts_group(group: Sequence[_Piece], piece: _Piece, words: int, room: int) -> bool:
    block, last = piece.block, _last_body(group)
    if last is None or block.kind is BlockKind.RUNNING:
        return False
    if last.kind is BlockKind.HEADING:
        return block.kind is BlockKind.HEADING and not _is_below(block, last)
    if block.kind is BlockKind.HEADING or block.section != last.section:
        return True
    if (block.kind in _APART) != (last.kind in _APART) and words >= _LEAST:
        return True
    if (block.kind in _ROWS) != (last.kind in _ROWS) and words >= _TARGET // 2:
        return not _leads(last, block)
    return words + room > _MOST or (words >= _TARGET and not _leads(last, block))


def _last_body(group: Sequence[_Piece]) -> Block | None:
    """The last block that is no page header or footer: these stay with what is before them."""
    bodies = (p.block for p in reversed(group) if p.block.kind is not BlockKind.RUNNING)
    return next(bodies, None)


def _is_below(block: Block, heading: Block) -> bool:
    """Whether a heading stands inside the section that the other one opens."""
    return len(block.section) > len(heading.section)


def _section(group: Sequence[_Piece]) -> tuple[str, ...]:
    """The section of a passage: that of its first text under its headings."""
    for piece in group:
        if piece.block.kind not in {BlockKind.HEADING, BlockKind.RUNNING}:
            return piece.block.section
    return group[-1].block.section


def _passage(document: Document, index: int, span: Span, group: Sequence[_Piece]) -> Passage:
    section = _section(group) if group else ()
    blocks = tuple(piece.block for piece in group)
    return Passage(
        document=document.id,
        index=index,
        span=span,
        text=span.of(document.text),
        section=section,
        page=blocks[0].page if blocks else None,
        context=_context(document, span, section, blocks),
        blocks=blocks,
    )


def _context(
    document: Document, span: Span, section: tuple[str, ...], blocks: Sequence[Block]
) -> str:
    """The heading path, then a table header or lead-in that stands before the passage."""
    parts = [" > ".join(section)]
    first_row = next((block for block in blocks if block.kind is BlockKind.TABLE_ROW), None)
    if first_row and first_row.headers and not _has_header_before(blocks, first_row):
        parts.append(" | ".join(first_row.headers))
    leads = {b.lead_in for b in blocks if b.lead_in is not None and b.lead_in.end <= span.start}
    parts.extend(lead.of(document.text) for lead in sorted(leads))
    return "\n".join(part for part in parts if part)


def _has_header_before(blocks: Sequence[Block], row: Block) -> bool:
    return any(b.kind is BlockKind.TABLE_HEADER and b.span < row.span for b in blocks)
