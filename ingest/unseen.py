"""Characters that take no room on a page and can carry words past a reader."""

import re

_TAGS = re.compile("(?<!\U0001f3f4)(?<![\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")
_RUNS = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u202a-\u202e\u2066-\u2069]{4,}")
_SELECTORS = re.compile("[\U000e0100-\U000e01ef]{2,}|[\ufe00-\ufe0f]{3,}")
_ALL = re.compile(
    "[\u200b-\u200d\u2060-\u2064\ufeff\u180e\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)


def unseen_words(text: str) -> str:
    """What unseen characters in the text say; "" where they say nothing.

    Characters of the tag block spell letters; runs of others are given as their count. A single
    joiner or mark, as some scripts and pictures need, says nothing.
    """
    tags = "".join(chr(ord(sign) - 0xE0000) for part in _TAGS.findall(text) for sign in part)
    count = sum(len(part) for signs in (_RUNS, _SELECTORS) for part in signs.findall(text))
    spelled = "".join(letter for letter in tags if letter.isprintable())
    return spelled or (f"{count} signs without width" if count else "")


def is_unseen(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return bool(text.strip()) and not _ALL.sub("", text).strip()


def without_unseen(text: str) -> str:
    """The text as a reader sees it."""
    return _ALL.sub("", text)
