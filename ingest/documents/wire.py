"""What the parsing process tells its parent, as JSON and nothing else: never pickle."""

import json
from typing import Any

from domain.document import Block, BlockKind, Document, Page, ReadFailure, Span
from domain.errors import FailureReason

Result = Document | ReadFailure


def dump(result: Result) -> bytes:
    """The result as JSON."""
    if isinstance(result, ReadFailure):
        said: dict[str, Any] = {
            "failure": [result.name, result.reason.value, result.detail, result.sha256]
        }
    else:
        said = _document(result)
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def load(data: bytes) -> Result:
    """The result of that JSON; raises `ValueError`, `KeyError` or `TypeError` for another."""
    said = json.loads(data)
    if "failure" in said:
        name, reason, detail, sha256 = said["failure"]
        return ReadFailure(name, FailureReason(reason), detail, sha256)
    pages = (Page(n, Span(a, b), ok, note, ocr) for n, a, b, ok, note, ocr in said["pages"])
    return Document(
        id=said["id"],
        name=said["name"],
        format=said["format"],
        text=said["text"],
        blocks=tuple(_load_block(block, said["sections"]) for block in said["blocks"]),
        pages=tuple(pages),
        title=said["title"],
        warnings=tuple(said["warnings"]),
    )


def _document(document: Document) -> dict[str, Any]:
    sections: dict[tuple[str, ...], int] = {}
    return {
        "id": document.id,
        "name": document.name,
        "format": document.format,
        "text": document.text,
        "blocks": [_block(block, sections) for block in document.blocks],
        "sections": list(sections),
        "pages": [
            (p.number, p.span.start, p.span.end, p.readable, p.note, p.recognised)
            for p in document.pages
        ],
        "title": document.title,
        "warnings": document.warnings,
    }


def _block(block: Block, sections: dict[tuple[str, ...], int]) -> list[Any]:
    return [
        block.kind.value,
        _span(block.span),
        sections.setdefault(block.section, len(sections)),
        block.page,
        [_span(cell) for cell in block.cells],
        block.headers,
        _span(block.lead_in) if block.lead_in else None,
        block.number,
    ]


def _span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _load_block(said: list[Any], sections: list[list[str]]) -> Block:
    kind, span, section, page, cells, headers, lead_in, number = said
    return Block(
        kind=BlockKind(kind),
        span=Span(*span),
        section=tuple(sections[section]),
        page=page,
        cells=tuple(Span(*cell) for cell in cells),
        headers=tuple(headers),
        lead_in=Span(*lead_in) if lead_in else None,
        number=number,
    )
