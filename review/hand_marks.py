"""Words that a person looks for in the documents, to mark a place as evidence by hand."""

import re
from collections.abc import Iterator

from domain.citation import DocumentCitation
from domain.document import Document, Span
from domain.finding import Review

_SHORTEST = 4


def places_of(review: Review, words: str, most: int = 8) -> list[DocumentCitation]:
    """Where these words stand in the documents of a review, in any letters and line breaks.

    Each place is the whole run of blocks that holds the words; nothing for fewer than four
    characters.
    """
    wanted = words.split()
    if len("".join(wanted)) < _SHORTEST:
        return []
    form = re.compile(r"\s+".join(map(re.escape, wanted)), re.IGNORECASE)
    found = (place for document in review.documents for place in _in(document, form))
    return [place for place, _ in zip(dict.fromkeys(found), range(most), strict=False)]


def _in(document: Document, form: re.Pattern[str]) -> Iterator[DocumentCitation]:
    for match in form.finditer(document.text):
        blocks = [
            block.span
            for block in document.blocks
            if block.span.start < match.end() and match.start() < block.span.end
        ]
        if blocks:
            whole = Span(blocks[0].start, blocks[-1].end)
            yield DocumentCitation(document.id, whole)
