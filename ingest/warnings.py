"""What a reader of a document must be told: text that hides, and text that speaks to a model."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from domain.document import Block, BlockKind, Document
from ingest.instructions import instruction_like
from ingest.unseen import is_unseen, unseen_words, without_unseen

_MOST = 20
_SHOWN_SOURCE = {"markdown", "text", "csv"}


def with_warnings(document: Document) -> Document:
    """The document with its hidden and instruction-like text named, each with its place.

    A block of unseen characters becomes hidden text; no character moves.
    """
    blocks = tuple(_judged(block, document.text) for block in document.blocks)
    marked = replace(document, blocks=blocks)
    found = dict.fromkeys(islice(_warnings(marked), _MOST))
    return replace(marked, warnings=(*document.warnings, *found))


def _judged(block: Block, text: str) -> Block:
    return replace(block, kind=BlockKind.HIDDEN) if is_unseen(block.span.of(text)) else block


def _warnings(document: Document) -> Iterator[str]:
    for block in document.blocks:
        words = block.span.of(document.text)
        if block.kind is BlockKind.HIDDEN and document.format not in _SHOWN_SOURCE:
            yield f"{_place(block)}: hidden text; it is no evidence and is kept from models"
        spelled = unseen_words(words) if not words.isascii() else ""
        if spelled:
            yield f"{_place(block)}: unseen characters between the words; get a clean copy"
        if instruction_like(without_unseen(words)) or instruction_like(spelled):
            yield f"{_place(block)}: words that speak to a model and not to a reader; look at them"


def _place(block: Block) -> str:
    if block.page is not None:
        return f"page {block.page}"
    return f"section {block.section[-1]}" if block.section else "the beginning"
