"""The one normalisation under which two texts count as the same words.

NFKC, soft hyphens dropped, a hyphen at a line's end joined with the next line, white space folded
and quotation marks made plain. Nothing else: a changed digit, unit or "not" stays a difference.
"""

import re
import unicodedata
from collections.abc import Iterable

_SOFT_HYPHENS = dict.fromkeys((0x00AD, 0xFFFE, 0x200B, 0xFEFF))
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
    }
)
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n\s*(?=[a-z])")
_SOFT_BREAK = re.compile(r"[\u00ad\ufffe]\s*\n\s*")
_ODD = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that patterns which ignore case take for i, s and k."""


def normalise(text: str) -> str:
    """The text in the form in which words are compared; idempotent."""
    if not text.isascii():
        text = _SOFT_BREAK.sub("", text).translate(_SOFT_HYPHENS)
    if "\n" in text:
        text = _LINE_END_HYPHEN.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(text.split())


def may_hold(text: str, parts: Iterable[str]) -> bool:
    """Whether one of these parts of words stands in the text, in capitals or not.

    It costs a tenth of a pattern that looks for the words. Where letters are written oddly it is
    not told, and the answer is yes.
    """
    if not text.isascii() and _ODD.search(text):
        return True
    small = text.lower()
    for part in parts:  # noqa: SIM110 - `any` takes twice as long
        if part in small:
            return True
    return False


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words, exactly, once normalised."""
    return normalise(one) == normalise(other)
