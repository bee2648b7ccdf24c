"""Dossiers: made, named, described, and erased so that no word of them is left."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from domain.device import DeviceProfile
from domain.errors import UnknownRecordError
from store.codec import PROFILES
from store.folders import remove_folder
from store.migrations import backups
from store.schema import DossierRow, VectorRow
from store.shelf import DossierId, Shelf, require_dossier, sweep

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier without its documents; `created` in UTC."""

    id: DossierId
    name: str
    profile: DeviceProfile | None
    created: datetime


class DossierShelf(Shelf):
    """All dossiers of the data folder."""

    def create_dossier(self, name: str, profile: DeviceProfile | None = None) -> DossierId:
        """Make an empty dossier; two may have the same name."""
        dossier = DossierId(secrets.token_hex(16))
        row = insert(DossierRow).values(
            id=dossier, name=name, profile=_encoded(profile), created=datetime.now(UTC).isoformat()
        )
        with self._database.write() as connection:
            connection.execute(row)
        return dossier

    def dossiers(self) -> list[StoredDossier]:
        """All dossiers, oldest first."""
        rows = select(DossierRow.id, DossierRow.name, DossierRow.profile, DossierRow.created)
        with self._database.read() as connection:
            found = connection.execute(rows.order_by(DossierRow.created, DossierRow.id)).all()
        return [_dossier(*row) for row in found]

    def dossier(self, dossier: DossierId) -> StoredDossier:
        """One dossier; raises `UnknownRecordError` where there is none."""
        rows = select(DossierRow.id, DossierRow.name, DossierRow.profile, DossierRow.created)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            return _dossier(*connection.execute(rows.where(DossierRow.id == dossier)).one())

    def rename_dossier(self, dossier: DossierId, name: str) -> None:
        """Give a dossier another name."""
        with self._database.write() as connection:
            require_dossier(connection, dossier)
            row = update(DossierRow).where(DossierRow.id == dossier)
            connection.execute(row.values(name=name))

    def set_profile(self, dossier: DossierId, profile: DeviceProfile | None) -> None:
        """Say which device a dossier is about."""
        with self._database.write() as connection:
            require_dossier(connection, dossier)
            row = update(DossierRow).where(DossierRow.id == dossier)
            connection.execute(row.values(profile=_encoded(profile)))

    def index_folder(self, dossier: DossierId) -> Path:
        """Where the search index of a dossier has its files; it need not exist."""
        if not _ID.fullmatch(dossier):
            raise UnknownRecordError(f"{dossier!r} is not the id of a dossier: list the dossiers")
        return self.folder / "index" / dossier

    def delete_dossier(self, dossier: DossierId) -> None:
        """Erase a dossier: rows, bytes, texts, vectors, index, and copies made before upgrades.

        Bytes that another dossier or the law also holds stay. Close the index first. Raises
        `StoreLockedError` where another process reads meanwhile: the dossier is gone then, and
        its traces go when the store is next opened for writing.
        """
        with self._database.read() as connection:
            require_dossier(connection, dossier)
        remove_folder(self.index_folder(dossier), "the dossier")
        remove_folder(backups(self.folder), "the dossier")
        with self._database.write() as connection:
            connection.execute(delete(VectorRow).where(VectorRow.scope == dossier))
            connection.execute(delete(DossierRow).where(DossierRow.id == dossier))
            sweep(connection)
        self._database.compact()


def _encoded(profile: DeviceProfile | None) -> bytes | None:
    return PROFILES.encode(profile) if profile else None


def _dossier(dossier: str, name: str, profile: bytes | None, created: str) -> StoredDossier:
    known = PROFILES.decode(profile) if profile else None
    return StoredDossier(DossierId(dossier), name, known, datetime.fromisoformat(created))
