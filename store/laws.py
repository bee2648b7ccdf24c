"""Texts of law: the official files, their versions, and provisions by pinpoint."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from domain.errors import LawTextError, UnknownRecordError
from domain.law import LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint
from store.schema import LawVersionRow, ProvisionRow
from store.shelf import Shelf, keep_bytes, read_bytes, sweep


@dataclass(frozen=True, slots=True)
class StoredLaw:
    """A version that is kept; `current` where it speaks for its act."""

    version: LawVersion
    title: str
    added: date
    current: bool


_PRINT = "oj-pdf"


class LawShelf(Shelf):
    """Any number of versions of each act, one of them current."""

    def add_law(self, law: LawText, data: bytes, added: date) -> None:
        """Keep a version with the bytes it was read from.

        It becomes current unless the current one speaks for a later day, or for the same day and
        in a form that marks its units while this is the print. The same bytes again
        change nothing, unless they were read differently: then the provisions are replaced.
        Raises `LawTextError` where the text was not read from these bytes.
        """
        if sha256(data).hexdigest() != law.version.sha256:
            raise LawTextError(
                f"{law.version.label} was not read from the bytes given; read the file again"
            )
        with self._database.write() as connection:
            keep_bytes(connection, data)
            if (kept := _row_id(connection, law.version)) is None:
                kept = _add(connection, law, added)
                if not _gives_way(connection, law.version):
                    _make_current(connection, law.version.act, kept)
            _set_provisions(connection, kept, law)

    def law_versions(self) -> list[StoredLaw]:
        """All versions, by act and by the day they speak for."""
        order = (LawVersionRow.act, LawVersionRow.as_of, LawVersionRow.id)
        with self._database.read() as connection:
            rows = connection.execute(_versions().order_by(*order)).all()
        return [StoredLaw(_version(row), row.title, row.added, row.current) for row in rows]

    def current_law(self, act: Act) -> LawText | None:
        """The whole current text of an act, None where none has been added."""
        with self._database.read() as connection:
            current = _versions().where(LawVersionRow.act == act.value, LawVersionRow.current)
            row = connection.execute(current).one_or_none()
            return _law_text(connection, row) if row else None

    def law_text(self, version: LawVersion) -> LawText:
        """The whole text of a version; raises `UnknownRecordError` where it is not kept."""
        with self._database.read() as connection:
            kept = _versions().where(LawVersionRow.sha256 == version.sha256)
            if (row := connection.execute(kept).one_or_none()) is None:
                raise _unknown(version)
            return _law_text(connection, row)

    def law_bytes(self, version: LawVersion) -> bytes:
        """The official file; raises `UnknownRecordError` where it is not kept."""
        with self._database.read() as connection:
            if _row_id(connection, version) is None:
                raise _unknown(version)
            data = read_bytes(connection, version.sha256)
        if data is None:
            raise _unknown(version)
        return data

    def provision(
        self, pinpoint: Pinpoint, celex: str | None = None
    ) -> tuple[Provision, LawVersion]:
        """One provision of the current version, or of the version with that CELEX number.

        Raises `UnknownRecordError` where the version or the place is not kept.
        """
        with self._database.read() as connection:
            version = connection.execute(_chosen(pinpoint.act, celex)).first()
            if version is None:
                raise UnknownRecordError(
                    f"no text of {celex or 'the ' + pinpoint.act.label} has been added; "
                    "add the official file with `citemark law add FILE`"
                )
            row = connection.execute(
                _provisions(version.id).where(ProvisionRow.pinpoint == str(pinpoint))
            ).one_or_none()
        if row is None:
            raise UnknownRecordError(f"{pinpoint.label} is not in {_version(version).label}")
        return _provision(row), _version(version)

    def set_current(self, version: LawVersion) -> None:
        """Let this version speak for its act."""
        with self._database.write() as connection:
            if (kept := _row_id(connection, version)) is None:
                raise _unknown(version)
            _make_current(connection, version.act, kept)

    def remove_law(self, version: LawVersion) -> None:
        """Remove a version; of those left the one that speaks for the latest day is current."""
        with self._database.write() as connection:
            if (kept := _row_id(connection, version)) is None:
                raise _unknown(version)
            connection.execute(delete(LawVersionRow).where(LawVersionRow.id == kept))
            left = connection.execute(_chosen(version.act, None)).first()
            if left is not None:
                _make_current(connection, version.act, left.id)
            sweep(connection)


def _versions() -> Select[Any]:
    return select(*LawVersionRow.__table__.columns)


def _chosen(act: Act, celex: str | None) -> Select[Any]:
    """Versions of an act, the one to be shown first."""
    found = _versions().where(LawVersionRow.act == act.value)
    if celex is not None:
        found = found.where(LawVersionRow.celex == celex)
    return found.order_by(
        LawVersionRow.current.desc(), LawVersionRow.as_of.desc(), LawVersionRow.id.desc()
    )


def _provisions(version_id: int) -> Select[Any]:
    return select(*ProvisionRow.__table__.columns).where(ProvisionRow.version == version_id)


def _row_id(connection: Connection, version: LawVersion) -> int | None:
    return connection.scalar(select(LawVersionRow.id).where(LawVersionRow.sha256 == version.sha256))


def _gives_way(connection: Connection, version: LawVersion) -> bool:
    """Whether the current version of the act speaks before this one."""
    row = connection.execute(
        select(LawVersionRow.as_of, LawVersionRow.form).where(
            LawVersionRow.act == version.act.value, LawVersionRow.current
        )
    ).one_or_none()
    if row is None:
        return False
    print_only = version.form == _PRINT and row.form != _PRINT
    return bool(row.as_of > version.as_of or (row.as_of == version.as_of and print_only))


def _add(connection: Connection, law: LawText, added: date) -> int:
    version = law.version
    row = insert(LawVersionRow).values(
        act=version.act.value,
        celex=version.celex,
        form=version.form,
        as_of=version.as_of,
        sha256=version.sha256,
        title=law.title,
        added=added,
        digest="",
        current=False,
    )
    return int(connection.execute(row.returning(LawVersionRow.id)).scalar_one())


def _make_current(connection: Connection, act: Act, row_id: int) -> None:
    others = update(LawVersionRow).where(LawVersionRow.act == act.value)
    connection.execute(others.values(current=False))
    connection.execute(update(LawVersionRow).where(LawVersionRow.id == row_id).values(current=True))


def _set_provisions(connection: Connection, row_id: int, law: LawText) -> None:
    """Write the provisions unless these very ones are there."""
    rows = [_row(row_id, at, unit) for at, unit in enumerate(law.provisions.values())]
    digest = _digest(law.title, rows)
    kept = select(LawVersionRow.digest).where(LawVersionRow.id == row_id)
    if connection.scalar(kept) == digest:
        return
    connection.execute(delete(ProvisionRow).where(ProvisionRow.version == row_id))
    if rows:
        connection.execute(insert(ProvisionRow), rows)
    renewed = update(LawVersionRow).where(LawVersionRow.id == row_id)
    connection.execute(renewed.values(digest=digest, title=law.title))


def _row(version_id: int, position: int, provision: Provision) -> dict[str, object]:
    return {
        "version": version_id,
        "pinpoint": str(provision.pinpoint),
        "position": position,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "children": " ".join(map(str, provision.children)),
        "closing": provision.closing,
        "midst": json.dumps(provision.between),
    }


def _digest(title: str, rows: Iterable[dict[str, object]]) -> str:
    found = sha256(title.encode())
    for row in rows:
        found.update(repr(list(row.values())[1:]).encode())
    return found.hexdigest()


def _law_text(connection: Connection, version: Row[Any]) -> LawText:
    rows = connection.execute(_provisions(version.id).order_by(ProvisionRow.position)).all()
    units = map(_provision, rows)
    return LawText(_version(version), version.title, {unit.pinpoint: unit for unit in units})


def _version(row: Row[Any]) -> LawVersion:
    return LawVersion(Act(row.act), row.celex, row.form, row.as_of, row.sha256)


def _provision(row: Row[Any]) -> Provision:
    children = tuple(map(Pinpoint.parse, row.children.split()))
    pinpoint = Pinpoint.parse(row.pinpoint)
    between = tuple((int(at), str(words)) for at, words in json.loads(row.midst))
    return Provision(pinpoint, row.number, row.heading, row.text, children, row.closing, between)


def _unknown(version: LawVersion) -> UnknownRecordError:
    return UnknownRecordError(
        f"{version.label} is not kept; `citemark law list` shows the texts that are"
    )
