"""The one normalisation under which two texts count as the same words.

NFKC, soft hyphens dropped, a hyphen at a line's end joined with the next line, white space folded
and quotation marks made plain. Nothing else: a changed digit, unit or "not" stays a difference.
"""

import re
import unicodedata

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
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """The text in the form in which words are compared; idempotent."""
    text = _SOFT_BREAK.sub("", text).translate(_SOFT_HYPHENS)
    text = _LINE_END_HYPHEN.sub("", text)
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _SPACE.sub(" ", text).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words, exactly, once normalised."""
    return normalise(one) == normalise(other)
