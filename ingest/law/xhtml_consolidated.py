"""Reads the XHTML of consolidated texts (`title-article-norm`, `norm`, `grid-list`).

Arrows that mark changes (`▼M1`) are dropped. A paragraph whose number begins with a quotation
mark opens a quoted amendment: it is text of the article, up to the mark that closes it. What
stands after a numbered paragraph on the same level, up to the next, belongs to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
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

FORM = "consolidated-xhtml"
_REFERENCE = re.compile(r"(0\d{4}[A-Z]\d{4})\s+—\s+[A-Z]{2}\s+—\s+(\d\d)\.(\d\d)\.(\d{4})")
_ROOT_ID = re.compile(r"art_(\d+[a-z]*)|anx_([IVX]+)")
_SKIPPED = ("arrow", "modref", "footnote", "eli-title", "title-article-norm", "separator-annex")
_NOTHING = frozenset({"hr", "img", "figure"})
_OPENS = ("\u2018", "\u201c", "\u201e")
_CLOSES = re.compile("[\u2019\u201d][.;]?$")


def parse_consolidated_xhtml(data: bytes, name: str = "file") -> RawLaw:
    """Read a consolidated page into units; raises `LawTextError` where it is none."""
    root = parse_html(data, name)
    reference = _REFERENCE.search(" ".join(map(_words, root.xpath("//p[@class='reference']"))))
    units = tuple(_units(root))
    if not reference or not units:
        raise LawTextError(f"{name}: no consolidation reference or no article; save the page whole")
    day, month, year = map(int, reference.groups()[1:])
    as_of = date(year, month, day)
    title = " ".join(map(_words, root.xpath("//div[@id='tit_1']//p")))
    return RawLaw(title, FORM, as_of, units, f"{reference[1]}-{as_of:%Y%m%d}")


def _units(root: Element) -> Iterator[Unit]:
    for element in root.iter("div"):
        if found := _ROOT_ID.fullmatch(element.get("id") or ""):
            article, annex = found.groups()
            yield _article(element, article) if article else _annex(element, annex)


def _article(element: Element, number: str) -> Unit:
    title = element.xpath("./p[contains(@class, 'title-article-norm')]")
    printed = _words(title[0]) if title else f"Article {number}"
    heading = " ".join(map(_words, element.xpath("./div[@class='eli-title']//p")))
    return Unit(f"art-{number}", printed, heading, tuple(_paragraphs(element)))


def _paragraphs(element: Element) -> Iterator[Block]:
    open_item: Item | None = None
    for block in _unquoted(element):
        if isinstance(block, _Numbered):
            yield from [open_item] if open_item else []
            open_item = block.item
        elif open_item:
            open_item = Item(open_item.marker, (*open_item.blocks, block))
        else:
            yield block
    yield from [open_item] if open_item else []


@dataclass(frozen=True, slots=True)
class _Numbered:
    item: Item


def _unquoted(element: Element) -> Iterator[Block | _Numbered]:
    quoting = False
    for child in children(element):
        if _is_paragraph(child) and not quoting and not _words(child).startswith(_OPENS):
            yield _Numbered(_numbered(child))
        elif _is_paragraph(child):
            quoting = not _CLOSES.search(_words(child))
            yield from paragraph(_raw(child))
        else:
            yield from _blocks_or_words(child)


def _is_paragraph(element: Element) -> bool:
    return element.tag == "div" and bool(element.xpath("./span[@class='no-parag']"))


def _numbered(element: Element) -> Item:
    number, *rest = children(element)
    blocks = [block for one in rest for block in _blocks_or_words(one)]
    return Item(_words(number), tuple(blocks))


def _annex(element: Element, number: str) -> Unit:
    titles = element.xpath(".//p[starts-with(@class, 'title-annex')]")
    skip = {id(one) for one in titles}
    blocks = [
        block
        for child in children(element)
        if id(child) not in skip
        for block in _blocks_or_words(child)
    ]
    printed, *heading = map(_words, titles)
    return Unit(f"annex-{number.lower()}", printed, " ".join(heading), tuple(blocks))


def _blocks(element: Element) -> Iterator[Block]:
    return blocks_in(element, _inline, _block)


def _blocks_or_words(element: Element) -> Iterator[Block]:
    found = _block(element)
    return paragraph(_raw(element)) if found is None else found


def _block(element: Element) -> Iterator[Block] | None:
    if element.tag in _NOTHING or any(has_class(element, name) for name in _SKIPPED):
        return iter(())
    if has_class(element, "grid-list"):
        return _grid(element)
    if (element.get("class") or "").startswith("title-gr-seq"):
        return iter([Title(_words(element))])
    if element.tag == "table":
        return (block for row in element.iter("tr") for block in paragraph(_raw(row), row=True))
    if _is_paragraph(element):
        return paragraph(_raw(element))
    return _blocks(element) if element.tag in {"p", "div"} else None


def _grid(element: Element) -> Iterator[Block]:
    first, *rest = children(element)
    marker = _words(first)
    blocks = [block for one in rest for block in _blocks_or_words(one)]
    if is_marker(marker):
        yield Item(marker, tuple(blocks))
    else:
        yield from [Para(marker)] if marker else []
        yield from blocks


def _inline(element: Element) -> str | None:
    if element.tag == "a" and (element.get("href") or "").startswith("#E"):
        return NOTE_MARK
    return " " if has_class(element, "arrow") else None


def _raw(element: Element) -> str:
    return inline_text(element, _inline)


def _words(element: Element) -> str:
    return clean(_raw(element))
