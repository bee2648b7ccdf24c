"""Words for what is shown, and words of others made harmless where Streamlit reads markup."""

import re

from domain.decision import Standing
from domain.device import Applies, Fact
from domain.finding import Verdict

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:/@&^=\"'])")

_ADDRESS = re.compile(r"(?i)(https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:)|www(?=\.)|@(?=\w))")
_JOINER = "\u2060"

SYMBOLS = {
    Verdict.COVERED: "✓",
    Verdict.PARTIAL: "~",
    Verdict.GAP: "✗",
    Verdict.CONFLICT: "⇄",
    Verdict.UNDETERMINED: "?",
    Verdict.NOT_APPLICABLE: "\u2013",
}
"""A sign for each verdict, so that colour is never the only one."""

MEANINGS = {
    Verdict.COVERED: "every criterion has a sentence that asserts it",
    Verdict.PARTIAL: "some criteria have a sentence that asserts them",
    Verdict.GAP: "everything was searched and nothing asserts it",
    Verdict.CONFLICT: "the documents disagree on a fact it rests on",
    Verdict.UNDETERMINED: "a person must judge, or something could not be read",
    Verdict.NOT_APPLICABLE: "it does not reach this device; the reason is given",
}

STANDINGS = {
    Standing.OPEN: "○ open",
    Standing.AGAIN: "↻ decide again",
    Standing.AGREED: "● agreed",
    Standing.CHANGED: "◆ changed",
    Standing.NOT_APPLICABLE: "\u2013 not applicable",
    Standing.NOT_NEEDED: "· none needed",
}
"""A sign for each standing of a row with people."""

MET = {True: "✓ met", False: "✗ not met", None: "? for a person"}

FACTS = {Fact.YES: "Yes", Fact.NO: "No", Fact.UNKNOWN: "Unknown"}

APPLIES = {Applies.YES: "applies", Applies.NO: "does not apply", Applies.UNKNOWN: "open"}


def plain(text: str) -> str:
    """Text of others for a label or message: no character of it acts as markup.

    An address becomes a link even where its punctuation is escaped; a sign without width inside
    of it prevents that.
    """
    apart = _ADDRESS.sub(f"\\1{_JOINER}", " ".join(text.split()))
    return _PUNCTUATION.sub(r"\\\1", apart)


def verdict(kind: Verdict) -> str:
    """A verdict with its sign."""
    return f"{SYMBOLS[kind]} {kind.value}"


def sentence(text: str) -> str:
    """A reason as a sentence: a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(text: str, longest: int) -> str:
    """Words on one line; what is longer than that many characters ends after a whole word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rpartition(' ')[0] or line[:longest]} …"
