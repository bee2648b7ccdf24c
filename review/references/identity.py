"""The codes and revisions by which documents are cited."""

import re
from collections.abc import Collection, Iterator

from domain.document import BlockKind, Document

CODE = re.compile(r"\b[A-Z]{2,6}-\d{1,5}\b(?![-.]\d)")
_HEAD = 400
_FIRST = 8
_HEADING = BlockKind.HEADING
_GIVEN = re.compile(
    rf"\b(?i:document|doc\.?)(?i:\s*(?:no\.?|number|id|code))?[\s:|]*({CODE.pattern})"
    rf"|({CODE.pattern})[\s,(|]*(?i:version|revision|rev\.|issue)\b"
)
"""How a document gives its own code: "Document RMF-003", "RMF-003, version 3"."""
_NOT_DOCUMENTS = re.compile(r"^(?:ISO|IEC|EN|DIN|CFR|CVE|CWE|COVID|SARS|PD|AES|SHA|TLS|UTF|HTTP)-")
_WORD = r"(?:version|revision|rev\.?|issue|edition|v\.?)"
_VALUE = r"\d+(?:\.\d+)*(?:-[A-Z\d]+)?|[A-Z](?=\b)"
_CITED = re.compile(rf"[\s,;(]*{_WORD}\s*(?P<value>{_VALUE})\b", re.IGNORECASE)
_OWN = re.compile(rf"\b{_WORD}\s*[:|]?\s*(?P<value>{_VALUE})\b", re.IGNORECASE)
_HISTORY = re.compile(r"history|change", re.IGNORECASE)


def codes_of(document: Document) -> tuple[str, ...]:
    """The code that a document bears in its name or title or gives for itself at its beginning.

    () where there is none: an id that merely stands in the first lines is no code of the document.
    """
    heads = (b.span.of(document.text) for b in document.blocks[:_FIRST] if b.kind is _HEADING)
    named = CODE.findall(" ".join((document.name.replace("_", " "), document.title, *heads)))
    given = [next(filter(None, match)) for match in _GIVEN.findall(document.text[:_HEAD])]
    return tuple((named or given)[:1])


def is_document_code(code: str, at_hand: Collection[str]) -> bool:
    """Whether a code is built like those of the documents at hand."""
    widths = {len(own.rpartition("-")[2]) for own in at_hand}
    return len(code.rpartition("-")[2]) in widths and not _NOT_DOCUMENTS.match(code)


def revisions(text: str, after: int) -> str:
    """The revision that stands right behind a code ("RMF-003 version 3.1"), or ""."""
    match = _CITED.match(text, after)
    return match["value"].upper() if match else ""


def revision_of(document: Document, code: str) -> str:
    """The revision that a document gives for itself at its beginning, "" where it gives none."""
    for words in _beginning(document):
        if code in words and (match := _OWN.search(words)):
            return match["value"].upper()
    return _in_table(document, code)


def _beginning(document: Document) -> Iterator[str]:
    for block in document.blocks[:_FIRST]:
        if not any(_HISTORY.search(title) for title in block.section):
            yield block.span.of(document.text)


def _in_table(document: Document, code: str) -> str:
    """The revision in a table row that starts with the document's own code."""
    for block in document.blocks[:_FIRST]:
        heads = [header.casefold() for header in block.headers]
        if block.kind is not BlockKind.TABLE_ROW or "version" not in heads:
            continue
        cells = [cell.of(document.text).strip() for cell in block.cells]
        if cells and cells[0] == code and heads.index("version") < len(cells):
            return cells[heads.index("version")].upper()
    return ""
