"""How prose says that an item is verified by a test, and that it is not."""

import re

from review.normalise import may_hold
from review.references.families import ids_in

_DONE = re.compile(
    r"\b(?:verified|validated|tested|confirmed|demonstrated|passed|proven)\b", re.IGNORECASE
)
_LINK = re.compile(
    r"\b(?:verif\w+|validat\w+|tests?|checks?|confirms?|shows?|covers?|demonstrates?|proves?)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:(?:ha(?:s|ve)|is|are|was|were)\s+(?:still\s+)?(?:not|never|neither)(?:\s+yet)?(?:\s+been)?\s+"
    r"(?:tested|verified|validated|executed|run|performed|traced|covered|confirmed)"
    r"|(?:verification|validation|tests?|testing|check)\s+(?:of|for)\b[^.;]{0,60}?\b(?:is|are)\s+(?:still\s+)?"
    r"(?:open|outstanding|pending|missing|planned|to be (?:done|performed|written))"
    r"|(?:verification|test)\s+is\s+(?:still\s+)?(?:open|outstanding|pending|missing)"
    r"|no (?:tests?|test cases?|verification|evidence)\s+(?:covers?|exists?|(?:is|was|has been)\s+"
    r"(?:available|assigned|done|performed|made|written)|for)"
    r"|without (?:a )?(?:test|verification)\b|remains? (?:untested|unverified)"
    r"|(?:is|are) (?:untested|unverified))",
    re.IGNORECASE,
)
_LACKING = (
    *("not", "never", "neither", "no ", "without", "untested", "unverified", "open", "pending"),
    *("outstanding", "missing", "planned", "to be"),
)
"""Without one of these parts of words nothing is told to be undone."""
_CLAUSE = re.compile(
    r"(?<=[;,])\s+(?:but|and|while|whereas)\s+|;\s+|\bbut\b|\bwhile\b|\bwhereas\b|\bexcept\b"
)


def links(text: str, *, names_test: bool) -> bool:
    """Whether a sentence says that something is verified, and not that it is not.

    Where it names a test, a weaker word is enough ("TC-31 covers SRS-104").
    """
    said = _DONE.search(text) or (names_test and _LINK.search(text))
    return bool(said) and not _UNDONE.search(text)


def undone(text: str) -> tuple[str, ...]:
    """The ids of which a clause of the sentence says that they are not verified."""
    if not may_hold(text, _LACKING):
        return ()
    clauses = (clause for clause in _CLAUSE.split(text) if _UNDONE.search(clause))
    return tuple(dict.fromkeys(one for clause in clauses for one in ids_in(clause)))
