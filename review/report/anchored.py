"""Native comments in a Word document, each on the very words that it speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from review.report.safe import clean
from review.report.zip_bytes import without_clock

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

_AUTHOR, _INITIALS = "citemark", "cm"
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_SIGNS: Mapping[str, str] = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a place: its words, and which of several occurrences it is, from 0."""

    words: str
    occurrence: int
    text: str


def with_comments(data: bytes, remarks: Sequence[Remark], opening: str = "") -> bytes:
    """The document with a comment for each remark; `opening` is told at the start of it.

    A remark whose words are not found as they stand is told in a comment at the start instead:
    it is never set at another place. Same document and remarks, same bytes.
    """
    document = Document(BytesIO(data))
    if opening:
        _set_at_start(document, opening)
    lost = [remark for remark in remarks if not _set(document, remark)]
    if lost:
        _set_at_start(document, _told(lost))
    target = BytesIO()
    document.save(target)
    return without_clock(target.getvalue())


def _set(document: WordDocument, remark: Remark) -> bool:
    ends = _in_paragraphs(document, remark) or _in_rows(document, remark)
    if ends is None:
        return False
    _comment(document, ends, remark.text)
    return True


def _set_at_start(document: WordDocument, words: str) -> None:
    runs = [run for p in document.element.body.iter(qn("w:p")) for run in _runs(p)]
    if runs:
        _comment(document, Ends(runs[0], runs[0]), words)


def _told(lost: Iterable[Remark]) -> str:
    told = "\n\n".join(f"\u201c{' '.join(r.words.split())}\u201d\n{r.text}" for r in lost)
    return f"Places that could not be marked in this file:\n{told}"


class Ends(NamedTuple):
    """The first and the last run of a place."""

    first: etree._Element
    last: etree._Element


def _comment(document: WordDocument, ends: Ends, text: str) -> None:
    first, last = (Run(cast("CT_R", each), document._body) for each in ends)  # noqa: SLF001 - the only way
    made = document.add_comment([first, last], clean(text), author=_AUTHOR, initials=_INITIALS)
    made._comment_elm.attrib.pop(qn("w:date"), "")  # noqa: SLF001 - no clock in a file


def _in_paragraphs(document: WordDocument, remark: Remark) -> Ends | None:
    """The runs that hold exactly the words, split off where they begin or end within one."""
    left = remark.occurrence
    for paragraph in document.element.body.iter(qn("w:p")):
        runs = _runs(paragraph)
        text = "".join(map(_text, runs))
        at = text.find(remark.words)
        while at >= 0:
            if not left:
                return _cut(runs, at, at + len(remark.words))
            left -= 1
            at = text.find(remark.words, at + 1)
    return None


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs whose words are shown: not deleted ones, and not those of a text box inside."""
    return list(_shown(paragraph))


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _DELETED:
            yield from _shown(child)


def _text(run: etree._Element) -> str:
    parts = (
        child.text or "" if child.tag == qn("w:t") else _SIGNS.get(child.tag, "") for child in run
    )
    return "".join(parts)


def _cut(runs: Sequence[etree._Element], start: int, end: int) -> Ends:
    held, at = [], 0
    for run in runs:
        length = len(_text(run))
        if at < end and at + length > start:
            held.append((run, max(0, start - at), min(length, end - at)))
        at += length
    first, begin, _ = held[0]
    last, _, stop = held[-1]
    last = _before(last, stop)
    if first is held[-1][0]:
        first = last = _after(last, begin)
    else:
        first = _after(first, begin)
    return Ends(first, last)


def _before(run: etree._Element, at: int) -> etree._Element:
    """The run up to that character; the rest goes into a run after it."""
    words = _only_words(run)
    if words is not None and words.text and at < len(words.text):
        rest = deepcopy(run)
        _write(_only_words(rest), words.text[at:])
        _write(words, words.text[:at])
        run.addnext(rest)
    return run


def _after(run: etree._Element, at: int) -> etree._Element:
    """The run from that character on; what stands in front goes into a run before it."""
    words = _only_words(run)
    if words is not None and words.text and at > 0:
        front = deepcopy(run)
        _write(_only_words(front), words.text[:at])
        _write(words, words.text[at:])
        run.addprevious(front)
    return run


def _only_words(run: etree._Element) -> etree._Element | None:
    """The text of a run that holds nothing else; others are not split."""
    inside = [child for child in run if child.tag != qn("w:rPr")]
    return inside[0] if len(inside) == 1 and inside[0].tag == qn("w:t") else None


def _write(words: etree._Element | None, text: str) -> None:
    if words is not None:
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _in_rows(document: WordDocument, remark: Remark) -> Ends | None:
    """The row of a table whose cells, side by side, hold the words."""
    wanted, left = _flat(remark.words), remark.occurrence
    for row in document.element.body.iter(qn("w:tr")):
        cells = [
            " ".join("".join(map(_text, _runs(p))) for p in cell.iter(qn("w:p")))
            for cell in row.iter(qn("w:tc"))
        ]
        if wanted not in _flat(_CELL_GAP.join(cells)):
            continue
        runs = [run for p in row.iter(qn("w:p")) for run in _runs(p)]
        if not left and runs:
            return Ends(runs[0], runs[-1])
        left -= 1
    return None


def _flat(text: str) -> str:
    return " ".join(text.split())
