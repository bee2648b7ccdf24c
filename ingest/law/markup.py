"""Safe parsing of XML and XHTML, and the words of an element."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import lxml.html
from lxml import etree

from domain.errors import LawTextError
from ingest.law.raw import Block, Para
from ingest.law.words import clean

Element: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root element, without namespaces. No entity is resolved and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LawTextError(
            f"{name}: not well-formed XML ({error}); take the file again from EUR-Lex"
        ) from error
    return _without_namespaces(root)


def parse_html(data: bytes, name: str) -> Element:
    """The root element of a page, whether or not it is well-formed XHTML."""
    try:
        return parse_xml(data, name)
    except LawTextError:
        return lxml.html.document_fromstring(data)


def _without_namespaces(root: Element) -> Element:
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def has_class(element: Element, name: str) -> bool:
    """Whether the element has this class among its classes."""
    return name in (element.get("class") or "").split()


def children(element: Element) -> list[Element]:
    """The child elements, without comments and processing instructions."""
    return [child for child in element if isinstance(child.tag, str)]


_BREAKS = frozenset({"br", "p", "td", "tr", "div", "table", "P", "CELL", "ROW", "ALINEA", "ITEM"})

_CLOSING = ("", ".", ",", ";", ":", ")")

Gather: TypeAlias = Callable[[Element], str | None]
"""The words that stand for an inline element, or None where its own words do."""


def inline_text(element: Element, gather: Gather) -> str:
    """The words inside an element, raw: `clean` is for the caller."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            told = gather(child)
            words = inline_text(child, gather) if told is None else told
            parts.append(_apart(words, child.tail or "") if child.tag in _BREAKS else words)
        parts.append(child.tail or "")
    return "".join(parts)


def _apart(words: str, after: str) -> str:
    return f" {words}" if after[:1] in _CLOSING else f" {words} "


def blocks_in(
    element: Element,
    gather: Gather,
    block_of: Callable[[Element], Iterator[Block] | None],
) -> Iterator[Block]:
    """The blocks of an element with mixed content: runs of inline words become paragraphs.

    `block_of` gives the blocks of a child, or None where the child is inline. A lone full stop or
    semicolon after a paragraph closes that paragraph.
    """
    last: Block | None = None
    for block in _runs(element, gather, block_of):
        if isinstance(block, Para) and block.text in _CLOSING and isinstance(last, Para):
            last = Para(last.text + block.text)
            continue
        yield from [last] if last else []
        last = block
    yield from [last] if last else []


def _runs(
    element: Element,
    gather: Gather,
    block_of: Callable[[Element], Iterator[Block] | None],
) -> Iterator[Block]:
    run = [element.text or ""]
    for child in element:
        inner = block_of(child) if isinstance(child.tag, str) else None
        if inner is not None:
            yield from paragraph("".join(run))
            run = []
            yield from inner
        elif isinstance(child.tag, str):
            told = gather(child)
            run.append(inline_text(child, gather) if told is None else told)
        run.append(child.tail or "")
    yield from paragraph("".join(run))


def paragraph(raw: str, *, row: bool = False) -> Iterator[Para]:
    """A paragraph of these words, none where there are no words."""
    if text := clean(raw):
        yield Para(text, row)
