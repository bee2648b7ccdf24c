"""What a reader of a document must be told: text that hides, and text that speaks to a model."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from domain.document import Block, BlockKind, Document, Span
from ingest.instructions import instruction_like
from ingest.unseen import is_unseen, unseen_words, without_unseen

_MOST = 20
_SHOWN_SOURCE = {"markdown", "text", "csv"}

FindPlaces = Callable[[Document], tuple[Span, ...]]
"""Finds places of one kind in a document, in reading order."""


def with_warnings(document: Document) -> Document:
    """The document with its hidden and instruction-like text named, each with its place.

    A block of unseen characters becomes hidden text; no character moves.
    """
    blocks = tuple(_judged(block, document.text) for block in document.blocks)
    marked = replace(document, blocks=blocks)
    found = dict.fromkeys(islice(_warnings(marked), _MOST))
    return replace(marked, warnings=(*document.warnings, *found))


def hidden_text(document: Document) -> tuple[Span, ...]:
    """The blocks that no reader sees; what the source of a text file shows is seen."""
    return tuple(b.span for b in document.blocks if _hides(b, document))


def speaking_to_models(document: Document) -> tuple[Span, ...]:
    """The blocks whose words, seen or spelled by unseen characters, speak to a model."""
    return tuple(b.span for b in document.blocks if _speaks(b.span.of(document.text)))


def _judged(block: Block, text: str) -> Block:
    return replace(block, kind=BlockKind.HIDDEN) if is_unseen(block.span.of(text)) else block


def _warnings(document: Document) -> Iterator[str]:
    for block in document.blocks:
        words = block.span.of(document.text)
        if _hides(block, document):
            yield f"{_place(block)}: hidden text; it is no evidence and is kept from models"
        if _spelled(words):
            yield f"{_place(block)}: unseen characters between the words; get a clean copy"
        if _speaks(words):
            yield f"{_place(block)}: words that speak to a model and not to a reader; look at them"


def _hides(block: Block, document: Document) -> bool:
    return block.kind is BlockKind.HIDDEN and document.format not in _SHOWN_SOURCE


def _spelled(words: str) -> str:
    return "" if words.isascii() else unseen_words(words)


def _speaks(words: str) -> bool:
    return instruction_like(without_unseen(words)) or instruction_like(_spelled(words))


def _place(block: Block) -> str:
    if block.page is not None:
        return f"page {block.page}"
    return f"section {block.section[-1]}" if block.section else "the beginning"
