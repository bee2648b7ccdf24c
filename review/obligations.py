"""The obligations of a device as plain rows."""

from datetime import date
from pathlib import Path

from domain.device import Applicability, Applies
from domain.law import Obligation
from domain.pinpoint import Act
from regulations.applicability import applicability
from regulations.catalogue import load_catalogue
from regulations.profile import load_profile

_APPLIES = {Applies.YES: True, Applies.NO: False, Applies.UNKNOWN: None}


def obligation_rows(
    device: Path, on: date | None = None, *, every: bool = False
) -> list[dict[str, object]]:
    """One row an obligation, in reading order; without `every` those that may apply.

    `applies` is true, false, or None where a fact about the device is unknown.
    """
    profile = load_profile(device)
    catalogue = load_catalogue()
    answers = applicability(catalogue, profile, on or date.today())  # noqa: DTZ011 - a day where the user is
    acts = {profile.framework.act, Act.AIA}
    rows = [row for row in catalogue.obligations.values() if every or row.pinpoint.act in acts]
    return [
        _row(row, answers[row.id])
        for row in rows
        if every or answers[row.id].applies is not Applies.NO
    ]


def _row(row: Obligation, answer: Applicability) -> dict[str, object]:
    return {
        "id": row.id,
        "pinpoint": row.pinpoint.label,
        "title": row.title,
        "act": row.pinpoint.act.value,
        "tier": row.tier.value,
        "applies": _APPLIES[answer.applies],
        "reason": answer.reason,
        "from": answer.applies_from.isoformat() if answer.applies_from else None,
        "in_force": answer.in_force,
        "crosswalk": [
            {"id": link.obligation, "relation": link.relation.value} for link in row.crosswalk
        ],
    }
