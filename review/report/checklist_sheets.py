"""The checklists of a notified body as sheets: a part of the law each, a row a requirement."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from domain.pinpoint import Act, Pinpoint
from review.report.layout import Report
from review.report.row_layout import FindingPart, Place
from review.report.rows import (
    Places,
    comments_of,
    counting,
    decision_of,
    framework,
    kinds,
    place_in_law,
    quoted,
    reason_of,
    verdict_of,
)
from review.report.sheets import Column, Sheet

Rows = Sequence[FindingPart]

_SHOWN = 8
_APPLIES = {"yes": "yes", "no": "no", "unknown": "open"}
_AI_REQUIREMENTS = tuple(f"art-{number}" for number in range(8, 16))


def checklists(report: Report) -> Iterator[tuple[str, Rows]]:
    """The parts of the law that have a sheet of their own, with their rows."""
    act = framework(report)
    yield f"{act.label} Annex I (GSPR)", _rows(report, _inside(act, "annex-i"))
    yield f"{act.label} Annex II", _rows(report, _inside(act, "annex-ii"))
    yield f"{act.label} Annex III", _rows(report, _inside(act, "annex-iii"))
    yield "AI Act Art. 8 to 15", _rows(report, _inside(Act.AIA, *_AI_REQUIREMENTS))
    yield "AI Act Annex IV", _rows(report, _inside(Act.AIA, "annex-iv"))


def _inside(act: Act, *roots: str) -> Callable[[Pinpoint], bool]:
    return lambda place: place.act is act and place.path[0] in roots


def _rows(report: Report, wanted: Callable[[Pinpoint], bool]) -> Rows:
    return [row for row in report.findings if wanted(place_in_law(row))]


_CHECKLIST = (
    Column("Requirement", 15),
    Column("What it asks (our words)", 34),
    Column("Applicable", 11),
    Column("Justification", 30),
    Column("Method", 24),
    Column("Standards", 22),
    Column("Evidence: document, revision, section, page", 52),
    Column("Status", 14),
    Column("Why", 34),
    Column("Reviewer", 22),
    Column("Reviewer's words", 30),
    Column("Words of the evidence", 70, printed=False),
    Column("Machine's verdict", 16, printed=False),
    Column("Superseded", 40, printed=False),
    Column("Official words", 70, printed=False),
)


def checklist_sheet(report: Report, title: str, rows: Rows) -> Sheet:
    """A part of the law as a checklist."""
    places = Places(report)
    lines = [_checklist_row(report, places, row) for row in rows]
    return Sheet(title, _CHECKLIST, lines, coloured=("Status", "Machine's verdict"), frozen=2)


def _checklist_row(report: Report, places: Places, row: FindingPart) -> list[str]:
    found = counting(row)
    label = row.pinpoint.partition(f"{place_in_law(row).act.label} ")[2] or row.pinpoint
    return [
        label,
        row.title,
        _applicable(row),
        _justification(row),
        _method(report, row, found),
        _standards(row),
        several(places.words(place) for place in found),
        verdict_of(row),
        reason_of(row) if reason_of(row) != row.applicability else "",
        decision_of(row),
        "\n".join(comments_of(row)),
        several(map(quoted, found)),
        row.verdict,
        "\n".join(row.law.superseded),
        row.law.quote or "",
    ]


def _applicable(row: FindingPart) -> str:
    if row.applies != "no" and verdict_of(row) == "not applicable":
        return "no"
    return _APPLIES[row.applies]


def _justification(row: FindingPart) -> str:
    """Why it applies or not; and what the manufacturer's checklist says where that differs."""
    ours = row.applicability
    if row.stated is None or row.stated.applies in {"", row.applies}:
        return ours
    remark = f" ({row.stated.remark})" if row.stated.remark else ""
    return f"{ours}\nThe manufacturer's checklist says: {row.stated.applies}{remark}"


def _method(report: Report, row: FindingPart, found: Sequence[Place]) -> str:
    """The method as the manufacturer's checklist names it, else what kind of document shows it."""
    if row.stated is not None and row.stated.method:
        return row.stated.method
    shown = kinds(report, found)
    return f"(none stated; shown in: {'; '.join(shown)})" if shown else ""


def _standards(row: FindingPart) -> str:
    stated = row.stated.standard if row.stated else ""
    cited = [name for name in row.standards if name not in stated]
    named = f"Named at the evidence: {'; '.join(cited)}" if cited else ""
    return "\n".join(part for part in (stated, named) if part)


def several(lines: Iterable[str]) -> str:
    """One line each, each once; what is too much for a cell is on the sheet Evidence."""
    found = list(dict.fromkeys(lines))
    more = [f"and {len(found) - _SHOWN} more: sheet Evidence"] if len(found) > _SHOWN else []
    return "\n".join([*found[:_SHOWN], *more])
