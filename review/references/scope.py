"""To which document a place belongs that a sentence names: its own, another, or none of these."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.document import BlockKind, Sentence, Span
from review.references.identity import CODE
from review.references.places import Place


class AnchorKind(StrEnum):
    """What a word that places hang on names."""

    DOCUMENT = "document"
    TYPE = "type of document"
    FOREIGN = "law, standard or other text"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that places hang on, by its span in the sentence; `code` as it stands there."""

    kind: AnchorKind
    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bound:
    """A place with what it hangs on.

    `strict` says that the sentence leaves no doubt; else `named` are all documents it may be of,
    beside the sentence's own. `foreign` says that it may be of a text that is no document here.
    """

    place: Place
    anchor: Anchor | None
    strict: bool
    named: tuple[Anchor, ...] = ()
    foreign: bool = False


_FOREIGN = re.compile(
    r"\b(?:MDR|IVDR|AI Act|AIA|GDPR|MDD|AIMDD|IVDD|QSR|Regulations?|Directives?|Annex(?:es)? [IVX]+"
    r"|Articles?|Art\.|Recital|ISO|IEC|EN|DIN|ASTM|AAMI|MDCG|MEDDEV|IMDRF|GSPR|FDA|NIST|CFR|[Pp]rotocols?|"
    r"[Ss]tandards?|[Gg]uidance|[Gg]uidelines?|[Ll]aw|[Aa]ct|SOP|WI|manual|handbook)\b(?:[/\s-]*(?:TR|TS|\d[\d:-]*))*"
    r"|\[\d+\]"
)
_TYPE = re.compile(r"\b[A-Z]{2,5}\b(?!-\d)")
_JOIN = re.compile(
    r"[\s,;:()\u2013\"-]*(?:(?:version|revision|rev\.?|issue|edition|v\.?)\s*[\w.-]+)?[\s,;:()]*"
    r"(?:of \d{4}-\d\d-\d\d)?[\s,;:()]*"
    r"(?:and|or|to|see|in|under|at|by|its|especially|mainly)?[\s,;:()]*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s*(?:of|in|from)\s+(?:the\s+|our\s+)?(?P<what>this\b|these\b|[\w-]+)", re.IGNORECASE
)
_OWN_WORDS = {"this", "these"}


def documents_in(text: str, types: Collection[str]) -> Iterator[Anchor]:
    """Codes of documents, then those of the words for types of documents that stand there."""
    taken = set()
    for match in CODE.finditer(text):
        taken.add(match.start())
        yield Anchor(AnchorKind.DOCUMENT, match.group(0), Span(*match.span()))
    for match in _TYPE.finditer(text):
        if match.group(0) in types and match.start() not in taken:
            yield Anchor(AnchorKind.TYPE, match.group(0), Span(*match.span()))


def foreign_in(text: str, types: Collection[str]) -> Iterator[Anchor]:
    """Names of texts that are no documents here: no codes, and no words for types."""
    taken = {code.start() for code in CODE.finditer(text)}
    for match in _FOREIGN.finditer(text):
        if match.start() not in taken and match.group(0) not in types:
            yield Anchor(AnchorKind.FOREIGN, match.group(0), Span(*match.span()))


def bind(
    sentence: Sentence, place: Place, places: Sequence[Place], anchors: Sequence[Anchor]
) -> Bound:
    """Find what the place hangs on: what follows with "of", what stands right before, or open."""
    text = sentence.text
    if after := _OF.match(text, place.span.end):
        return _of(place, after, anchors)
    before = _before(text, place, places, anchors)
    if before is not None:
        return Bound(place, before, strict=True)
    row = sentence.block.kind is BlockKind.TABLE_ROW
    named = tuple(a for a in anchors if a.kind is not AnchorKind.FOREIGN)
    ahead = [a for a in anchors if a.span.end <= place.span.start or row]
    foreign = any(a.kind is AnchorKind.FOREIGN for a in ahead) or _in_foreign_column(
        sentence, place
    )
    return Bound(place, None, strict=False, named=named, foreign=foreign)


def _of(place: Place, after: re.Match[str], anchors: Sequence[Anchor]) -> Bound:
    if after["what"].casefold() in _OWN_WORDS:
        return Bound(place, None, strict=True)
    start = after.start("what")
    for anchor in anchors:
        if anchor.span.start == start:
            return Bound(place, anchor, strict=True)
    named = tuple(a for a in anchors if a.kind is not AnchorKind.FOREIGN)
    return Bound(place, None, strict=False, named=named, foreign=True)


def _before(
    text: str, place: Place, places: Sequence[Place], anchors: Sequence[Anchor]
) -> Anchor | None:
    """The anchor right before the place, over other places that hang on it too."""
    reach = place.span.start
    while True:
        ends = [a for a in anchors if a.span.end <= reach]
        last = max(ends, key=lambda a: a.span.end, default=None)
        if last is not None and _JOIN.fullmatch(text[last.span.end : reach]):
            return last
        earlier = [p for p in places if p.span.end <= reach and p.span.start < reach]
        previous = max(earlier, key=lambda p: p.span.end, default=None)
        if previous is None or not _JOIN.fullmatch(text[previous.span.end : reach]):
            return None
        reach = previous.span.start


def _in_foreign_column(sentence: Sentence, place: Place) -> bool:
    """Whether the place stands in a column of a law or standard ("GSPR", "Clause")."""
    start = sentence.span.start + place.span.start
    for header, cell in zip(sentence.block.headers, sentence.block.cells, strict=False):
        if cell.start <= start < cell.end:
            return bool(
                _FOREIGN.search(header) or re.search(r"clause|serves|rule", header, re.IGNORECASE)
            )
    return False
