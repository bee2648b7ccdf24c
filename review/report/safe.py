"""Words of documents made harmless in the format they are written into."""

import re

from review.normalise import normalise

_MARKUP = re.compile(r"([\\`*\[\]<>|#!~]|\b_|_\b)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inline(text: str) -> str:
    """Text for one line of Markdown: line breaks folded, nothing in it acts as markup."""
    return _MARKUP.sub(r"\\\1", normalise(text))


def clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def cell(text: str) -> str:
    """Text for a cell of a workbook or CSV: never a formula, no characters XML forbids."""
    words = clean(text)[:32_000]
    return f"'{words}" if words.startswith(_FORMULA_STARTS) else words
