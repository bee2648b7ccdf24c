"""Cutting a passage into the pieces that are compared with an obligation."""

import re
from collections.abc import Sequence

_END = re.compile(r"(?<=[.;:?!])\s+(?=[^\W\d_a-z]|\d)|\n+")


def split_sentences(text: str) -> Sequence[str]:
    """The sentences and lines of a text; the text itself where there is only one.

    Good enough to compare by meaning; places of evidence come from the reader of documents.
    """
    pieces = [piece.strip() for piece in _END.split(text)]
    return [piece for piece in pieces if piece] or [text]
