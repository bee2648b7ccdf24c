"""What of a document can answer a question: not its headings, nor what tells of the document."""

import re

from domain.document import BlockKind, Sentence
from retrieval.tokens import tokens
from review.assertion import is_history

_SILENT = {
    BlockKind.HEADING,
    BlockKind.CONTENTS,
    BlockKind.RUNNING,
    BlockKind.TABLE_HEADER,
    BlockKind.HIDDEN,
    BlockKind.DELETED,
    BlockKind.COMMENT,
}
_OF_HISTORY = re.compile(
    r"\b(?:revisions?|history|authors?|wrote|written by|changed in)\b", re.IGNORECASE
)
_OF_DOCUMENT = frozenset(
    tokens(
        "device product document number version revision issue date status author reviewer "
        "approver editor owner role name prepared written checked reviewed approved released "
        "belongs signed"
    )
)
"""The labels of a title block."""

_PAIR = 2


def may_answer(sentence: Sentence, question: str) -> bool:
    """Whether a sentence can answer at all.

    Lines of a revision history and of a title block can where they are asked for.
    """
    block = sentence.block
    if block.kind in _SILENT:
        return False
    if block.kind is not BlockKind.TABLE_ROW:
        return True
    if is_history(block.headers):
        return bool(_OF_HISTORY.search(question))
    label = _title_label(sentence)
    return not label or bool(label & set(tokens(question)))


def _title_label(sentence: Sentence) -> set[str]:
    """The words for what a line of a title block tells of its document; none where it is none."""
    block = sentence.block
    start = sentence.span.start
    cells = [sentence.text[c.start - start : c.end - start] for c in block.cells]
    filled = [cell for cell in cells if cell.strip()]
    above = set(tokens(" ".join(block.headers)))
    if above and above <= _OF_DOCUMENT and len(above) > _PAIR:
        return above
    label = set(tokens(filled[0])) if len(filled) == _PAIR else set()
    return label if label <= _OF_DOCUMENT else set()
