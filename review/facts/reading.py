"""What the extractors share: a reading, and the words that put a number in another setting."""

import re
from dataclasses import dataclass
from functools import lru_cache

_THINGS = r"(?:data|set|part|cohort|cases|studies|images|scans|examinations)\b"
_DATA_SETS = (
    ("external validation", r"external(?:ly)?\b"),
    ("test", rf"\b(?:held-?\s?out|hold-?out|independent|testing|test)\s+{_THINGS}|\btest\b"),
    ("validation", rf"\b(?:internal validation|validation|tuning)\s+{_THINGS}"),
    ("training", r"\btrain(?:ing|ed)?\b"),
    ("reader study", r"\breader study\b|\breaders\b"),
    (
        "clinical study",
        r"\b(?:clinical|prospective|pilot|pmcf)\s+(?:study|investigation|trial)\b",
    ),
)

_SET_NAME = re.compile(r"\b(?:set|cohort)s?\s+([A-Z]{1,4}-?\d{1,3})\b")

OTHER_SETTING = re.compile(
    r"\b(?:previous|earlier|former|predecessors?|prior version|literature|published|competitors?|"
    r"comparator|similar (?:devices?|products?|apps?|software|systems?)|equivalent device|legacy|"
    r"et al|state of the art|radiologists? alone|readers? alone|unaided|predicate|"
    r"without (?:the )?(?:software|device|ai)|baseline|benchmark|supersed\w+|history|for example|"
    r"e\.g\.)\b",
    re.IGNORECASE,
)
"""Words by which a value is not a present claim on this device."""

OTHER_HEADING = re.compile(
    r"\b(?:previous|earlier|predecessors?|histor\w+|literature|state of the art|similar|"
    r"competitors?|equivalen\w+|legacy|predicate|change log|(?:on the|union|eu) market)\b",
    re.IGNORECASE,
)
"""Words of a heading under which nothing is a present claim on this device."""

THRESHOLD = re.compile(
    r"\b(?:at least|at most|minimum|threshold|accept\w+ criteri\w+|target|criteri(?:on|a)|goal|"
    r"must|shall|required|limit|no less than|not less than|below|above|exceeds?|falls?|drops?|"
    r"alert|trigger|if)\b|[\u2265\u2264<>]",
    re.IGNORECASE,
)
"""Words by which a number is a bound and not a result."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a fact in a sentence.

    `variant` names which of several like things the reading is of (a test set by its name), ""
    where the sentence does not say.
    """

    kind: str
    subject: str
    value: str
    shown: str
    variant: str = ""


@lru_cache(maxsize=20_000)
def data_set(text: str) -> str:
    """The data set that a text speaks of, "" where it names none or more than one."""
    named = [name for name, words in _DATA_SETS if re.search(words, text, re.IGNORECASE)]
    return named[0] if len(named) == 1 or named[:1] == ["external validation"] else ""


def set_name(text: str) -> str:
    """The name of the data set that a text speaks of, such as "T-3"; "" for none or several."""
    names = set(_SET_NAME.findall(text))
    return names.pop() if len(names) == 1 else ""


def number(text: str) -> str:
    """A number without thousands separators and trailing zeros, with a decimal point."""
    plain = re.sub(r"(?<=\d)[ ,\u00a0\u202f'](?=\d{3}\b)", "", text).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
