"""White space and footnote marks of official text."""

import re

NOTE_MARK = "\ue000"
"""Stands for a footnote mark while text is gathered; `clean` drops it with the space before."""

_NOTE = re.compile(rf"\s*(?:\(\s*{NOTE_MARK}\s*\)|{NOTE_MARK})")
_SPACE = re.compile(r"[\s\u00ad\u200b]+")


def clean(text: str) -> str:
    """The words with single spaces, without footnote marks; nothing else is changed."""
    return _SPACE.sub(" ", _NOTE.sub("", text.replace("\u00ad", ""))).strip()
