"""Who may do what with a dossier, and how long it is kept: each change in the audit trail."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, func, insert, select

from domain.access import LOCAL, Member, Retention, Role, User
from domain.audit import PROGRAM, Deed, EventKind
from domain.errors import AccessError, RequestError
from store.audit import append
from store.schema import DossierRow, MemberRow, RetentionRow
from store.shelf import DossierId, Shelf, require_dossier


class AccessShelf(Shelf):
    """The members of each dossier and its retention."""

    def require(self, dossier: DossierId, needed: Role = Role.READER) -> Role:
        """The role of whoever asks; raises as every other method does where it is too low."""
        with self._database.read() as connection:
            return require_dossier(connection, dossier, needed)

    def members(self, dossier: DossierId) -> list[Member]:
        """Everyone who has a part in a dossier, by name."""
        rows = select(MemberRow.member, MemberRow.role).where(MemberRow.dossier == dossier.token)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            found = connection.execute(rows.order_by(MemberRow.member)).all()
        return [Member(member, Role(role)) for member, role in found]

    def set_member(
        self, dossier: DossierId, member: str, role: Role | None, *, who: str = PROGRAM
    ) -> None:
        """Give a person a role, None takes it away.

        Raises `RequestError` where the last owner would go and somebody signed in asks: the
        dossier would then be out of everyone's reach.
        """
        name = normalised(member)
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.OWNER)
            before = _role_of(connection, dossier, name)
            if before == role:
                return
            _put_member(connection, dossier, name, role)
            if dossier.user != LOCAL and not _owners(connection, dossier):
                raise RequestError("a dossier needs an owner: make somebody else one first")
            deed = Deed(EventKind.ACCESS_CHANGED, name, before or "no role", role or "no role")
            append(connection, deed, who, dossier)

    def retention(self, dossier: DossierId) -> Retention:
        """How long a dossier is to be kept."""
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            return _retention(connection, dossier)

    def set_retention(
        self, dossier: DossierId, kept: Retention, reason: str = "", *, who: str = PROGRAM
    ) -> None:
        """Say how long a dossier is to be kept, and hold or release it; owners only."""
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.OWNER)
            before = _retention(connection, dossier)
            if before == kept:
                return
            of_dossier = RetentionRow.dossier == dossier.token
            connection.execute(delete(RetentionRow).where(of_dossier))
            row = insert(RetentionRow).values(
                dossier=dossier.token, until=kept.until, hold=kept.hold
            )
            connection.execute(row)
            deed = Deed(
                EventKind.RETENTION_CHANGED, "retention", _told(before), _told(kept), reason
            )
            append(connection, deed, who, dossier)

    def kept_because(self, dossier: DossierId) -> str:
        """Why nothing of a dossier may be erased today, "" where it may."""
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            return _retention(connection, dossier).forbids(_today())

    def due_for_erasure(self, user: User) -> list[DossierId]:
        """The dossiers whose time is over and that nothing holds.

        Raises `AccessError` for everybody but the user of this machine.
        """
        if user != LOCAL:
            raise AccessError("what is due is looked up on the machine itself, not signed in")
        rows = select(RetentionRow.dossier, RetentionRow.until, RetentionRow.hold)
        with self._database.read() as connection:
            found = connection.execute(
                rows.join(DossierRow, DossierRow.id == RetentionRow.dossier).order_by(
                    RetentionRow.until, RetentionRow.dossier
                )
            ).all()
        return [
            DossierId(token, user)
            for token, until, hold in found
            if Retention(until, hold).is_due(_today())
        ]


def own(connection: Connection, dossier: DossierId) -> None:
    """Make whoever made a dossier its owner; the user of this machine owns all as it is."""
    if dossier.user != LOCAL:
        _put_member(connection, dossier, dossier.user.id, Role.OWNER)


def require_erasable(connection: Connection, dossier: DossierId) -> None:
    """Raise `RequestError` while a dossier is held or has to be kept."""
    reason = _retention(connection, dossier).forbids(_today())
    if reason:
        raise RequestError(f"nothing of this dossier can be erased: {reason}")


def _today() -> date:
    """The day here or in UTC, whichever is the earlier: a last day is over when it is in both."""
    now = datetime.now(UTC)
    return min(now.date(), now.astimezone().date())


def normalised(member: str) -> str:
    """A person's id as memberships are kept under it: an e-mail address in small letters."""
    name = member.strip().casefold()
    if not name or len(name) > _LONGEST or any(not c.isprintable() or c.isspace() for c in name):
        raise RequestError(
            "name a person by the e-mail address that the sign-in gives, without blanks"
        )
    return name


_LONGEST = 254


def _put_member(connection: Connection, dossier: DossierId, member: str, role: Role | None) -> None:
    same = (MemberRow.dossier == dossier.token, MemberRow.member == member)
    connection.execute(delete(MemberRow).where(*same))
    if role is not None:
        row = insert(MemberRow).values(dossier=dossier.token, member=member, role=role.value)
        connection.execute(row)


def _role_of(connection: Connection, dossier: DossierId, member: str) -> Role | None:
    kept = select(MemberRow.role).where(
        MemberRow.dossier == dossier.token, MemberRow.member == member
    )
    found = connection.scalar(kept)
    return None if found is None else Role(found)


def _owners(connection: Connection, dossier: DossierId) -> int:
    counted = select(func.count()).where(
        MemberRow.dossier == dossier.token, MemberRow.role == Role.OWNER.value
    )
    return connection.execute(counted).scalar_one()


def _retention(connection: Connection, dossier: DossierId) -> Retention:
    kept = select(RetentionRow.until, RetentionRow.hold).where(
        RetentionRow.dossier == dossier.token
    )
    row = connection.execute(kept).one_or_none()
    return Retention() if row is None else Retention(row.until, row.hold)


def _told(kept: Retention) -> str:
    until = f"kept until {kept.until.isoformat()}" if kept.until else "no day set"
    return f"{until}; legal hold: {kept.hold}" if kept.hold else until
