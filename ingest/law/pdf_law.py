"""Reads the official PDF of an act (Official Journal L) into units.

The PDF has no structure: articles, annexes and their parts are centred lines, recitals and
numbered units begin with their number, and what stands inside what is told by the indents.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise, takewhile

from domain.errors import LawTextError
from ingest.law.markers import division_of
from ingest.law.pdf_lines import pdf_lines
from ingest.law.pdf_paragraphs import Nest, Paragraph, paragraphs
from ingest.law.raw import Para, RawLaw, Unit

FORM = "oj-pdf"
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_ARTICLE = re.compile(r"Article (\d+[a-z]?)")
_ANNEX = re.compile(r"ANNEX ([IVX]+)")
_TITLE = re.compile(r"[A-Z]+ \([A-Z]{2}\) .*")
_RECITAL = re.compile(r"\((\d{1,3})\)\s+")
_FIRST, _LAST = "Whereas:", "HAVE ADOPTED THIS"
_END = "This Regulation shall be binding in its entirety"


def parse_oj_pdf(data: bytes, name: str = "file") -> RawLaw:
    """Read the official PDF into units; raises `LawTextError` where it is none."""
    lines, heads = pdf_lines(data, name)
    whole = [one for one in paragraphs(lines) if not one.text.startswith("(*")]
    front = takewhile(lambda one: one.text != _FIRST, whole)
    title = _TITLE.search(" ".join(one.text for one in front if one.centred))
    units = (*_recitals(whole), *_articles_and_annexes(whole))
    if not title or not units:
        raise LawTextError(f"{name}: not the Official Journal's PDF of an act; use the XHTML form")
    return RawLaw(title[0], FORM, _published(heads, name), units)


def _published(heads: Sequence[str], name: str) -> date:
    for head in heads:
        if found := _DATE.search(head):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    raise LawTextError(f"{name}: no running head tells the date; use the XHTML form of the act")


def _recitals(whole: Sequence[Paragraph]) -> Iterator[Unit]:
    texts = [one.text for one in whole]
    if _FIRST not in texts:
        return
    start = texts.index(_FIRST) + 1
    found: list[list[str]] = []
    for text in takewhile(lambda one: not one.startswith(_LAST), texts[start:]):
        number = _RECITAL.match(text)
        if number and int(number[1]) == len(found) + 1:
            found.append([text[number.end() :]])
        elif found:
            found[-1].append(text)
    for count, lines in enumerate(found, start=1):
        yield Unit(f"rec-{count}", f"({count})", "", tuple(Para(line) for line in lines))


def _articles_and_annexes(whole: Sequence[Paragraph]) -> Iterator[Unit]:
    starts = [k for k, one in enumerate(whole) if one.centred and _key(one.text)]
    for start, end in pairwise([*starts, len(whole)]):
        part = whole[start:end]
        yield _article(part) if part[0].text.startswith("Article") else _annex(part)


def _key(text: str) -> str:
    if found := _ARTICLE.fullmatch(text):
        return f"art-{found[1]}"
    annex = _ANNEX.fullmatch(text)
    return f"annex-{annex[1].lower()}" if annex else ""


def _article(part: Sequence[Paragraph]) -> Unit:
    headings = list(takewhile(lambda one: one.centred, part[1:]))
    body = list(
        takewhile(
            lambda one: not one.centred and not one.text.startswith(_END), part[1 + len(headings) :]
        )
    )
    heading = " ".join(one.text for one in headings)
    nest = _nested(body, article=True)
    return Unit(_key(part[0].text), part[0].text, heading, nest.blocks())


def _annex(part: Sequence[Paragraph]) -> Unit:
    body = part[1:]
    heading = ""
    if body and body[0].centred and not division_of(body[0].text)[0]:
        heading, body = body[0].text, body[1:]
    if heading == "CORRELATION TABLE":
        rows = [
            Para(one.text, row=True) for one in body if one.text != body[0].text or one is body[0]
        ]
        return Unit(_key(part[0].text), part[0].text, heading, tuple(rows))
    nest = _nested(body, article=False)
    return Unit(_key(part[0].text), part[0].text, heading, nest.blocks())


def _nested(body: Sequence[Paragraph], *, article: bool) -> Nest:
    nest = Nest(article=article)
    for one, following in zip(body, [*body[1:], None], strict=True):
        nest.add(one, following)
    return nest
