"""Negations that are the answer: "there are no accessories", "the model does not learn in use".

A criterion names the terms whose negation answers it. A negation that reaches such a term within
three words denies nothing; one that says that something was not written, tested or decided does,
whatever stands beside it ("feedback loops are not described").
"""

import re
from collections.abc import Sequence

from domain.document import Span

_NEGATION = re.compile(
    r"(?:\b(?:not|no|none of|none|neither|nor|never|without|cannot|nothing)|n't)"
    r"(?P<gap>\s+(?:[\w'-]+\s+){0,3})$",
    re.IGNORECASE,
)
_ABOUT_RECORDS = re.compile(
    r"\b(?:procedure|process|measure|description|information|list|record|statement|reason|"
    r"explanation|evidence|plan|test|analysis|assessment|protection|agreement|term|rule|means|"
    r"function|button|method|value|data|document|documentation|report|section)s?\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:described|defined|documented|specified|stated|named|given|provided|determined|"
    r"assessed|evaluated|analy[sz]ed|examined|considered|tested|checked|verified|validated|"
    r"performed|conducted|carried out|recorded|established|in place|available|demonstrated|shown|"
    r"justified|explained|addressed|investigated|ensured|assigned|set|fixed|written|reviewed|"
    r"measured|quantified|implemented|appointed|declared|covered|prepared|decided|clarified|"
    r"understood|known|settled|complete)\b",
    re.IGNORECASE,
)


def answering_regions(text: str, clause: Span, answers: Sequence[Span]) -> list[Span]:
    """Where in a clause a negation reaches a term whose negation is the answer.

    `answers` are the places of such terms in `text`.
    """
    regions = []
    for span in answers:
        if not clause.holds(span):
            continue
        found = _NEGATION.search(text[clause.start : span.start])
        if found and not _ABOUT_RECORDS.search(found["gap"]):
            regions.append(Span(clause.start + found.start(), span.end))
    return regions


def is_answer(text: str, denial: Span, regions: Sequence[Span]) -> bool:
    """Whether what reads as a denial is one of the answers, and not about work left undone."""
    if _UNDONE.search(denial.of(text)):
        return False
    return any(region.start < denial.end and denial.start < region.end for region in regions)
