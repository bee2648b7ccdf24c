"""The catalogue of obligations, joined from the files on obligations and on criteria."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from domain.errors import CatalogueError, PinpointError
from domain.law import (
    ApplicationDates,
    Catalogue,
    Criterion,
    Crosswalk,
    Obligation,
    Relation,
    Tier,
)
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, data_digest, read_mapping, read_rows, shown, texts
from regulations.document_types import load_document_types
from regulations.logic import names_in
from regulations.order import reading_order
from regulations.vocabulary import load_vocabulary

_ROMAN = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_DATE_FIELDS = ("general", "annex_i_route", "annex_iii_route", "via_eudamed", "legacy_systems")
_KNOWN = {
    *("id", "title", "addressee", "when", "kind", "evidence", "tier", "from", "date_note"),
    *("crosswalk", "note", "superseded", "source"),
}


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """All obligations in reading order: MDR, IVDR, AI Act, articles then annexes.

    Raises `CatalogueError` with the file, the id and the field that is wrong.
    """
    criteria = _load_criteria()
    rows = [obligation for path in _files("obligations") for obligation in _obligations(path)]
    ordered = sorted(rows, key=lambda row: reading_order(row.pinpoint))
    obligations = {row.id: row for row in ordered}
    _check(rows, obligations, criteria)
    joined = {row.id: _with_criteria(row, criteria) for row in ordered}
    return Catalogue(joined, data_digest())


def _files(kind: str) -> list[Path]:
    return [path for act in Act for path in sorted((DATA / kind / act.value).glob("*.yaml"))]


def _obligations(path: Path) -> Iterator[Obligation]:
    for row in read_rows(path):
        where = f"{shown(path)}: {row.get('id', 'a row without id')}"
        try:
            yield replace(_obligation(row), division=_division(path))
        except (KeyError, ValueError, TypeError, AttributeError, PinpointError) as error:
            raise CatalogueError(f"{where}: {error}; mend the data file") from error


def _division(path: Path) -> str:
    """The chapter or annex whose rows a file holds, as people write it."""
    parts = path.stem.split("-")
    units = [
        f"{kind.title()} {_ROMAN[int(number)] if kind == 'chapter' else number.upper()}"
        for kind, number in zip(parts[::2], parts[1::2], strict=True)
    ]
    return f"{Act(path.parent.name).label} {', '.join(units)}"


def _obligation(row: Mapping[str, object]) -> Obligation:
    _refuse_unknown_words(row)
    dates = cast("Mapping[str, object]", row["from"])
    return Obligation(
        id=str(row["id"]),
        pinpoint=Pinpoint.parse(str(row["id"])),
        title=str(row["title"]),
        addressees=texts(row["addressee"]),
        conditions=texts(row["when"]),
        kind=str(row["kind"]),
        evidence=texts(row["evidence"]),
        tier=Tier(str(row["tier"])),
        dates=_dates(dates, str(row.get("date_note", ""))),
        crosswalk=_crosswalk(cast("Mapping[str, str]", row.get("crosswalk", {}))),
        note=str(row.get("note", "")),
        superseded=str(row.get("superseded", "")),
    )


def _refuse_unknown_words(row: Mapping[str, object]) -> None:
    words = load_vocabulary()
    allowed: dict[str, tuple[Sequence[str], set[str]]] = {
        "field": (tuple(row), _KNOWN),
        "when": (names_in(texts(row["when"])), set(words.conditions)),
        "addressee": (texts(row["addressee"]), set(words.addressees)),
        "kind": ((str(row["kind"]),), set(words.kinds)),
        "evidence": (texts(row["evidence"]), set(load_document_types())),
        "from": (tuple(cast("Mapping[str, object]", row["from"])), set(_DATE_FIELDS)),
    }
    for field, (used, known) in allowed.items():
        if unknown := sorted(set(used) - known):
            raise ValueError(f"{field}: {unknown[0]!r} is not in the vocabulary")


def _dates(row: Mapping[str, object], note: str) -> ApplicationDates:
    if wrong := [name for name, day in row.items() if not isinstance(day, date)]:
        raise ValueError(f"from: {wrong[0]} is not a date")
    return ApplicationDates(**cast("Mapping[str, date]", row), note=note)


def _crosswalk(row: Mapping[str, str]) -> tuple[Crosswalk, ...]:
    return tuple(Crosswalk(other, Relation(relation)) for other, relation in row.items())


def _load_criteria() -> dict[str, tuple[Criterion, ...] | str]:
    found: dict[str, tuple[Criterion, ...] | str] = {}
    for path in _files("criteria"):
        for name, value in read_mapping(path).items():
            if name in found:
                raise CatalogueError(f"{shown(path)}: {name}: has criteria in another file too")
            found[name] = _criteria(value, f"{shown(path)}: {name}")
    return found


def _criteria(value: object, where: str) -> tuple[Criterion, ...] | str:
    """The criteria of one obligation, or the id of the obligation that has the same ones."""
    if isinstance(value, dict) and set(value) == {"like"}:
        return str(value["like"])
    if not isinstance(value, list) or not value:
        raise CatalogueError(f"{where}: needs a list of criteria or `like: <id>`")
    return tuple(_criterion(item, where) for item in value)


def _criterion(item: object, where: str) -> Criterion:
    if not isinstance(item, dict) or not item.get("text") or set(item) - {"text", "all", "none"}:
        raise CatalogueError(
            f"{where}: a criterion needs text and may have `all` and `none`, nothing else"
        )
    groups = item.get("all", [])
    if not isinstance(groups, list) or not all(
        isinstance(group, list) and group for group in groups
    ):
        raise CatalogueError(f"{where}: all: must be a list of lists of terms")
    negatable = texts(item.get("none"))
    return Criterion(str(item["text"]), tuple(texts(group) for group in groups), negatable)


def _check(
    rows: Sequence[Obligation],
    obligations: Mapping[str, Obligation],
    criteria: Mapping[str, tuple[Criterion, ...] | str],
) -> None:
    if twice := [name for name, times in Counter(row.id for row in rows).items() if times > 1]:
        raise CatalogueError(f"obligations: {twice[0]} stands twice; keep one")
    linked = [(row.id, link.obligation) for row in rows for link in row.crosswalk]
    for name, other in linked:
        if other not in obligations:
            raise CatalogueError(f"obligations: {name}: crosswalk: {other} is no obligation")
    if strays := sorted(criteria.keys() - obligations.keys()):
        raise CatalogueError(f"criteria: {strays[0]} is no obligation; mend the id")


def _with_criteria(
    row: Obligation, criteria: Mapping[str, tuple[Criterion, ...] | str]
) -> Obligation:
    found = criteria.get(row.id, ())
    if isinstance(found, str):
        found = _followed(row.id, found, criteria)
    return replace(row, criteria=found) if found else row


def _followed(
    name: str, like: str, criteria: Mapping[str, tuple[Criterion, ...] | str]
) -> tuple[Criterion, ...]:
    seen = {name}
    found: tuple[Criterion, ...] | str | None = like
    while isinstance(found, str):
        if found in seen or found not in criteria:
            raise CatalogueError(f"criteria: {name}: like: {found} leads to no criteria")
        seen.add(found)
        found = criteria[found]
    return found or ()
