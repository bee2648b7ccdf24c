"""Which revision of itself a document says it is, read from its title block."""

import re
from collections.abc import Iterator

from domain.document import Block, BlockKind, Document

_START = 2500
_LINE = 120
_HEAD = 400
_OTHER = re.compile(r"\b(?:device|product|software|firmware|app|model)\b", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{2,6}-\d{2,5}\b")
_LABEL = re.compile(r"^(?:version|revision|rev\.?|issue)(?: (?:no\.?|number))?$", re.IGNORECASE)
_HISTORY = re.compile(r"change|author|description|reason", re.IGNORECASE)
_VALUE = r"(?P<value>\d[\w.-]{0,11}|[A-Z]\d{0,2}(?![\w-]))(?P<state>\s(?:draft|preliminary))?"
_SAID = re.compile(
    rf"\b(?i:version|revision|rev\.|rev|issue)"
    rf"\b\.?(?: (?i:no\.?|number))?[ \t]*[|:]?[ \t]*{_VALUE}"
)


def revision_of(document: Document) -> str:
    """The revision in the document's own words, such as "3.2-B"; empty where it says none."""
    head = " ".join((document.name.replace("_", " "), document.title, document.text[:_HEAD]))
    own = _CODE.findall(head)[:1]
    return next(_from_tables(document, own), "") or _from_start(document, own)


def _from_tables(document: Document, own: list[str]) -> Iterator[str]:
    """The cell under Version in the row of the document itself; a revision history is none."""
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE_ROW or len(block.headers) != len(block.cells):
            continue
        cells = [span.of(document.text).strip() for span in block.cells]
        if any(code in cell for code in own for cell in cells):
            yield from _under_version(block, cells)


def _under_version(block: Block, cells: list[str]) -> Iterator[str]:
    if any(_HISTORY.search(header) for header in block.headers):
        return
    for header, cell in zip(block.headers, cells, strict=True):
        if _LABEL.match(header.strip()) and cell:
            yield cell


def _from_start(document: Document, own: list[str]) -> str:
    """The first short line of the title block that gives it and speaks of nothing else."""
    for block in document.blocks:
        if block.span.start > _START:
            return ""
        words = block.span.of(document.text)
        others = set(_CODE.findall(words)) - set(own)
        if len(words) > _LINE or others or _OTHER.search(words):
            continue
        if found := _SAID.search(words):
            return f"{found['value'].rstrip('.')}{found['state'] or ''}"
    return ""
