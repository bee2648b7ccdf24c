"""Who has a part in which dossier, and how long each is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.access import LOCAL, Member, Retention, Role, User
from domain.errors import UnknownRecordError
from store import Store, StoredDossier


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier with its members and how long it is kept."""

    dossier: StoredDossier
    members: tuple[Member, ...]
    retention: Retention


def kept_dossiers(store: Store, user: User = LOCAL) -> list[Kept]:
    """All dossiers in which the user has a part."""
    return [_kept(store, dossier) for dossier in store.dossiers(user)]


def kept_dossier(store: Store, name: str, user: User = LOCAL) -> Kept:
    """The dossier of that id or name; raises `UnknownRecordError` where it is not exactly one."""
    fitting = [d for d in store.dossiers(user) if name in {d.id.token, d.name}]
    if len(fitting) != 1:
        many = "several dossiers have that name; give the id" if fitting else "no dossier has it"
        raise UnknownRecordError(f"{name!r}: {many}; `citemark access list` shows all")
    return _kept(store, fitting[0])


def _kept(store: Store, dossier: StoredDossier) -> Kept:
    members = tuple(store.members(dossier.id))
    return Kept(dossier, members, store.retention(dossier.id))


def give_role(store: Store, name: str, person: str, role: Role | None, *, who: str) -> Kept:
    """Give a person a role in a dossier, None takes it away."""
    found = kept_dossier(store, name)
    store.set_member(found.dossier.id, person, role, who=who)
    return kept_dossier(store, found.dossier.id.token)


def keep_until(store: Store, name: str, until: date | None, reason: str, *, who: str) -> Kept:
    """Say to the end of which day a dossier is to be kept."""
    found = kept_dossier(store, name)
    changed = replace(found.retention, until=until)
    store.set_retention(found.dossier.id, changed, reason, who=who)
    return kept_dossier(store, found.dossier.id.token)


def hold(store: Store, name: str, cause: str, reason: str, *, who: str) -> Kept:
    """Put a dossier under a legal hold; an empty cause releases it."""
    found = kept_dossier(store, name)
    changed = replace(found.retention, hold=cause)
    store.set_retention(found.dossier.id, changed, reason, who=who)
    return kept_dossier(store, found.dossier.id.token)


def erase_due(store: Store, today: date, *, who: str) -> Sequence[StoredDossier]:
    """Erase the dossiers whose time is over and that nothing holds; gives what they were."""
    gone = [store.dossier(dossier) for dossier in store.due_for_erasure(LOCAL, today)]
    for dossier in gone:
        store.delete_dossier(dossier.id, who=who)
    return gone
