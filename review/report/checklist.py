"""What the manufacturer's own checklist says of each requirement of Annex I, as it stands there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.document import Block, BlockKind, Document
from domain.finding import DocumentCitation, Review
from domain.pinpoint import Pinpoint

_CHECKLIST = "GSPR"
_KEY = re.compile(
    r"gspr|requirement|clause|annex i\b|^(?:section|item|no\.?|number|ref\.?)$", re.IGNORECASE
)
_COLUMNS = {
    "applies": re.compile(r"\bappl", re.IGNORECASE),
    "remark": re.compile(r"reason|remark|justif|comment|rationale", re.IGNORECASE),
    "method": re.compile(r"method|proof|means|demonstrat", re.IGNORECASE),
    "standard": re.compile(r"standard|solution|norm|specification", re.IGNORECASE),
    "evidence": re.compile(r"evidence|document|record|reference", re.IGNORECASE),
}
STATED = tuple(_COLUMNS)
"""What a row of a checklist can say."""

_NUMBER = re.compile(r"(?:GSPR|Annex I|MDR|IVDR|[\s,])*(\d{1,2}(?:\.\d{1,2}){0,3})", re.IGNORECASE)
_LETTERS = re.compile(r"\(([a-z])\)(?:\s*(?:-|–|to)\s*\(([a-z])\))?")  # noqa: RUF001
_YES_NO = {"true": "yes", "false": "no", "y": "yes", "n": "no", "x": "yes", "n/a": "no"}
_NOTHING = {"", "-", "–", "n/a"}  # noqa: RUF001 - a dash as people type it


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A row of the checklist; `place` is the row in its document."""

    place: DocumentCitation
    fields: Mapping[str, str] = field(default_factory=dict)


class Checklist:
    """The rows of all checklists of a review, by the number of the requirement."""

    def __init__(self, rows: Mapping[tuple[str, ...], StatedRow]) -> None:
        self._rows = rows

    @classmethod
    def of(cls, review: Review) -> "Checklist":
        """Read the documents of that type; of several rows on one number the first counts."""
        rows: dict[tuple[str, ...], StatedRow] = {}
        for document in review.documents:
            if review.document_types.get(document.id) == _CHECKLIST:
                for key, row in _rows(document):
                    rows.setdefault(key, row)
        return cls(rows)

    def stated(self, place: Pinpoint) -> StatedRow | None:
        """The row of that requirement, else of the nearest one above it; of Annex I only."""
        if place.path[0] != "annex-i":
            return None
        for length in range(len(place.path), 1, -1):
            if (found := self._rows.get(place.path[1:length])) is not None:
                return found
        return None


def _rows(document: Document) -> Iterator[tuple[tuple[str, ...], StatedRow]]:
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE_ROW or len(block.headers) != len(block.cells):
            continue
        columns = _columns(block.headers)
        key = next((at for at, name in enumerate(block.headers) if _KEY.search(name)), None)
        if key is None or not {"method", "applies"} & columns.keys():
            continue
        cells = [span.of(document.text).strip() for span in block.cells]
        row = StatedRow(_place(document, block), _fields(cells, columns))
        yield from ((number, row) for number in numbers(cells[key]))


def _columns(headers: tuple[str, ...]) -> dict[str, int]:
    """Which column holds what; a header serves one purpose, the first that fits."""
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        for name, words in _COLUMNS.items():
            if name not in found and words.search(header):
                found[name] = at
                break
    return found


def _fields(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    said = {name: cells[at] for name, at in columns.items()}
    if "applies" in said:
        said["applies"] = _YES_NO.get(said["applies"].lower(), said["applies"].lower())
    return {name: "" if text.lower() in _NOTHING else text for name, text in said.items()}


def _place(document: Document, block: Block) -> DocumentCitation:
    return DocumentCitation(document.id, block.span)


def numbers(text: str) -> Iterator[tuple[str, ...]]:
    """The requirements that a cell names: `14.2 (a)-(c), (e)` are four, `17.1, 17.2` two."""
    for part in re.split(r"[,;]\s*(?=\d)", text.strip()):
        match = _NUMBER.match(part)
        if match is None:
            return
        path = tuple(match[1].split("."))
        letters = list(_letters(part[match.end() :]))
        yield from ((*path, letter) for letter in letters)
        if not letters:
            yield path


def _letters(text: str) -> Iterator[str]:
    for first, last in _LETTERS.findall(text):
        yield from map(chr, range(ord(first), ord(last or first) + 1))
