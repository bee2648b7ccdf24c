"""Kept reviews by the words that a person types: a dossier's name or id, and a revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.access import LOCAL, User
from domain.errors import UnknownRecordError
from review.deciding import Reviewed
from store import DossierId, ReviewId, Store

_MARK = "#"
_SHORTEST_ID = 6
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Shelved:
    """A kept review without its findings; `name` is that of its dossier."""

    dossier: DossierId
    name: str
    number: int
    made: datetime
    signed_by: str = ""

    @property
    def told(self) -> str:
        """How it is named, and when it was made."""
        signed = f", signed off by {self.signed_by}" if self.signed_by else ""
        return f"{self.name}{_MARK}{self.number} (made {self.made:%Y-%m-%d %H:%M} UTC{signed})"


def shelved(store: Store, user: User = LOCAL) -> list[Shelved]:
    """All kept reviews that the user may see, by dossier and number."""
    return [
        Shelved(kept.id, kept.name, made.id, made.made, signed.get(made.id, ""))
        for kept in store.dossiers(user)
        for signed in [{one.review: one.who for one in store.sign_offs(kept.id)}]
        for made in store.reviews(kept.id)
    ]


def find(store: Store, words: str, user: User = LOCAL) -> Reviewed:
    """The review of `NAME`, `NAME#2` or the id of a dossier; without a number the newest.

    Raises `UnknownRecordError`, which lists what there is.
    """
    return opened(store, named(shelved(store, user), words))


def dossier_of(store: Store, words: str, user: User = LOCAL) -> DossierId:
    """The dossier of that name or id, reviewed or not; raises `UnknownRecordError`."""
    kept = store.dossiers(user)
    lower = words.strip().lower()
    found = [one for one in kept if lower in {one.name.lower(), one.id.token}] or [
        one for one in kept if lower and (lower in one.name.lower() or lower == one.id.token[:8])
    ]
    if len(found) == 1:
        return found[0].id
    what = "no dossier is" if not found else f"{len(found)} dossiers are"
    there = ", ".join(f"{one.name} ({one.id.token[:8]})" for one in (found or kept)[:_SHOWN])
    raise UnknownRecordError(f"{what} named {words!r}; there is: {there or 'none yet'}")


def opened(store: Store, found: Shelved) -> Reviewed:
    """A kept review with its findings."""
    review = store.review(found.dossier, ReviewId(found.number))
    return Reviewed(found.dossier, found.number, review)


def named(kept: Sequence[Shelved], words: str) -> Shelved:
    """The one of these reviews that the words name; raises `UnknownRecordError`."""
    name, number = _parts(kept, words.strip())
    found = _of_dossier(kept, name)
    dossiers = sorted({one.dossier.token for one in found})
    if len(dossiers) > 1:
        ids = ", ".join(token[:8] for token in dossiers)
        raise UnknownRecordError(f"{len(dossiers)} dossiers are named {name!r}; say which: {ids}")
    wanted = [one for one in found if number in {None, one.number}]
    if not wanted:
        raise UnknownRecordError(f"no review is kept as {words!r}; {_there_is(found or kept)}")
    return wanted[-1]


def _parts(kept: Sequence[Shelved], words: str) -> tuple[str, int | None]:
    """Name and number; a name that has the mark in it is taken whole where a dossier has it."""
    name, mark, number = words.rpartition(_MARK)
    whole = any(one.name.lower() == words.lower() for one in kept)
    if whole or not mark or not number.isdecimal():
        return words, None
    return name.strip(), int(number)


def _of_dossier(kept: Sequence[Shelved], name: str) -> list[Shelved]:
    """The reviews of the dossier of that name or id, else of the one whose name holds it."""
    lower = name.lower()
    exact = [one for one in kept if lower in {one.name.lower(), one.dossier.token}]
    if exact:
        return exact
    by_id = [
        one for one in kept if len(lower) >= _SHORTEST_ID and one.dossier.token.startswith(lower)
    ]
    return by_id or [one for one in kept if lower and lower in one.name.lower()]


def _there_is(kept: Sequence[Shelved]) -> str:
    if not kept:
        return "no review is kept yet: make one in the application (`citemark app`)"
    more = f", and {len(kept) - _SHOWN} more" if len(kept) > _SHOWN else ""
    return f"there is: {', '.join(one.told for one in kept[:_SHOWN])}{more}"


def is_file(words: str) -> bool:
    """Whether the words name a file or folder of a review that `citemark review --out` wrote."""
    path = Path(words)
    return path.is_file() or (path / "review.json").is_file()
