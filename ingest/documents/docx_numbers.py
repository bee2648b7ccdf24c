"""The numbers that Word writes before headings and list items.

They stand nowhere in a DOCX: the file holds a scheme (`word/numbering.xml`), and the program
counts. A number is kept beside its block and in the heading path, and stays out of the text, so
that offsets lead to characters of the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.docx_styles import Style, W, value

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNCOUNTED = {_FALLBACK, f"{W}del", f"{W}moveFrom"}
_SILENT = {"bullet", "none"}
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999
_LETTERS = 26

Numbers = Mapping[etree._Element, str]  # noqa: SLF001 - lxml names no public class


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts and is written; `restart` is the level after which it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(slots=True)
class _Scheme:
    """A list definition with the counts of its levels so far."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


def number_paragraphs(
    body: etree._Element, numbering: etree._Element | None, styles: Mapping[str, Style]
) -> Numbers:
    """The number of each numbered paragraph, in the order of the document; bullets have none."""
    if numbering is None:
        return {}
    counter = _Counter(numbering)
    found = ((p, counter.next(*_place(p, styles))) for p in _counted(body))
    return {paragraph: number for paragraph, number in found if number}


def _counted(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that a reader sees; a deleted one and the second of two drawings are none."""
    for paragraph in body.iter(f"{W}p"):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
        if mark is None and not any(a.tag in _UNCOUNTED for a in paragraph.iterancestors()):
            yield paragraph


def _place(paragraph: etree._Element, styles: Mapping[str, Style]) -> tuple[str, int | None, str]:
    """The list, the level and the style that give a paragraph its number; "" for no list."""
    key = value(paragraph.find(f"{W}pPr/{W}pStyle"))
    style = styles.get(key, Style())
    own = paragraph.find(f"{W}pPr/{W}numPr")
    level = None if own is None else _whole(value(own.find(f"{W}ilvl")))
    number = "" if own is None else value(own.find(f"{W}numId"))
    if number:
        return number, level or 0, ""
    return style.list_number, level if level is not None else style.list_level, style.list_style


class _Counter:
    """Counts paragraphs list by list. Lists of one definition go on from one another."""

    def __init__(self, root: etree._Element) -> None:
        abstract = {e.get(f"{W}abstractNumId", ""): e for e in root.iter(f"{W}abstractNum")}
        self._lists = {e.get(f"{W}numId", ""): e for e in root.iter(f"{W}num")}
        self._links = {
            value(link): key
            for key, element in abstract.items()
            if (link := element.find(f"{W}styleLink")) is not None
        }
        self._linked = {k: value(e.find(f"{W}numStyleLink")) for k, e in abstract.items()}
        self._schemes = {key: _Scheme(_levels(element)) for key, element in abstract.items()}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number: str, level: int | None, style: str) -> str:
        """The number of the next paragraph of a list, at the level given or that of its style."""
        scheme = self._scheme(number)
        if scheme is None:
            return ""
        own = scheme.levels | _overridden(self._lists[number])
        at = _level_of(style, level, own)
        if at not in own:
            return ""
        self._restart(number, scheme, at)
        _count(scheme.counts, own, at)
        return _written(scheme.counts, own, at)

    def _scheme(self, number: str) -> _Scheme | None:
        if number in {"", "0"} or number not in self._lists:
            return None
        key = value(self._lists[number].find(f"{W}abstractNumId"))
        return self._schemes.get(self._links.get(self._linked.get(key, ""), key))

    def _restart(self, number: str, scheme: _Scheme, at: int) -> None:
        """Let a list that says so begin anew where it is first used."""
        if (number, at) in self._begun:
            return
        self._begun.add((number, at))
        for override in self._lists[number].iterfind(f"{W}lvlOverride"):
            start = _whole(value(override.find(f"{W}startOverride")))
            if _whole(override.get(f"{W}ilvl", "")) == at and start is not None:
                scheme.counts[at] = start - 1


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {_whole(e.get(f"{W}ilvl", "")): _level(e) for e in element.iterfind(f"{W}lvl")}
    return {at: level for at, level in found.items() if at is not None}


def _overridden(element: etree._Element) -> dict[int, _Level]:
    """The levels that a list writes in its own way."""
    return {
        at: level
        for override in element.iterfind(f"{W}lvlOverride")
        for at, level in _levels(override).items()
    }


def _level(element: etree._Element) -> _Level:
    start = _whole(value(element.find(f"{W}start")))
    return _Level(
        start=1 if start is None else start,
        form=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        restart=_whole(value(element.find(f"{W}lvlRestart"))),
        style=value(element.find(f"{W}pStyle")),
        legal=element.find(f"{W}isLgl") is not None,
    )


def _level_of(style: str, level: int | None, levels: Mapping[int, _Level]) -> int:
    """The level that is tied to the style, else the one that was said, else the first."""
    tied = (at for at, each in levels.items() if style and each.style == style)
    return next(tied, level or 0)


def _count(counts: dict[int, int], levels: Mapping[int, _Level], at: int) -> None:
    for above in range(at):
        if above in levels:
            counts.setdefault(above, levels[above].start)
    counts[at] = counts[at] + 1 if at in counts else levels[at].start
    for below in [deeper for deeper in counts if deeper > at]:
        if _restarts(levels.get(below, _Level()), below, at):
            del counts[below]


def _restarts(level: _Level, own: int, at: int) -> bool:
    """Whether a level begins anew after a paragraph of the level `at`; 0 says never."""
    return at < (own if level.restart is None else level.restart)


def _written(counts: Mapping[int, int], levels: Mapping[int, _Level], at: int) -> str:
    level = levels[at]
    if level.form in _SILENT:
        return ""
    forms: dict[int, str] = defaultdict(lambda: "decimal")
    if not level.legal:
        forms.update({key: each.form for key, each in levels.items()})

    def shown(match: re.Match[str]) -> str:
        which = int(match.group(1)) - 1
        return _form(counts.get(which, 1), forms[which])

    return _PLACE.sub(shown, level.text).strip()


def _form(count: int, form: str) -> str:
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= _MOST:
        return _in_case(_roman(count), form)
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= _MOST:
        letter = chr(ord("a") + (count - 1) % _LETTERS)
        return _in_case(letter * (1 + (count - 1) // _LETTERS), form)
    if form in _SILENT:
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _in_case(word: str, form: str) -> str:
    return word.upper() if form.startswith("upper") else word


def _roman(count: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (count // worth)
        count %= worth
    return letters


def _whole(text: str) -> int | None:
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_MOST)) * 2 else None
    )
