"""Words of documents as data: cleaned, labelled and set apart, so that they cannot pass for ours.

A marker's nonce is the hash of the data between the markers: the same data gives the same prompt,
and no data can hold the hash of itself.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

_MARKERS = re.compile(
    r"<<\s*/?\s*(?:data|end)\b[^>\n]{0,80}>>|<\|[^|>\n]{1,40}\|>|\[/?INST\]|</?s>|<</?SYS>>|"
    r"\bP\d+\.S\d+\b",
    re.IGNORECASE,
)
_KEPT_CONTROLS = {"\n", "\t"}


@dataclass(frozen=True, slots=True)
class Source:
    """A place that a model may cite: a name for readers, and its sentences in order."""

    place: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataBlock:
    """Sources as text between markers; `removed` counts markers and hidden characters in them."""

    nonce: str
    text: str
    removed: int


def label(passage: int, sentence: int) -> str:
    """The label of a sentence, both counted from 0."""
    return f"P{passage + 1}.S{sentence + 1}"


def labels(sources: Sequence[Source]) -> set[str]:
    """The labels of all sentences."""
    return {label(p, s) for p, one in enumerate(sources) for s in range(len(one.sentences))}


def listed(names: Sequence[str]) -> str:
    """Labels that a model made up, short and on one line."""
    return ", ".join(" ".join(name.split())[:12] for name in names[:5])


def data_block(sources: Sequence[Source]) -> DataBlock:
    """The sources, each sentence on a line of its own under its label."""
    removed = 0
    lines: list[str] = []
    for number, source in enumerate(sources):
        place, hidden = clean(source.place)
        lines.append(f"P{number + 1} ({place})")
        removed += hidden
        for position, sentence in enumerate(source.sentences):
            words, hidden = clean(sentence)
            lines.append(f"{label(number, position)}: {words}")
            removed += hidden
    text = "\n".join(lines)
    nonce = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    return DataBlock(nonce, text, removed)


def clean(text: str) -> tuple[str, int]:
    """The words on one line without prompt markers and unseen characters, and how many went."""
    seen = "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c)[0] != "C")
    removed = len(text) - len(seen)
    while _MARKERS.search(seen):
        seen, count = _MARKERS.subn(" ", seen)
        removed += count
    return " ".join(seen.split()), removed
