"""Who has a part in which dossier, and how long each is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.access import LOCAL, Member, Retention, Role, User
from domain.errors import RequestError
from review.shelved import dossier_of
from store import DossierId, Store, StoredDossier


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier with its members and how long it is kept."""

    dossier: StoredDossier
    members: tuple[Member, ...]
    retention: Retention


@dataclass(frozen=True, slots=True)
class Keeper:
    """Says who may do what with dossiers and how long they are kept, in a person's name.

    A dossier is named as `review.shelved.dossier_of` takes it, which raises for another. `user`
    is who asks, `who` the name under which the change stands in the record.
    """

    store: Store
    who: str
    user: User = LOCAL

    def all(self) -> list[Kept]:
        """All dossiers in which the user has a part."""
        return [self._kept(dossier.id) for dossier in self.store.dossiers(self.user)]

    def one(self, dossier: str) -> Kept:
        """One dossier."""
        return self._kept(dossier_of(self.store, dossier, self.user))

    def give_role(self, dossier: str, person: str, role: Role | None) -> Kept:
        """Give a person a role in a dossier, None takes it away."""
        found = dossier_of(self.store, dossier, self.user)
        self.store.set_member(found, person, role, who=self.who)
        return self._kept(found)

    def keep_until(self, dossier: str, until: date | None, reason: str = "") -> Kept:
        """Say to the end of which day a dossier is to be kept; None for no day."""
        return self._retained(dossier, lambda now: replace(now, until=until), reason)

    def hold(self, dossier: str, cause: str, reason: str = "") -> Kept:
        """Put a dossier under a legal hold; raises `RequestError` without a cause."""
        if not cause.strip():
            raise RequestError("say what the dossier is held for, such as the number of a case")
        return self._retained(dossier, lambda now: replace(now, hold=cause.strip()), reason)

    def release(self, dossier: str, reason: str = "") -> Kept:
        """Release a dossier from its legal hold."""
        return self._retained(dossier, lambda now: replace(now, hold=""), reason)

    def erase_due(self) -> Sequence[StoredDossier]:
        """Erase the dossiers whose time is over and that nothing holds; gives what they were."""
        gone = [self.store.dossier(due) for due in self.store.due_for_erasure(self.user)]
        for dossier in gone:
            self.store.delete_dossier(dossier.id, who=self.who)
        return gone

    def _retained(
        self, dossier: str, change: Callable[[Retention], Retention], reason: str
    ) -> Kept:
        found = dossier_of(self.store, dossier, self.user)
        self.store.set_retention(found, change(self.store.retention(found)), reason, who=self.who)
        return self._kept(found)

    def _kept(self, dossier: DossierId) -> Kept:
        members = tuple(self.store.members(dossier))
        return Kept(self.store.dossier(dossier), members, self.store.retention(dossier))
