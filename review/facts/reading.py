"""What the extractors share: a reading, and the words that put a number in another setting."""

import re
from dataclasses import dataclass

_THINGS = r"(?:data|set|part|cohort|cases|studies|images|scans|examinations)\b"
_DATA_SETS = (
    ("external validation", r"external(?:ly)?\b"),
    ("test", rf"\b(?:held-?\s?out|hold-?out|independent|testing|test)\s+{_THINGS}|\btest\b"),
    ("validation", rf"\b(?:internal validation|validation|tuning)\s+{_THINGS}"),
    ("training", r"\btrain(?:ing)?\b"),
    ("reader study", r"\breader study\b|\breaders\b"),
    (
        "clinical study",
        r"\b(?:clinical|prospective|pilot|pmcf)\s+(?:study|investigation|trial)\b",
    ),
)

OTHER_SETTING = re.compile(
    r"\b(?:previous|earlier|former|predecessor|prior version|literature|published|competitor|"
    r"comparator|similar device|state of the art|radiologists? alone|readers? alone|unaided|"
    r"without (?:the )?(?:software|device|ai)|baseline|benchmark|supersed\w+|history|for example|"
    r"e\.g\.)\b",
    re.IGNORECASE,
)
"""Words by which a value is not a present claim on this device."""

THRESHOLD = re.compile(
    r"\b(?:at least|at most|minimum|threshold|accept\w+ criteri\w+|target|criteri(?:on|a)|goal|"
    r"must|shall|required|limit|no less than|not less than|below|above|exceeds?|falls?|drops?|"
    r"alert|trigger|if)\b|[\u2265\u2264<>]",
    re.IGNORECASE,
)
"""Words by which a number is a bound and not a result."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a fact in a sentence."""

    kind: str
    subject: str
    value: str
    shown: str


def data_set(text: str) -> str:
    """The data set that a text speaks of, "" where it names none or more than one."""
    named = [name for name, words in _DATA_SETS if re.search(words, text, re.IGNORECASE)]
    return named[0] if len(named) == 1 or named[:1] == ["external validation"] else ""


def number(text: str) -> str:
    """A number without thousands separators and trailing zeros, with a decimal point."""
    plain = re.sub(r"(?<=\d)[ ,\u00a0\u202f'](?=\d{3}\b)", "", text).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
