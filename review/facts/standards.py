"""The editions of standards that the documents say they apply."""

import re
from collections.abc import Iterator

from domain.document import BlockKind, Sentence
from review.facts.reading import OTHER_SETTING, Said

_NUMBER = (
    r"(?P<body>ISO/IEC/IEEE|ISO/IEC|ISO/TR|ISO/TS|IEC/TR|IEC/TS|ISO|IEC|EN)\s?"
    r"(?P<number>\d{3,5}(?:-\d{1,3})*)"
)
_EDITION = re.compile(
    rf"\b{_NUMBER}:(?P<year>\d{{4}})(?P<amended>(?:\s?\+\s?(?:A|AMD|AC)\s?\d*:\d{{4}})*)"
)
_PLAIN = re.compile(rf"^(?:(?:BS|DIN|EN)\s)*{_NUMBER}$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_CHANGE = re.compile(
    r"\b(?:gap|differences?|replac\w+|supersed\w+|withdrawn|transition|formerly|instead of|"
    r"amend\w+|old|new edition|since|until)\b",
    re.IGNORECASE,
)


def standard_facts(sentence: Sentence) -> Iterator[Said]:
    """Each standard with the year of its edition; amendments count as years of it too."""
    text = sentence.text
    row = _row(sentence) if sentence.block.kind is BlockKind.TABLE_ROW else ()
    said = (*(_editions(text) if ":" in text else ()), *row)
    if said and not OTHER_SETTING.search(text) and not _CHANGE.search(text):
        yield from said


def _editions(text: str) -> Iterator[Said]:
    for match in _EDITION.finditer(text):
        for year in (match["year"], *re.findall(r":(\d{4})", match["amended"])):
            yield _said(match, year, match.group(0))


def _row(sentence: Sentence) -> Iterator[Said]:
    """A row that gives the standard in one cell and the year of its edition in another."""
    cells = [sentence.text[c.start - sentence.span.start : c.end - sentence.span.start].strip()
             for c in sentence.block.cells]  # fmt: skip
    named = [match for cell in cells if (match := _PLAIN.match(cell))]
    years = [cell for cell in cells if _YEAR.fullmatch(cell)]
    if len(named) == 1 and len(years) == 1:
        yield _said(named[0], years[0], f"{named[0].group(0)}, {years[0]}")


def _said(match: re.Match[str], year: str, shown: str) -> Said:
    body = match["body"].replace("EN", "").strip() or "EN"
    return Said("standard", f"edition of {body} {match['number']}", year, shown)
