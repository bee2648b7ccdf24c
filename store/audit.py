"""The audit trail: appended to with each change, read, and never changed.

An event's words are canonical JSON with a salt, so that the digest that outlives them tells
nothing. `proof` in them vouches for what other tables hold; `audit_check.py` compares:
`decisions` and `sign-off` for the rows of that event, `review` and `number` for a review, and
`erased` names the events whose words went with a dossier.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType

from sqlalchemy import Connection, insert, select

from domain.access import LOCAL, User
from domain.audit import (
    BEGINNING,
    PROGRAM,
    AuditCheck,
    AuditHead,
    Deed,
    Event,
    EventKind,
    canonical,
    link,
)
from domain.errors import AccessError, RequestError, StoreError
from store.audit_check import check
from store.record_schema import AuditRow, AuditWordsRow
from store.shelf import DossierId, Shelf, require_dossier

_LONGEST_NAME = 200


class AuditShelf(Shelf):
    """The trail of the data folder, over all dossiers."""

    def record(self, deed: Deed, *, who: str = PROGRAM, dossier: DossierId | None = None) -> Event:
        """Append what was done outside of the store, such as an export."""
        with self._database.write() as connection:
            if dossier is not None:
                require_dossier(connection, dossier)
            return append(connection, deed, who, dossier)

    def events(self, asked: DossierId | User) -> list[Event]:
        """The events of a dossier, oldest first; for the user of this machine, all there are.

        Erased ones have no words. Raises `AccessError` where another user asks for all.
        """
        rows = _JOINED
        with self._database.read() as connection:
            if isinstance(asked, DossierId):
                require_dossier(connection, asked)
                rows = rows.where(AuditWordsRow.dossier == asked.token)
            elif asked != LOCAL:
                raise AccessError("the whole record is read on the machine itself, not signed in")
            found = connection.execute(rows).all()
        return [_event(*row) for row in found]

    def audit_head(self) -> AuditHead:
        """The newest event; number 0 where nothing was recorded yet."""
        with self._database.read() as connection:
            return head(connection)

    def check_audit(self, expected: str = "") -> AuditCheck:
        """Check the whole trail, and what it vouches for.

        `expected` is the hash of a head printed earlier, or its first 16 characters or more: it
        must be in the trail. What was cut off at the end can be found in no other way.
        """
        with self._database.read() as connection:
            return check(connection, expected.strip().lower())


def append(
    connection: Connection,
    deed: Deed,
    who: str,
    dossier: DossierId | None = None,
    proof: Mapping[str, str] = MappingProxyType({}),
) -> Event:
    """Append an event within the transaction of what it records."""
    before = head(connection)
    token, name = (dossier.token, person(who, dossier)) if dossier else ("", named(who))
    at = datetime.now(UTC)
    words = canonical(
        asdict(deed)
        | {
            "at": at.isoformat(),
            "dossier": token,
            "proof": dict(proof),
            "salt": secrets.token_hex(16),
            "who": name,
        }
    )
    number, content = before.number + 1, sha256(words).hexdigest()
    row = AuditHead(number, link(number, before.hash, content))
    connection.execute(insert(AuditRow).values(number=number, content=content, hash=row.hash))
    kept = insert(AuditWordsRow).values(number=number, dossier=token or None, content=words)
    connection.execute(kept)
    return Event(number, row.hash, deed, name, at, token)


def person(who: str, dossier: DossierId) -> str:
    """Who acts: the person named; where somebody is signed in, always that one."""
    return named(who if dossier.user == LOCAL else dossier.user.name)


def head(connection: Connection) -> AuditHead:
    """The newest event as this transaction sees it."""
    newest = select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return AuditHead(0, BEGINNING) if row is None else AuditHead(row.number, row.hash)


def named(who: str) -> str:
    """The name of whoever acts, in one line; raises `RequestError` where there is none."""
    name = " ".join(who.split())
    if not name or len(name) > _LONGEST_NAME:
        raise RequestError(
            "the record needs the name of whoever acts, of 1 to "
            f"{_LONGEST_NAME} characters; set CITEMARK_USER"
        )
    return name


_JOINED = (
    select(AuditRow.number, AuditRow.hash, AuditWordsRow.content)
    .outerjoin(AuditWordsRow, AuditWordsRow.number == AuditRow.number)
    .order_by(AuditRow.number)
)


def _event(number: int, hash_: str, content: bytes | None) -> Event:
    if content is None:
        return Event(number, hash_)
    try:
        words = json.loads(content)
        deed = Deed(
            EventKind(words["what"]), *(words[key] for key in ("subject", "old", "new", "reason"))
        )
        at = datetime.fromisoformat(words["at"])
        return Event(number, hash_, deed, words["who"], at, words["dossier"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"event {number} of the audit trail cannot be read: it was changed outside of "
            "citemark, or written by a newer one; `citemark audit verify` says more"
        ) from error
