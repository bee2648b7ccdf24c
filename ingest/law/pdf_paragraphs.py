"""Groups printed lines into paragraphs by their gaps, and nests these by their indents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.law.markers import DASHES, division_of
from ingest.law.pdf_lines import Line
from ingest.law.raw import Block, Item, Para, Title
from ingest.law.words import NOTE_MARK, clean

_MIDDLE = 297.6
_MARGIN_LEFT = 67.0
_MARGIN_RIGHT = 520.0
_OFF_MIDDLE = 4.0
_GAP = 13.5
_TOLERANCE = 8.0
_DASH = re.escape("".join(sorted(DASHES)))
_MARKER = re.compile(
    rf"(\([a-z]{{1,5}}\)|\(\d{{1,3}}\)|\d{{1,2}}(?:\.\d{{1,2}})*\.|\d{{1,2}}(?:\.\d{{1,2}})+|[{_DASH}])\s+"
)
_URL = re.compile(r"(https?://\S*[./]) (?=\S)")
_STAR = re.compile(r"(?<=\S) \(\*\d*\)")
_UNFINISHED = re.compile(r"[^.;:,]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines. `left` is the edge of its first line; `centred` marks a heading."""

    left: float
    centred: bool
    text: str

    @property
    def marker(self) -> str:
        """The marker it begins with, or ""."""
        found = _MARKER.match(self.text)
        return found[1] if found else ""

    @property
    def words(self) -> str:
        """Its words without the marker."""
        return _MARKER.sub("", self.text, count=1)


def paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """The paragraphs of these lines, words made clean."""
    titled = False
    for run in _runs(lines):
        text = clean(_STAR.sub(NOTE_MARK, _URL.sub(r"\1", " ".join(one.text for one in run))))
        centred = _is_centred(run[0]) or (titled and _is_narrow(run[0]))
        titled = centred and bool(division_of(text)[0])
        yield Paragraph(run[0].left, centred, text)


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _goes_on(last: Line, line: Line) -> bool:
    if last.page == line.page:
        return 0 < last.bottom - line.top < _GAP
    if _is_centred(last) or _is_centred(line) or last.right < _MARGIN_RIGHT:
        return False
    begins = bool(_MARKER.match(line.text))
    return not begins or bool(_UNFINISHED.search(last.text))


def _is_centred(line: Line) -> bool:
    if line.face == "bold":
        return _is_balanced(line)
    return _is_narrow(line) and bool(line.face or division_of(line.text)[0])


def _is_narrow(line: Line) -> bool:
    return _is_balanced(line) and line.left > _MARGIN_LEFT + _TOLERANCE


def _is_balanced(line: Line) -> bool:
    return abs((line.left + line.right) / 2 - _MIDDLE) < _OFF_MIDDLE


@dataclass(slots=True)
class _Open:
    kind: str
    left: float
    hanging: bool
    marker: str
    blocks: list[Block] = field(default_factory=list)


class Nest:
    """Puts paragraphs into one another by indent and kind of marker.

    In an article the words of a numbered paragraph stand under its number; in an annex, and for
    every other marker, they hang to the right of it.
    """

    def __init__(self, *, article: bool) -> None:
        self._article = article
        self._base = _Open("", 0.0, hanging=False, marker="")
        self._stack = [self._base]

    def add(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        """Place one paragraph; `following` tells whether it is the heading of a section."""
        marker = self._marker(paragraph)
        if paragraph.centred:
            self._close_to(0)
            self._base.blocks.append(Title(paragraph.text))
        elif marker:
            self._open(paragraph, marker, following)
        else:
            self._place(paragraph.left)
            self._stack[-1].blocks.append(Para(paragraph.text))

    def blocks(self) -> tuple[Block, ...]:
        """All blocks, once the last paragraph has been added."""
        self._close_to(0)
        return tuple(self._base.blocks)

    def _marker(self, paragraph: Paragraph) -> str:
        """The marker; a paragraph number of an article must be the next one (its dot may lack)."""
        marker = paragraph.marker
        if not self._article or (marker and _kind(marker) != "n"):
            return marker
        markers = [one.marker for one in self._base.blocks if isinstance(one, Item)]
        markers += [one.marker for one in self._stack]
        numbers = [one for one in markers if one[:1].isdigit()]
        due = int(numbers[-1].rstrip(".")) + 1 if numbers else 1
        found = re.match(rf"{due}\.?(?=\s+[^a-z])", paragraph.text)
        return found[0] if found else ""

    def _open(self, paragraph: Paragraph, marker: str, following: Paragraph | None) -> None:
        kind = _kind(marker)
        while len(self._stack) > 1 and self._ends_at(kind, paragraph.left):
            self._close()
        hanging = kind != "n" or not self._article
        words = paragraph.text.removeprefix(marker).strip()
        opened = _Open(kind, paragraph.left, hanging=hanging, marker=marker)
        self._stack.append(opened)
        if not self._article and _is_heading(paragraph, following):
            opened.blocks.append(Title(words))
        else:
            opened.blocks.append(Para(words))

    def _ends_at(self, kind: str, left: float) -> bool:
        top = self._stack[-1]
        if top.left > left + _TOLERANCE:
            return True
        if top.left < left - _TOLERANCE:
            return False
        return top.kind == kind or any(
            one.kind == kind and abs(one.left - left) < _TOLERANCE for one in self._stack[:-1]
        )

    def _place(self, left: float) -> None:
        while len(self._stack) > 1:
            top = self._stack[-1]
            if not (top.hanging and top.left > left - _TOLERANCE):
                return
            self._close()

    def _close_to(self, depth: int) -> None:
        while len(self._stack) > depth + 1:
            self._close()

    def _close(self) -> None:
        done = self._stack.pop()
        self._stack[-1].blocks.append(Item(done.marker, tuple(done.blocks)))


def _kind(marker: str) -> str:
    if marker in DASHES:
        return "dash"
    return "point" if marker.startswith("(") else "n"


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    words = paragraph.words
    if _kind(paragraph.marker) != "n" or following is None or following.centred:
        return False
    opens = following.left > paragraph.left + _TOLERANCE
    deeper = following.marker.startswith(paragraph.marker)
    return (opens or deeper) and words[:1].isupper() and words[-1] not in ".,;:"
