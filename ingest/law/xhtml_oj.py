"""Reads the Official Journal's XHTML (`oj-` classes).

Paragraph ids repeat inside quoted amendments to other acts: only a `div` whose id begins with the
article's own number is a paragraph of it, all else in a `div` is text of the unit that quotes it.
Points are two-column tables, nested for sub-points, sometimes with empty cells in front.
"""

import re
from collections.abc import Iterator
from datetime import date

from domain.errors import LawTextError
from ingest.law.markers import is_marker
from ingest.law.markup import (
    Element,
    blocks_in,
    children,
    has_class,
    inline_text,
    paragraph,
    parse_html,
)
from ingest.law.raw import Block, Item, Para, RawLaw, Title, Unit
from ingest.law.words import NOTE_MARK, clean

FORM = "oj-xhtml"
_ROOT_ID = re.compile(r"(?:art_(\d+[a-z]*)|anx_([IVX]+)|rct_(\d+))")
_PARAGRAPH_ID = re.compile(r"(\d{3})\.\d{3}")
_NUMBER = re.compile(r"(\d+[a-z]*\.?)\s*")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_HEADINGS = ("oj-ti-grseq-1", "oj-doc-ti")


def parse_oj_xhtml(data: bytes, name: str = "file") -> RawLaw:
    """Read an Official Journal page into units; raises `LawTextError` where it is none."""
    root = parse_html(data, name)
    units = tuple(_units(root))
    title = " ".join(map(_words, root.xpath("//div[@id='tit_1']//p")))
    if not units or not title:
        raise LawTextError(f"{name}: no title or no article found; save the whole page again")
    return RawLaw(title, FORM, _published(root, name), units)


def _published(root: Element, name: str) -> date:
    for element in root.xpath("//p[contains(@class, 'oj-hd-date')]"):
        if found := _DATE.search(_words(element)):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    raise LawTextError(f"{name}: the page does not say when it was published; save it whole")


def _units(root: Element) -> Iterator[Unit]:
    for element in root.iter("div"):
        if not (found := _ROOT_ID.fullmatch(element.get("id") or "")):
            continue
        article, annex, recital = found.groups()
        if article:
            yield _article(element, article)
        elif annex:
            yield _annex(element, annex)
        else:
            yield _recital(element, recital)


def _recital(element: Element, number: str) -> Unit:
    first, *_ = _blocks(element)
    blocks = first.blocks if isinstance(first, Item) else (first,)
    return Unit(f"rec-{number}", f"({number})", "", blocks)


def _article(element: Element, number: str) -> Unit:
    heading = clean(" ".join(map(_words, element.xpath("./div[@class='eli-title']/p"))))
    blocks: list[Block] = []
    for child in children(element):
        if has_class(child, "eli-title") or has_class(child, "oj-ti-art"):
            continue
        own = _PARAGRAPH_ID.fullmatch(child.get("id") or "")
        if own and int(own[1]) == int(re.sub(r"\D", "", number)):
            blocks.append(_numbered(child))
        else:
            blocks.extend(_block(child) or paragraph(_raw(child)))
    return Unit(f"art-{number}", f"Article {number}", heading, tuple(blocks))


def _numbered(element: Element) -> Block:
    first, *rest = _blocks(element)
    text = first.text if isinstance(first, Para) else ""
    if not (found := _NUMBER.match(text)):
        raise LawTextError(f"paragraph {element.get('id')} does not begin with its number")
    return Item(found[1], (*paragraph(text[found.end() :]), *rest))


def _annex(element: Element, number: str) -> Unit:
    titles = [p for p in element.xpath("./p") if any(has_class(p, name) for name in _HEADINGS)]
    skip = {id(p) for p in titles[:2]}
    heading = _words(titles[1]) if len(titles) > 1 else ""
    blocks = [
        block
        for child in children(element)
        if id(child) not in skip
        for block in (_block(child) or paragraph(_raw(child)))
    ]
    return Unit(f"annex-{number.lower()}", f"ANNEX {number}", heading, tuple(blocks))


def _blocks(element: Element) -> Iterator[Block]:
    return blocks_in(element, _note, _block)


def _block(element: Element) -> Iterator[Block] | None:
    if element.tag == "p":
        return _paragraph(element)
    if element.tag == "table":
        return _table(element)
    if element.tag == "div":
        return _division(element)
    return iter(()) if element.tag in {"hr", "img", "figure"} else None


def _paragraph(element: Element) -> Iterator[Block]:
    if has_class(element, "oj-note"):
        return
    if text := _words(element):
        yield Title(text) if any(has_class(element, name) for name in _HEADINGS) else Para(text)


def _division(element: Element) -> Iterator[Block]:
    if has_class(element, "oj-enumeration-spacing"):
        first, *rest = children(element)
        yield Item(_words(first), tuple(block for one in rest for block in paragraph(_raw(one))))
    else:
        yield from paragraph(_raw(element))


def _table(element: Element) -> Iterator[Block]:
    for row in element.iter("tr"):
        if next(row.iterancestors("table")) is not element:
            continue
        cells = [cell for cell in children(row) if _raw(cell).strip()]
        marker = _words(cells[0]) if cells else ""
        if has_class(row, "oj-table") or not is_marker(marker):
            yield from paragraph(" ".join(map(_words, children(row))), row=True)
        else:
            yield Item(marker, tuple(block for cell in cells[1:] for block in _blocks(cell)))


def _note(element: Element) -> str | None:
    if element.tag == "a" and (element.get("id") or "").startswith("ntc"):
        return NOTE_MARK
    return "" if element.tag in {"figure", "img"} or has_class(element, "oj-note") else None


def _raw(element: Element) -> str:
    return inline_text(element, _note)


def _words(element: Element) -> str:
    return clean(_raw(element))
