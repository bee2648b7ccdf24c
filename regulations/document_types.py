"""Types of documents in a technical file, and how to tell them by their names and headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from domain.document import BlockKind, Document
from domain.errors import CatalogueError
from domain.law import Obligation
from regulations.data_files import DATA, read_mapping, texts

_WEIGHTS = {"name": 5.0, "title": 5.0, "heading": 4.0, "headings": 1.0, "start": 0.5}
_LATER_HEADINGS = 12
_START = 1500
_CODE_WEIGHT = 8.0
_ENOUGH = 3.0


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document.

    `cues` are words of its name, title or headings, in our words. `part_of` are types that take
    this one in their place: a risk management plan answers where the risk management file is
    expected.
    """

    code: str
    name: str
    cues: tuple[str, ...]
    part_of: tuple[str, ...] = ()


def recognise(document: Document) -> str | None:
    """The code of the document's type, or None where nothing tells it.

    The file name, the title and the first heading count most, later headings and the beginning
    of the text less; a longer cue counts more than a short one. Of equals the narrower type wins.
    """
    scores = _scores(document)
    if not scores:
        return None
    types = load_document_types()
    best = max(scores, key=lambda code: (scores[code], len(types[code].part_of)))
    return best if scores[best] >= _ENOUGH else None


def expected_in(obligation: Obligation, code: str) -> bool:
    """Whether the answer to the obligation is expected in documents of that type."""
    known = load_document_types().get(code)
    taken = {code, *(known.part_of if known else ())}
    return bool(taken & set(obligation.evidence))


def may_hold(obligation: Obligation, code: str) -> bool:
    """Whether a document of that type can have the answer in it, as its matter or as a part."""
    types = load_document_types()
    return any(
        code == kind or (kind in types and code in types[kind].part_of)
        for kind in obligation.evidence
    )


@lru_cache(maxsize=1)
def load_document_types() -> Mapping[str, DocumentType]:
    """All types by code, in the order of the data file."""
    rows = read_mapping(DATA / "document_types.yaml")
    types = {code: _type(code, row) for code, row in rows.items()}
    for kind in types.values():
        if strays := set(kind.part_of) - types.keys():
            raise CatalogueError(f"document_types.yaml: {kind.code}: no type {min(strays)}")
    return types


def _type(code: str, row: object) -> DocumentType:
    fields = row if isinstance(row, dict) else {}
    if not fields.get("name") or not fields.get("cues"):
        raise CatalogueError(f"document_types.yaml: {code}: needs a name and cues")
    return DocumentType(
        code, str(fields["name"]), texts(fields["cues"]), texts(fields.get("part_of"))
    )


def _scores(document: Document) -> dict[str, float]:
    scores: dict[str, float] = {}
    if (code := _code_in(document.name)) is not None:
        scores[code] = _CODE_WEIGHT
    for place, text in _places(document):
        for code, strength in _strengths(text).items():
            scores[code] = scores.get(code, 0.0) + _WEIGHTS[place] * strength
    return scores


def _code_in(name: str) -> str | None:
    """A type's code with which a numbered file name begins, as `RMF-003`."""
    found = re.match(r"([A-Z]{2,5})[-_ ]?\d", PurePath(name).name)
    return found[1] if found and found[1] in load_document_types() else None


def _places(document: Document) -> Iterator[tuple[str, str]]:
    yield "name", PurePath(document.name).stem
    yield "title", document.title
    headings = [
        block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    yield from (("heading", heading) for heading in headings[:1])
    yield "headings", "\n".join(headings[1:_LATER_HEADINGS])
    yield "start", document.text[:_START]


def _strengths(text: str) -> dict[str, float]:
    """The longest cue of each type that stands in the text, by its number of words."""
    plain = " ".join(re.split(r"[^a-z0-9']+", text.lower()))
    found: dict[str, float] = {}
    for code, pattern, words in _patterns():
        if found.get(code, 0.0) < words and pattern.search(plain):
            found[code] = words
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple(
        (kind.code, _pattern(cue), float(len(re.split(r"\W+", cue))))
        for kind in load_document_types().values()
        for cue in kind.cues
    )


def _pattern(cue: str) -> re.Pattern[str]:
    words = re.split(r"[^a-z0-9']+", cue.lower())
    return re.compile(r"\b" + " ".join(map(re.escape, words)) + r"s?\b")
