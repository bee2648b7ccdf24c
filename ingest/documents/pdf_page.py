"""One PDF page as runs of words with places, and the ruling lines beside them.

Text comes from pdfium, not from pypdf: on the sample cards pypdf loses every "fi" and "fl"
ligature and gives no reliable places; pdfium keeps both and is several times faster.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.documents.pdf_letters import LetterReader, Letters, Looks
from ingest.documents.pdf_shapes import Box, Rule, drawn, turn_of

_HYPHENS = {"\x02", "\ufffe"}
_IGNORED = {"\x00", "\uffff", "\u200b", "\ufeff"}
_BREAKS = {"\n", "\r"}
_UNDECODED = "\ufffd"
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^ ]+")
_RUN_GAP, _FAR_BACK = 0.9, -2
"""How far letters of one run may stand apart, in heights of a line, which count as 1 at least."""


class Word(NamedTuple):
    """A word and where it starts and ends, in points from the left.

    `unpainted` where its letters are drawn without paint, as in the text layer of a scan.
    """

    text: str
    x0: float
    x1: float
    unpainted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other on one baseline without a wide gap.

    `y` is the baseline in points from the bottom, `height` that of the font's line; `text` are
    the words with single spaces.
    """

    words: tuple[Word, ...]
    y: float
    height: float
    bold: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join([word.text for word in self.words]))

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1


@dataclass(frozen=True, slots=True)
class RawPage:
    """What stands on a page, in no order.

    `images` is the share of the area under images, `pictures` are their places; `hidden` are the
    runs that no reader sees, `notes` the words of annotations.
    """

    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    objects: int
    images: float
    undecoded: int
    pictures: tuple[Box, ...] = ()
    hidden: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


def read_page(page: pdfium.FPDF_PAGE, reader: LetterReader) -> RawPage:
    """Runs, rules and counts of one page that pdfium has loaded."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    turn = turn_of(page, width, height)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        letters = reader.read(text, turn)
        looks = Looks(text)
        found = (_run(letters, start, end, looks) for start, end in _stretches(letters))
        runs = tuple(run for run in found if run)
    finally:
        pdfium.FPDFText_ClosePage(text)
    rules, objects, pictures = drawn(page, turn)
    images = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures)
    share = images / max(1.0, width * height)
    undecoded = letters.text.count(_UNDECODED)
    return RawPage(width, height, runs, tuple(rules), objects, share, undecoded, tuple(pictures))


def _stretches(letters: Letters) -> Iterator[tuple[int, int]]:
    """Where runs begin and end: at line breaks, and where a letter cannot belong to the last."""
    lefts, rights = letters.lefts, letters.rights
    talls, baselines = letters.talls, letters.baselines
    start = before = -1
    inked = False
    for at, letter in enumerate(letters.text):
        if letter.isspace():
            if letter in _BREAKS:
                if start >= 0:
                    yield start, at
                start, inked = -1, False
            elif not inked:
                start, before = (at if start < 0 else start), at
            continue
        if start < 0:
            start = at
        else:
            gap, risen = lefts[at] - rights[before], baselines[at] - baselines[before]
            if risen or not _FAR_BACK <= gap <= _RUN_GAP:
                tall = max(talls[at], talls[before], 1.0)
                if gap > _RUN_GAP * tall or gap < _FAR_BACK * tall or abs(risen) > tall / 2:
                    yield start, at
                    start = at
        before, inked = at, True
    if start >= 0:
        yield start, len(letters.text)


def _run(letters: Letters, start: int, end: int, looks: Looks) -> Run | None:
    """The words of a stretch of letters; None where it has none."""
    text = letters.text[start:end]
    parts = list(_parts(text, start))
    if not parts:
        return None
    inked = [at for at, letter in enumerate(text, start) if not letter.isspace()]
    usual = sorted(inked, key=letters.talls.__getitem__)[len(inked) // 2]
    samples = (inked[0], inked[len(inked) // 2], inked[-1])
    seen = looks.of([*samples, *(first for _, first, _ in parts)])
    bold = all(look.bold for look in seen[: len(samples)])
    words = tuple(
        Word(word, letters.lefts[first], letters.rights[last], look.unpainted)
        for (word, first, last), look in zip(parts, seen[len(samples) :], strict=True)
    )
    return Run(words, letters.baselines[usual], max(1.0, letters.talls[usual]), bold)


def _parts(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The words of a text, each with the places of its first and its last letter."""
    if not text.isprintable():
        yield from _odd_parts(text, start)
        return
    for found in _WORD.finditer(text):
        first, after = found.span()
        yield found[0], start + first, start + after - 1


def _odd_parts(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The same where signs that are not printed stand among the words."""
    held: list[str] = []
    first = last = start
    for at, sign in enumerate(text, start):
        if sign in _IGNORED:
            continue
        letter = "-" if sign in _HYPHENS else sign
        if letter.isspace() or (not letter.isprintable() and letter != _SOFT_HYPHEN):
            if held:
                yield "".join(held), first, last
            held = []
            continue
        first, last = (first if held else at), at
        held.append(letter)
    if held:
        yield "".join(held), first, last
