"""What has changed in the acts since the texts that citemark may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import cast

from domain.errors import CatalogueError, PinpointError
from domain.law import LawVersion
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping


class Change(StrEnum):
    """What an amendment did to a unit."""

    INSERTED = "inserted"
    REPLACED = "replaced"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of one unit, in our words.

    `by` is the CELEX number of the amending act, "" where it was not read; `since` the day the
    change entered into force; `now` where a deleted matter stands today.
    """

    unit: Pinpoint
    by: str
    since: date
    change: Change
    what: str
    now: Pinpoint | None = None

    def worked_into(self, version: LawVersion) -> bool:
        """Whether that text already holds the change; Official Journal texts hold none."""
        return version.consolidated and version.as_of >= self.since

    @property
    def sentence(self) -> str:
        """The change as a sentence for the reader."""
        act = f" by {self.by}" if self.by else ""
        return f"{self.unit.label} {self.change.value}{act}, {self.since}: {self.what}"


def amendments_for(place: Pinpoint, version: LawVersion | None) -> tuple[Amendment, ...]:
    """The amendments of that place, of units in it and of those that hold it.

    With a version, only those that its text does not have; oldest first.
    """
    return tuple(
        amendment
        for amendment in load_amendments()
        if (amendment.unit.holds(place) or place.holds(amendment.unit))
        and not (version and amendment.worked_into(version))
    )


def deletion_of(place: Pinpoint) -> Amendment | None:
    """The amendment that took that place out of its act, or None."""
    return next((gone for gone in _deletions() if gone.unit.holds(place)), None)


@lru_cache(maxsize=1)
def load_amendments() -> tuple[Amendment, ...]:
    """All known amendments, oldest first; raises `CatalogueError` for a wrong row."""
    rows = cast("list[Mapping[str, object]]", _data()["amendments"])
    return tuple(sorted(map(_amendment, rows), key=lambda row: (row.since, str(row.unit))))


@lru_cache(maxsize=1)
def _deletions() -> tuple[Amendment, ...]:
    return tuple(row for row in load_amendments() if row.change is Change.DELETED)


def latest_version(act: Act) -> str:
    """The CELEX number of the newest consolidated text known to the data."""
    return str(cast("Mapping[str, str]", _data()["latest"])[act.value])


def incomplete(act: Act) -> str:
    """What is not known of the act's amendments, as a sentence."""
    return str(cast("Mapping[str, str]", _data()["incomplete"])[act.value])


def _data() -> Mapping[str, object]:
    return read_mapping(DATA / "amendments.yaml")


def _amendment(row: Mapping[str, object]) -> Amendment:
    try:
        return Amendment(
            unit=Pinpoint.parse(str(row["unit"])),
            by=str(row["by"]),
            since=cast("date", row["since"]),
            change=Change(str(row["change"])),
            what=str(row["what"]),
            now=Pinpoint.parse(str(row["now"])) if "now" in row else None,
        )
    except (KeyError, ValueError, PinpointError) as error:
        raise CatalogueError(f"amendments.yaml: {row.get('unit')}: {error}") from error
