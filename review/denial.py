"""Whether a sentence says outright that a matter is not there or was not done."""

import re
from collections.abc import Sequence

from domain.document import Span

_IS = r"\b(?:is|are|was|were|has been|have been)"
_DONE = (
    r"(?:described|documented|defined|established|available|in place|implemented|performed|"
    r"tested|evaluated|assessed|verified|validated|carried out|specified|determined|provided|kept|"
    r"reported|logged|recorded|stated|named|known|ensured|labelled|analysed|measured|obtained|"
    r"conducted|held|demonstrated|shown|proven|examined|considered|identified|assigned|given|set|"
    r"agreed|signed|appointed|trained|planned|done)"
)
"""What is done with a matter that a technical document has to hold."""

_NOT_DONE = re.compile(
    r"\b(?:has|have|had) not (?:yet )?been\b|\b(?:do|does|did) not (?:yet )?exist\b"
    rf"|{_IS} not (?:yet |currently )?{_DONE}\b",
    re.IGNORECASE,
)
_NONE_DONE = re.compile(
    rf"\bno\b(?P<what>.*?)(?:{_IS} (?:\w+ly )?{_DONE}\b|\bexists?\b|\bin place\b|\bavailable\b)",
    re.IGNORECASE,
)
_NONE_THERE = re.compile(r"(?<!that )\bthere (?:is|are|was|were) (?:\w+ )?no\b", re.IGNORECASE)
_CANNOT = re.compile(r"\bcannot\b", re.IGNORECASE)
_CONDITION = re.compile(r"^\W*(?:if|when|whenever|where|as long as|unless|until)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"^\W*(?:although|while|before|after)\b|"
    r"\b(?:if|when|where|that|which|who|whose|because|so that)\b",
    re.IGNORECASE,
)


def denies_outright(text: str) -> bool:
    """Whether a sentence denies something outright and under no condition, whatever it is."""
    if _CONDITION.search(text):
        return False
    return any(p.search(text) for p in (_NOT_DONE, _NONE_DONE, _NONE_THERE, _CANNOT))


def denies_matter(text: str, matter: Sequence[Span]) -> bool:
    """Whether it is the matter that the sentence as a whole denies: its subject is not done.

    `matter` are the places of the matter's words in the text. "No thresholds were fixed" and
    "The thresholds are not stated" deny thresholds; "Viewers that cannot be locked are not allowed"
    and "If it fails, no threshold is shown" deny none.
    """
    if _CONDITION.search(text) or _SUBORDINATE.search(text):
        return False
    if denied := _NONE_DONE.search(text):
        return any(_within(span, denied.span("what")) for span in matter)
    denied = _NOT_DONE.search(text)
    return denied is not None and any(span.end <= denied.start() for span in matter)


def _within(span: Span, place: tuple[int, int]) -> bool:
    return place[0] <= span.start and span.end <= place[1]
