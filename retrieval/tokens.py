"""Words of a text as the lexical index knows them.

Case does not count, endings of words are cut (Snowball, English), and codes stay whole: `17.2`,
`10(9)`, `62304`, `rmp-210`. What a code is made of is given beside it where people also write it
that way: `10(9)` gives `10(9)` and `10`, `iec 62304` gives `iec-62304` too.
"""

import re
from collections.abc import Iterator
from threading import local

from bm25s.stopwords import STOPWORDS_EN_PLUS
from Stemmer import Stemmer

_WORD = re.compile(
    r"[a-z]++(?!['’\w-])|"  # noqa: RUF001 (most words, told apart from codes at once)
    r"\d+[a-z]?(?:\([0-9a-z]{1,4}\))+"  # 10(9), 13(3)(b)
    r"|\d+(?:\.\d+)+(?:\([a-z]{1,2}\))?"  # 17.2, 23.4(b)
    r"|[a-z]{2,6}-[a-z]*\d[\w-]*"  # rmp-210, qp-14
    r"|\d+|[^\W\d_]+(?:['’][^\W\d_]+)?"  # noqa: RUF001 (an apostrophe as word processors set it)
)
_PREFIX = re.compile(r"(\d+(?:\.\d+)*[a-z]?)\(")
_NAMES = ("en", "iso", "iec", "ieee", "rule", "article", "art", "annex", "section")
_STANDARD = re.compile(rf"\b({'|'.join(_NAMES)})\b[\s./]+(\d+)")
_JOINED = re.compile(rf"['’-](?:{'|'.join(_NAMES)})(?: |$)")  # noqa: RUF001 - as in words
"""A name at the end of a word that has more before it."""

_DIGIT = re.compile(r"\d")
_NAME_SET = frozenset(_NAMES)
_STOP = frozenset(STOPWORDS_EN_PLUS)
_thread = local()


def tokens(text: str) -> list[str]:
    """The tokens of the text, in its order, repeated as they repeat; stop words are left out."""
    lower = text.lower()
    words = [word for word in _WORD.findall(lower) if word not in _STOP]
    return [*_stemmed(words), *_compounds(lower, words)]


def _stemmed(words: list[str]) -> list[str]:
    if not hasattr(_thread, "stemmer"):
        _thread.stemmer = Stemmer("english")
    stems: list[str] = _thread.stemmer.stemWords(words)
    return stems


def _compounds(lower: str, words: list[str]) -> Iterator[str]:
    if not _DIGIT.search(lower):
        return
    yield from (found[1] for word in words if "(" in word and (found := _PREFIX.match(word)))
    if not _NAME_SET.isdisjoint(words) or _JOINED.search(" ".join(words)):
        yield from (f"{name}-{number}" for name, number in _STANDARD.findall(lower))
