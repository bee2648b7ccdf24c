"""Sample documents as Markdown, with a table of document control on top."""

from collections.abc import Iterator
from typing import Any

from samples.markup import Advice, Block, Heading, Items, Source, Table, Text


def write_markdown(source: Source) -> bytes:
    """The document as UTF-8 Markdown."""
    lines = [*_control(source.control)]
    for block in source.blocks:
        lines += [*_lines(block), ""]
    return "\n".join(lines).encode()


def _control(control: dict[str, Any]) -> Iterator[str]:
    yield f"# {control['title']}"
    yield ""
    yield from _table((("Document", control["code"]), ("Version", control["version"])))
    for role in ("date", "author", "reviewer", "approver"):
        yield f"| {role.title()} | {control[role]} |"
    yield ""
    yield "**Revision history**"
    yield ""
    yield from _table((("Version", "Date", "Author", "Change"), *control["history"]))
    yield ""


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {text}"
        case Text(text):
            yield text
        case Items(items, numbered):
            for number, item in enumerate(items, start=1):
                yield f"{number}. {item}" if numbered else f"- {item}"
        case Table(rows, caption):
            yield from _table(rows)
            yield from ("", caption) if caption else ()
        case Advice(lines):
            yield from (f"> {line}" for line in lines)


def _table(rows: tuple[Any, ...]) -> Iterator[str]:
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"
