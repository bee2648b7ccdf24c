"""Who asks, and what a person may do with a dossier."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do with a dossier; each later one may do all that an earlier one may.

    A reader sees everything in it; a reviewer changes it: documents, device, reviews, decisions;
    an owner also says who else may, how long it is kept, and erases it.
    """

    READER = "reader"
    REVIEWER = "reviewer"
    OWNER = "owner"

    def reaches(self, needed: "Role") -> bool:
        """Whether this role may do what another one may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """Whoever asks. `id` is what memberships are kept under, `name` what the record shows.

    An administrator manages what all dossiers share: the texts of law and guidance.
    """

    id: str
    name: str
    administrator: bool = False


LOCAL = User("", "the user of this machine", administrator=True)
"""Whoever has the data folder in hand without signing in; owns every dossier in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a role in a dossier."""

    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a dossier is kept: to the end of a day, and while it is held.

    `hold` is the reason of a legal hold, "" where there is none. While either stands nothing of
    the dossier can be erased.
    """

    until: date | None = None
    hold: str = ""

    def forbids(self, today: date) -> str:
        """Why nothing may be erased today, "" where it may."""
        if self.hold:
            return f"it is under a legal hold ({self.hold}); an owner must release it first"
        if self.until is not None and today <= self.until:
            return f"it is to be kept until {self.until.isoformat()}; an owner may set another day"
        return ""

    def is_due(self, today: date) -> bool:
        """Whether its time is over and nothing holds it."""
        return self.until is not None and not self.forbids(today)
