"""Dossiers: made, named, described, and erased so that no word of them is left."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, insert, literal, select, update

from domain.access import LOCAL, Role, User
from domain.audit import PROGRAM, Deed, EventKind
from domain.device import DeviceProfile
from domain.errors import UnknownRecordError
from store.access import own, require_erasable
from store.audit import append, person
from store.audit_check import as_ranges
from store.codec import PROFILES
from store.copying import backups
from store.folders import remove_folder
from store.judgements import forget_judgements
from store.nearest import forget_nearest
from store.record_schema import AuditWordsRow
from store.schema import DossierRow, MemberRow, VectorRow
from store.shelf import DossierId, Shelf, require_dossier, sweep
from store.vectors import forget_loose

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier without its documents; `created` in UTC, `role` is that of whoever asked."""

    id: DossierId
    name: str
    profile: DeviceProfile | None
    created: datetime
    role: Role


class DossierShelf(Shelf):
    """All dossiers of the data folder."""

    def create_dossier(
        self,
        name: str,
        profile: DeviceProfile | None = None,
        *,
        who: str = PROGRAM,
        user: User = LOCAL,
    ) -> DossierId:
        """Make an empty dossier that the user owns; two may have the same name."""
        dossier = DossierId(secrets.token_hex(16), user)
        row = insert(DossierRow).values(
            id=dossier.token,
            name=name,
            profile=_encoded(profile),
            created=datetime.now(UTC).isoformat(),
        )
        with self._database.write() as connection:
            connection.execute(row)
            own(connection, dossier)
            deed = Deed(EventKind.DOSSIER_CREATED, name, new=_told(profile))
            append(connection, deed, who, dossier)
        return dossier

    def dossiers(self, user: User) -> list[StoredDossier]:
        """All dossiers in which the user has a part, oldest first."""
        rows = _rows(user).order_by(DossierRow.created, DossierRow.id)
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return [_dossier(row, user) for row in found]

    def dossier(self, dossier: DossierId) -> StoredDossier:
        """One dossier; raises `UnknownRecordError` where there is none."""
        rows = _rows(dossier.user).where(DossierRow.id == dossier.token)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            return _dossier(connection.execute(rows).one(), dossier.user)

    def rename_dossier(self, dossier: DossierId, name: str, *, who: str = PROGRAM) -> None:
        """Give a dossier another name."""
        with self._database.write() as connection:
            before = _named(connection, dossier, Role.REVIEWER)
            if before == name:
                return
            row = update(DossierRow).where(DossierRow.id == dossier.token)
            connection.execute(row.values(name=name))
            append(connection, Deed(EventKind.DOSSIER_RENAMED, name, before, name), who, dossier)

    def set_profile(
        self, dossier: DossierId, profile: DeviceProfile | None, *, who: str = PROGRAM
    ) -> None:
        """Say which device a dossier is about."""
        with self._database.write() as connection:
            name = _named(connection, dossier, Role.REVIEWER)
            kept = select(DossierRow.profile).where(DossierRow.id == dossier.token)
            before = _decoded(connection.scalar(kept))
            if before == profile:
                return
            row = update(DossierRow).where(DossierRow.id == dossier.token)
            connection.execute(row.values(profile=_encoded(profile)))
            deed = Deed(
                EventKind.DEVICE_CHANGED, name, _told(before, profile), _told(profile, before)
            )
            append(connection, deed, who, dossier)

    def index_folder(self, dossier: DossierId) -> Path:
        """Where the search index of a dossier has its files; it need not exist."""
        if not _ID.fullmatch(dossier.token):
            raise UnknownRecordError(
                f"{dossier.token!r} is not the id of a dossier: list the dossiers"
            )
        return self.folder / "index" / dossier.token

    def drop_index(self, dossier: DossierId) -> None:
        """Delete a dossier's search index; it is built again when it is needed."""
        with self._database.read() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
        remove_folder(self.index_folder(dossier), "the index")
        forget_nearest(self._database, dossier)

    def delete_dossier(self, dossier: DossierId, *, who: str = PROGRAM) -> None:
        """Erase a dossier: rows, bytes, texts, vectors, index, and copies made before upgrades.

        Of its events in the audit trail the words go and the hashes stay. The vectors of
        documents that were reviewed outside of dossiers go too.
        Bytes that another dossier or the law also holds stay. Close the index first. Raises
        `StoreLockedError` where another process reads meanwhile: the dossier is gone then, and
        its traces go when the store is next opened for writing.
        """
        with self._database.read() as connection:
            require_dossier(connection, dossier, Role.OWNER)
            require_erasable(connection, dossier)
        remove_folder(self.index_folder(dossier), "the dossier")
        remove_folder(backups(self.folder), "the dossier")
        with self._database.write() as connection:
            require_erasable(connection, dossier)
            erased = _events_of(connection, dossier)
            connection.execute(delete(VectorRow).where(VectorRow.scope == dossier.token))
            forget_loose(connection)
            forget_judgements(connection, dossier.token)
            connection.execute(delete(DossierRow).where(DossierRow.id == dossier.token))
            sweep(connection)
            deed = Deed(
                EventKind.DOSSIER_DELETED, dossier.token, new=f"the words of events {erased} went"
            )
            append(connection, deed, person(who, dossier), proof={"erased": erased})
        self._database.compact()


def _named(connection: Connection, dossier: DossierId, needed: Role) -> str:
    require_dossier(connection, dossier, needed)
    name = select(DossierRow.name).where(DossierRow.id == dossier.token)
    return connection.execute(name).scalar_one()


def _events_of(connection: Connection, dossier: DossierId) -> str:
    numbers = select(AuditWordsRow.number).where(AuditWordsRow.dossier == dossier.token)
    return as_ranges(connection.scalars(numbers.order_by(AuditWordsRow.number)).all())


def _encoded(profile: DeviceProfile | None) -> bytes | None:
    return PROFILES.encode(profile) if profile else None


def _decoded(profile: bytes | None) -> DeviceProfile | None:
    return PROFILES.decode(profile) if profile else None


def _told(profile: DeviceProfile | None, other: DeviceProfile | None = None) -> str:
    """What a profile says, with another only where it differs from that."""
    known, against = _properties(profile), _properties(other)
    return "; ".join(f"{key}: {value}" for key, value in known.items() if against.get(key) != value)


def _properties(profile: DeviceProfile | None) -> dict[str, str]:
    if profile is None:
        return {}
    return {
        "name": profile.name,
        "version": profile.version,
        "law": profile.framework.value,
        "class": profile.risk_class,
    } | {name: fact.value for name, fact in sorted(profile.facts.items())}


def _rows(user: User) -> Select[Any]:
    """The dossiers that a user may see, with the role in each."""
    row = DossierRow.__table__.columns
    if user == LOCAL:
        return select(*row, literal(Role.OWNER.value).label("role"))
    mine = and_(MemberRow.dossier == DossierRow.id, MemberRow.member == user.id)
    return select(*row, MemberRow.role).join(MemberRow, mine)


def _dossier(row: Row[Any], user: User) -> StoredDossier:
    made = datetime.fromisoformat(row.created)
    return StoredDossier(
        DossierId(row.id, user), row.name, _decoded(row.profile), made, Role(row.role)
    )
