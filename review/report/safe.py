"""Words of documents made harmless in the format they are written into."""

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>|#!~])")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inline(text: str) -> str:
    """Text for one line of Markdown: white space folded, nothing in it acts as markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def cell(text: str) -> str:
    """Text for a cell of a workbook or CSV: never a formula, no characters XML forbids."""
    clean = _ILLEGAL.sub("", text)[:32_000]
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean
