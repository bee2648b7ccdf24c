"""DOCX to text with structure, by a walk over the package's XML.

python-docx's paragraphs leave out tables, tracked insertions, content controls, text boxes,
headers, footers and comments, and show hidden text as if it were not; the walk labels each.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from domain.document import BlockKind
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.builder import Builder, one_line
from ingest.documents.docx_contents import is_entry
from ingest.documents.docx_numbers import Numbers, number_paragraphs
from ingest.documents.docx_styles import Style, W, is_on, read_styles, value
from ingest.documents.docx_tables import Cell, header_rows, is_frame, read_rows
from ingest.documents.docx_text import Words, paragraph_words, shown_children
from ingest.documents.lines import CAPTION
from ingest.documents.package import Package
from ingest.documents.tables import write_table
from ingest.limits import Limits

_DC = "{http://purl.org/dc/elements/1.1/}"
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
_MAIN = re.compile(r"word/document\d*\.xml")
_LONGEST_HEADING = 12
_BOLD_LEVEL = 10
_PASSED = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_DEEPEST = 40
_MOST_KEPT = 20_000


def read_docx(name: str, data: bytes, limits: Limits) -> Builder:
    """Read a DOCX; raises `UnreadableFileError` where it is damaged, unsafe or too large."""
    builder = Builder()
    with Package(name, data, limits) as package:
        main = next((part for part in sorted(package.names) if _MAIN.fullmatch(part)), "")
        root = package.xml(main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise UnreadableFileError(
                name,
                FailureReason.DAMAGED,
                "it has no document body; open it in an Office program and save it anew",
            )
        styles = read_styles(package.xml("word/styles.xml"))
        numbers = number_paragraphs(body, package.xml("word/numbering.xml"), styles)
        walk = _Walk(builder, styles, numbers, _notes(package))
        walk.blocks(body)
        _write_apart(package, walk)
        builder.title = builder.title or _title(package)
    return builder


def _title(package: Package) -> str:
    core = package.xml("docProps/core.xml")
    return "" if core is None else core.findtext(f"{_DC}title") or ""


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    """Footnotes and endnotes by kind and id."""
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(f"word/{kind}s.xml")
        for note in () if root is None else root.iter(f"{W}{kind}"):
            notes[kind, note.get(f"{W}id", "")] = note
    return notes


def _write_apart(package: Package, walk: "_Walk") -> None:
    """Comments, and each different header and footer once."""
    comments = package.xml("word/comments.xml")
    for comment in () if comments is None else comments.iter(f"{W}comment"):
        walk.builder.append(BlockKind.COMMENT, walk.plain(comment))
    parts = [package.xml(part) for part in sorted(package.names) if _RUNNING.fullmatch(part)]
    for text in dict.fromkeys(walk.plain(part) for part in parts if part is not None):
        walk.builder.append(BlockKind.RUNNING, text)


class _Walk:
    """Goes through block-level content and writes what it finds."""

    def __init__(
        self,
        builder: Builder,
        styles: dict[str, Style],
        numbers: Numbers,
        notes: dict[tuple[str, str], etree._Element],
    ) -> None:
        self.builder = builder
        self._styles = styles
        self._numbers = numbers
        self._notes = notes
        self._cells: dict[etree._Element, Words] = {}

    def blocks(self, element: etree._Element, depth: int = 0, *, deleted: bool = False) -> None:
        """Write the paragraphs and tables inside `element`."""
        if depth > _DEEPEST:
            self.builder.warnings.append("content nested too deep was left out")
            return
        for child in shown_children(element):
            if child.tag == f"{W}p":
                self._paragraph(child, depth, deleted=deleted)
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag in _PASSED or child.tag in _DELETED:
                self.blocks(child, depth + 1, deleted=deleted or child.tag in _DELETED)

    def plain(self, element: etree._Element) -> str:
        """The shown words of all paragraphs inside `element`, a line each."""
        return _lines(paragraph_words(p, self._styles) for p in element.iter(f"{W}p"))

    def _paragraph(self, paragraph: etree._Element, depth: int, *, deleted: bool) -> None:
        words = paragraph_words(paragraph, self._styles, deleted=deleted)
        self._write(paragraph, words)
        self.builder.append(BlockKind.DELETED, "".join(words.deleted))
        self.builder.append(BlockKind.HIDDEN, "".join(words.hidden))
        for key in words.notes:
            if (note := self._notes.get(key)) is not None:
                self.builder.append(BlockKind.PARAGRAPH, self.plain(note))
        for box in words.boxes:
            self.blocks(box, depth + 1)

    def _write(self, paragraph: etree._Element, words: Words) -> None:
        text = words.text
        style = self._styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        if not text:
            return
        if style.hidden or is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}specVanish")):
            self.builder.append(BlockKind.HIDDEN, text)
            return
        level = _level(paragraph, style)
        if style.title and not self.builder.title:
            self.builder.title = one_line(text)
        kind = _kind(paragraph, style, None if style.caption else level)
        if kind is BlockKind.PARAGRAPH and is_entry(paragraph, text):
            kind = BlockKind.CONTENTS
        number = self._numbers.get(paragraph, "")
        if level is not None and kind is BlockKind.HEADING:
            self.builder.heading(text, level, number)
        elif kind is BlockKind.PARAGRAPH and _is_bold_heading(words, style, text):
            self.builder.heading(text, _BOLD_LEVEL, number)
        else:
            self.builder.append(kind, text, number)

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = read_rows(table)
        if is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    if cell.first:
                        self.blocks(cell.element, depth + 1)
            return
        texts = [[self._cell_text(cell) for cell in row.cells] for row in rows]
        write_table(self.builder, texts, header_rows(rows, texts, self._is_bold))
        for row in rows:
            for cell in row.cells:
                if cell.first:
                    self._write_unshown(cell)
        self._cells.clear()

    def _cell_text(self, cell: Cell) -> str:
        """The words of a cell; one that holds nothing but an automatic number shows that."""
        if not cell.shown:
            return ""
        numbers = (self._numbers.get(p, "") for p in cell.element.iter(f"{W}p"))
        return _lines(self._words(cell)) or "\n".join(filter(None, numbers))

    def _words(self, cell: Cell) -> Iterator[Words]:
        """The words of each paragraph of a cell; those of the first cells of a table are kept."""
        for paragraph in cell.element.iter(f"{W}p"):
            words = self._cells.get(paragraph) or paragraph_words(paragraph, self._styles)
            if len(self._cells) < _MOST_KEPT:
                self._cells[paragraph] = words
            yield words

    def _write_unshown(self, cell: Cell) -> None:
        """Deleted and hidden words of a table's cell, after the table."""
        for words in self._words(cell):
            self.builder.append(BlockKind.DELETED, "".join(words.deleted))
            self.builder.append(BlockKind.HIDDEN, "".join(words.hidden))

    def _is_bold(self, cell: Cell) -> bool:
        return all(each.all_bold for each in self._words(cell) if each.text)


def _lines(paragraphs: Iterable[Words]) -> str:
    """The shown words of paragraphs, a line each."""
    return "\n".join(text for words in paragraphs if (text := words.text))


def _level(paragraph: etree._Element, style: Style) -> int | None:
    own = value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
    if own.isdigit():
        return int(own) + 1 if int(own) < _BOLD_LEVEL - 1 else None
    return style.level


def _kind(paragraph: etree._Element, style: Style, level: int | None) -> BlockKind:
    if style.advice:
        return BlockKind.ADVICE
    if style.contents:
        return BlockKind.CONTENTS
    if style.code:
        return BlockKind.CODE
    if level is not None:
        return BlockKind.HEADING
    number = value(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
    listed = number != "0" if number else style.listed
    return BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH


def _is_bold_heading(words: Words, style: Style, text: str) -> bool:
    """Whether a short bold line without a full stop serves as a heading."""
    if style.caption or CAPTION.match(text):
        return False
    short = len(text.split()) <= _LONGEST_HEADING and "\n" not in text
    return short and (words.all_bold or style.bold) and not text.endswith((".", ";", ",", ":"))
