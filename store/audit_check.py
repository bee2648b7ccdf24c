"""The audit trail checked: each link, each event's words, and the rows that events vouch for."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select

from domain.audit import BEGINNING, AuditCheck, AuditHead, EventKind, canonical, link, proof_of
from store.record_schema import AuditRow, AuditWordsRow, DecisionRow, SignOffRow
from store.schema import ReviewDocumentRow, ReviewRow

SHORTEST_HEAD = 16
"""How many characters of a hash name it safely."""

_BEGINNINGS = {EventKind.DOSSIER_CREATED, EventKind.DOSSIER_COPIED}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A link with the words that are still kept for it, and what these say."""

    number: int
    content: str
    hash: str
    owner: str | None
    kept: bytes | None
    what: str
    dossier: str
    proof: Mapping[str, str]


def check(connection: Connection, expected: str) -> AuditCheck:
    """Everything that is wrong with the trail, as sentences."""
    entries = _entries(connection)
    erased = {number for entry in entries for number in in_ranges(entry.proof.get("erased", ""))}
    faults = [
        *_chain(entries),
        *(fault for entry in entries for fault in _words(entry, erased)),
        *_strays(connection, entries),
        *_decisions(connection, entries),
        *_sign_offs(connection, entries),
        *_reviews(connection, entries),
        *_expected(entries, expected),
    ]
    gone = sum(entry.kept is None and entry.number in erased for entry in entries)
    last = entries[-1] if entries else None
    newest = AuditHead(last.number, last.hash) if last else AuditHead(0, BEGINNING)
    return AuditCheck(newest, gone, tuple(faults))


def _entries(connection: Connection) -> list[_Entry]:
    rows = (
        select(AuditRow.__table__, AuditWordsRow.dossier, AuditWordsRow.content.label("kept"))
        .outerjoin(AuditWordsRow, AuditWordsRow.number == AuditRow.number)
        .order_by(AuditRow.number)
    )
    return [_entry(*row) for row in connection.execute(rows).all()]


def _entry(number: int, *columns: object) -> _Entry:
    content, hash_ = as_text(columns[0]), as_text(columns[1])
    owner = None if columns[2] is None else as_text(columns[2])
    kept = None if columns[3] is None else as_bytes(columns[3])
    words = _parsed(kept, content)
    proof = words.get("proof")
    told = {str(k): str(v) for k, v in proof.items()} if isinstance(proof, dict) else {}
    what, dossier = str(words.get("what", "")), str(words.get("dossier", ""))
    return _Entry(number, content, hash_, owner, kept, what, dossier, told)


def _parsed(kept: bytes | None, content: str) -> dict[str, object]:
    """The words where they are those of the digest: others vouch for nothing."""
    if kept is None or sha256(kept).hexdigest() != content:
        return {}
    words = json.loads(kept)
    return words if isinstance(words, dict) else {}


def _chain(entries: Sequence[_Entry]) -> Iterator[str]:
    before, expected = BEGINNING, 1
    for entry in entries:
        if entry.number != expected:
            yield f"event {expected} is missing: event {entry.number} stands in its place"
        if entry.hash != link(entry.number, before, entry.content):
            yield f"event {entry.number} does not follow from what stands before it"
        before, expected = entry.hash, entry.number + 1


def _words(entry: _Entry, erased: set[int]) -> Iterator[str]:
    if entry.kept is None:
        if entry.number not in erased:
            yield f"the words of event {entry.number} are missing, and no dossier's end says why"
    elif sha256(entry.kept).hexdigest() != entry.content:
        yield f"the words of event {entry.number} were changed"
    elif (entry.owner or "") != entry.dossier:
        yield f"event {entry.number} was moved to another dossier"


def _strays(connection: Connection, entries: Sequence[_Entry]) -> Iterator[str]:
    known = {entry.number for entry in entries}
    for number in connection.scalars(select(AuditWordsRow.number)):
        if number not in known:
            yield f"there are words of an event {number} that the trail does not have"


def _decisions(connection: Connection, entries: Sequence[_Entry]) -> Iterator[str]:
    kept = select(DecisionRow.__table__).order_by(DecisionRow.id)
    rows: dict[int, list[bytes]] = defaultdict(list)
    for row in connection.execute(kept):
        place = (row.dossier, row.review, row.obligation, row.id)
        rows[as_number(row.event)].append(row_bytes(row.content, *place))
    return _vouched(rows, entries, "decisions")


