"""Dates of application by the route on which a system becomes high-risk AI."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from domain.device import Fact
from domain.errors import CatalogueError
from domain.law import Obligation
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts
from regulations.facts import Facts, high_risk_by_annex_i
from regulations.logic import names_in


@dataclass(frozen=True, slots=True)
class Routes:
    """The dates of the data file. `reading` is a note with `{general}` and `{date}` in it."""

    annex_i: date
    annex_iii: date
    general: date
    reading: str
    checks: tuple[Pinpoint, ...]
    details: tuple[Pinpoint, ...]
    in_house: tuple[Pinpoint, ...]

    def is_annex_iii_check(self, place: Pinpoint) -> bool:
        """Whether the row asks for the check against Annex III."""
        return any(check.holds(place) for check in self.checks)

    def is_annex_iii_detail(self, place: Pinpoint) -> bool:
        """Whether the row is a part of that check that Art. 6(1) makes needless."""
        return any(detail.holds(place) for detail in self.details)

    def kept_in_house(self, place: Pinpoint) -> bool:
        """Whether the row stays for devices made and used in one health institution."""
        return any(part.holds(place) for part in self.in_house)


@dataclass(frozen=True, slots=True)
class Effective:
    """From when a row applies to a device; `note` says how a doubtful date was read."""

    day: date | None
    note: str = ""


@lru_cache(maxsize=1)
def load_routes() -> Routes:
    """Read the routes; raises `CatalogueError` where a date or a place is missing."""
    data = read_mapping(DATA / "routes.yaml")
    try:
        parts = {name: cast("dict[str, object]", row) for name, row in data.items()}
        return Routes(
            annex_i=cast("date", parts["annex_i_route"]["date"]),
            annex_iii=cast("date", parts["annex_iii_route"]["date"]),
            general=cast("date", parts["general"]["date"]),
            reading=str(parts["presupposes_high_risk"]["note"]),
            checks=_places(data["annex_iii_checks"]),
            details=_places(parts["annex_iii_details"]["rows"]),
            in_house=_places(parts["in_house"]["keeps"]),
        )
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"routes.yaml: {error} is missing; mend the data file") from error


def effective_date(row: Obligation, facts: Facts) -> Effective:
    """From when the row applies to this device by its route.

    Rows of the AI Act that carry the general date but speak of high-risk systems only are dated
    as the classification they presuppose; the note says so.
    """
    if row.pinpoint.act is not Act.AIA:
        return Effective(row.dates.general, _other_dates(row))
    annex_iii = _by_annex_iii(row, facts)
    own = row.dates.annex_iii_route if annex_iii else row.dates.annex_i_route
    if own or not _presupposes_high_risk(row):
        day = own or row.dates.general or row.dates.annex_i_route
        return Effective(day, _other_dates(row))
    routes = load_routes()
    day = routes.annex_iii if annex_iii else routes.annex_i
    return Effective(day, routes.reading.format(general=routes.general, date=day))


def _other_dates(row: Obligation) -> str:
    if row.dates.via_eudamed:
        return f"by EUDAMED since {row.dates.via_eudamed}"
    if row.dates.legacy_systems:
        return f"for systems on the market before that, from {row.dates.legacy_systems}"
    return ""


def _by_annex_iii(row: Obligation, facts: Facts) -> bool:
    """Whether the row's date follows Annex III: the row does, or the device does and only so."""
    if "annex-iii-ai" in names_in(row.conditions):
        return True
    if load_routes().is_annex_iii_check(row.pinpoint):
        return True
    listed = facts("annex-iii-ai").value is Fact.YES
    return listed and high_risk_by_annex_i(facts).value is not Fact.YES


def _presupposes_high_risk(row: Obligation) -> bool:
    speaks_of_high_risk = {"high-risk-ai", "annex-iii-ai"} & set(names_in(row.conditions))
    return bool(speaks_of_high_risk) and row.dates.general == load_routes().general


def _places(value: object) -> tuple[Pinpoint, ...]:
    return tuple(Pinpoint.parse(text) for text in texts(value))
