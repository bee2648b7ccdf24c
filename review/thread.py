"""A question that goes on from the one before it, made to stand on its own."""

import re
from collections.abc import Sequence

from review.law_search import acts_named
from review.question_words import content_words

_GOES_ON = re.compile(
    r"^\W*(?:and|but|or|also|what\s+about|how\s+about|why|then|so|what\s+if|even|is\s+(?:that|this|it)|"
    r"does\s+(?:that|this|it)|who|where|when|since\s+when|until\s+when)\b|"
    r"\b(?:it|this|that|these|those|they|them|there|the\s+same)\b\s*\??$",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\s*\b(?:(?:under|in|of|by)\s+)?(?:the\s+)?(?:MDR|IVDR|AI[- ]?Act|AIA)\b", re.IGNORECASE
)
_SHORT = 3
"""So few words of matter in a question need those of the one before."""


def standing_alone(question: str, before: Sequence[str]) -> str:
    """The question with the one before it in front where it cannot be understood without.

    "And under the IVDR?" after a question on the MDR is asked of the IVDR.
    """
    if not before or not _goes_on(question):
        return question
    earlier = before[-1]
    if acts_named(question):
        earlier = _ACT.sub("", earlier)
    return f"{earlier.strip()} {question.strip()}"


def _goes_on(question: str) -> bool:
    return bool(_GOES_ON.search(question)) and len(content_words(question)) <= _SHORT