def _sign_offs(connection: Connection, entries: Sequence[_Entry]) -> Iterator[str]:
    rows: dict[int, list[bytes]] = defaultdict(list)
    for row in connection.execute(select(SignOffRow.__table__)):
        rows[as_number(row.event)].append(row_bytes(row.content, row.dossier, row.review))
    return _vouched(rows, entries, "sign-off")


def _vouched(
    rows: Mapping[int, Sequence[bytes]], entries: Sequence[_Entry], name: str
) -> Iterator[str]:
    """Compare the rows of each event with what it vouches for."""
    proofs = {entry.number: entry.proof[name] for entry in entries if name in entry.proof}
    for number in sorted(rows.keys() | proofs.keys()):
        if proofs.get(number) != proof_of(rows.get(number, ())):
            yield f"{name} of event {number}: changed, added or removed"


def _reviews(connection: Connection, entries: Sequence[_Entry]) -> Iterator[str]:
    vouched = {(e.dossier, e.proof["number"]): e for e in entries if "review" in e.proof}
    recorded = {entry.dossier for entry in entries if entry.what in _BEGINNINGS}
    found_rows = connection.execute(_NUMBERS)
    kept = {(as_text(row.dossier), str(as_number(row.number))) for row in found_rows}
    for dossier, number in sorted(kept | vouched.keys()):
        entry = vouched.get((dossier, number))
        if entry is None and dossier not in recorded:
            continue
        found = review_proof(connection, dossier, int(number))
        if entry is None or found != entry.proof["review"]:
            event = f"event {entry.number}" if entry else "any event"
            yield f"review {number} of dossier {dossier} is not as {event} speaks of it"


_NUMBERS = select(ReviewRow.dossier, ReviewRow.number)


def review_proof(connection: Connection, dossier: str, number: int) -> str:
    """A digest of a review: its findings, its manifest and the texts it was made of."""
    reviews = select(ReviewRow.made, ReviewRow.manifest, ReviewRow.content).where(
        ReviewRow.dossier == dossier, ReviewRow.number == number
    )
    texts = (
        select(ReviewDocumentRow.position, ReviewDocumentRow.text, ReviewDocumentRow.name)
        .where(ReviewDocumentRow.dossier == dossier, ReviewDocumentRow.review == number)
        .order_by(ReviewDocumentRow.position)
    )
    found = connection.execute(reviews).one_or_none()
    parts = [] if found is None else [as_text(found.made).encode(), *map(as_bytes, found[1:])]
    named = [f"{row.position} {row.text} {row.name}".encode() for row in connection.execute(texts)]
    return proof_of([*parts, *named])


def _expected(entries: Sequence[_Entry], expected: str) -> Iterator[str]:
    if not expected:
        return
    if len(expected) < SHORTEST_HEAD:
        yield f"the head {expected!r} is too short: give at least {SHORTEST_HEAD} characters of it"
    elif not any(entry.hash.startswith(expected) for entry in entries):
        yield (
            f"no event has the hash {expected}: what followed was cut off, or it is the head of "
            "another data folder"
        )


def row_bytes(content: bytes, *place: str | int) -> bytes:
    """A row that an event vouches for, as bytes."""
    told = [part if isinstance(part, int) else as_text(part) for part in place]
    return canonical({"place": told}) + as_bytes(content)


def as_text(value: object) -> str:
    """Text as it is kept; what SQLite keeps there under another type, as words of no event."""
    return value if isinstance(value, str) else f"{value!r}, which is no text"


def as_bytes(value: object) -> bytes:
    """Bytes as they are kept; another type as `as_text` takes it."""
    return value if isinstance(value, bytes) else f"{value!r}, which is no bytes".encode()


def as_number(value: object) -> int:
    """A number as it is kept; for another type the number of no event and no review."""
    return value if isinstance(value, int) else 0


def in_ranges(text: str) -> Iterator[int]:
    """The numbers that `as_ranges` wrote down."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def as_ranges(numbers: Sequence[int]) -> str:
    """Rising numbers in short, like `3-7 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return " ".join("-".join(map(str, run)) for run in runs)
