"""The audit trail: who did what and when, each event chained to the one before it.

An event's words are kept apart from the chain. The chain holds only their digest, so the words
of a dossier's events can be erased with the dossier while the chain still verifies.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

BEGINNING = "0" * 64
"""What stands before the first event."""

PROGRAM = "citemark"
"""Who acts where no person was named."""


class EventKind(StrEnum):
    """What happened."""

    DOSSIER_CREATED = "dossier created"
    DOSSIER_COPIED = "dossier copied as next revision"
    DOSSIER_RENAMED = "dossier renamed"
    DOSSIER_DELETED = "dossier deleted"
    DEVICE_CHANGED = "device changed"
    DOCUMENT_ADDED = "document added"
    DOCUMENT_UNREADABLE = "document could not be read"
    DOCUMENT_REMOVED = "document removed"
    DOCUMENT_TYPE_CHANGED = "document type changed"
    REVIEW_MADE = "review made"
    DECISION = "decision"
    CARRIED_OVER = "decisions carried over"
    SIGNED_OFF = "review signed off"
    EXPORTED = "export made"
    ACCESS_CHANGED = "access changed"
    RETENTION_CHANGED = "retention changed"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done that is to be recorded.

    `subject` names what it was done to, as a reader would: a document, a requirement, a review.
    `old` and `new` are values in words, "" where there is none; `reason` is the person's.
    """

    what: EventKind
    subject: str
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A deed as it stands in the trail: its number from 1, when (UTC), who, and its hash.

    `dossier` is the id of the dossier it belongs to, "" for none. `deed` is None where the words
    were erased with their dossier.
    """

    number: int
    hash: str
    deed: Deed | None = None
    who: str = ""
    at: datetime | None = None
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest event: how many there are, and the hash that stands for all of them."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What checking the trail found; `faults` are sentences, none in a sound trail.

    `erased` counts the events whose words went with their dossier.
    """

    head: AuditHead
    erased: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def canonical(fields: Mapping[str, object]) -> bytes:
    """Fields as bytes: the same fields give the same bytes on every machine."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def link(number: int, before: str, content: str) -> str:
    """The hash of an event, over its number, the hash before it and its content's digest."""
    return sha256(canonical({"before": before, "content": content, "number": number})).hexdigest()


def proof_of(contents: Iterable[bytes]) -> str:
    """One digest over the bytes of rows, in their order: what an event vouches for."""
    return sha256(canonical({"rows": [sha256(one).hexdigest() for one in contents]})).hexdigest()
