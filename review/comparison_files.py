"""A comparison of two revisions as lines, as plain data and as a workbook."""

from collections.abc import Iterator

from review.comparing import Change, Comparison, RowChange
from review.report.layout import Report
from review.report.places import Plain
from review.report.row_layout import Place
from review.report.rows import Places, counted, decision_of, device_line, one_line, quoted
from review.report.sheets import Column, Sheet, workbook_bytes

_SHOWN = (Change.REOPENED, Change.NEW, Change.CHANGED, Change.CLOSED)
_LINES = 20


def revision_line(report: Report) -> str:
    """A revision in one line."""
    record = report.record
    kept = f"{record.dossier}, revision {record.review} of {record.made[:10]}" if record else ""
    return kept or f"{device_line(report)}, the law as of {report.manifest.made_for}"


def comparison_lines(found: Comparison, *, whole: bool = False) -> Iterator[str]:
    """What a terminal shows; `whole` lists every row that changed."""
    yield f"Old: {revision_line(found.old)}"
    yield f"New: {revision_line(found.new)}"
    yield ""
    yield from (f"{number:>5}  {change.value}" for change, number in found.counts.items())
    if any(found.fates.values()):
        yield "\nDecisions of the old revision:"
        yield from (f"{number:>5}  {fate.value}" for fate, number in found.fates.items())
    yield from _around(found)
    for change in _SHOWN:
        yield from _rows(found, change, whole=whole)


def _around(found: Comparison) -> Iterator[str]:
    if found.documents:
        yield "\nDocuments:"
    yield from (f"  {each.name}: {each.told}" for each in found.documents)
    if found.ground:
        yield "\nWhat else differs:"
    yield from (f"  {told}" for told in found.ground)
    for title, conflicts in (
        ("The documents disagree now on", found.conflicts_new),
        ("They no longer disagree on", found.conflicts_closed),
    ):
        for conflict in conflicts:
            values = dict.fromkeys(reading.value for reading in conflict.readings)
            yield f"\n{title} {conflict.subject}: {' against '.join(values)}"


def _rows(found: Comparison, change: Change, *, whole: bool) -> Iterator[str]:
    rows = found.of(change)
    if not rows:
        return
    yield f"\n{change.value.capitalize()} ({len(rows)}):"
    for row in rows if whole else rows[:_LINES]:
        yield f"  {row.row.pinpoint}: {row.row.title}"
        yield f"    {told(row)}"
    if not whole and len(rows) > _LINES:
        yield f"  and {len(rows) - _LINES} more: add --all"


def told(row: RowChange) -> str:
    """What happened to a row, in one line."""
    old, new = (verdict or "not there" for verdict in row.verdicts)
    parts = [old if old == new else f"{old} -> {new}"]
    if row.gained:
        parts.append(f"{counted(len(row.gained), 'place')} gained")
    if row.lost:
        parts.append(f"{counted(len(row.lost), 'place')} lost")
    if row.moved:
        parts.append(f"{counted(row.moved, 'place')} moved")
    return "; ".join([*parts, *([row.fate.value] if row.fate else [])])


def comparison_payload(found: Comparison) -> Plain:
    """The comparison as plain data; rows that are the same are counted only."""
    return {
        "old": _revision(found.old),
        "new": _revision(found.new),
        "counts": {change.value: number for change, number in found.counts.items()},
        "decisions": {fate.value: number for fate, number in found.fates.items()},
        "documents": [{"name": each.name, "change": each.told} for each in found.documents],
        "ground": list(found.ground),
        "conflicts_new": [conflict.subject for conflict in found.conflicts_new],
        "conflicts_closed": [conflict.subject for conflict in found.conflicts_closed],
        "rows": [_payload(row) for row in found.rows if row.change is not Change.SAME],
    }


def _revision(report: Report) -> Plain:
    record = report.record
    return {
        "dossier": record.dossier if record else None,
        "revision": record.review if record else None,
        "device": device_line(report),
        "audit_head": record.head.hash if record else None,
    }


def _payload(row: RowChange) -> Plain:
    old, new = row.verdicts
    return {
        "obligation": row.row.obligation,
        "pinpoint": row.row.pinpoint,
        "title": row.row.title,
        "change": row.change.value,
        "old_verdict": old or None,
        "new_verdict": new or None,
        "gained": [_place(place) for place in row.gained],
        "lost": [_place(place) for place in row.lost],
        "moved": row.moved,
        "decision": row.fate.value or None,
    }


def _place(place: Place) -> Plain:
    return place.model_dump(by_alias=True)


_COLUMNS = (
    Column("Change", 18),
    Column("Requirement", 20),
    Column("What it asks (our words)", 40),
    Column("Old status", 14),
    Column("New status", 14),
    Column("Evidence gained", 60),
    Column("Evidence lost", 60),
    Column("Places moved", 9),
    Column("Decision", 30),
    Column("Decided", 26),
)


def comparison_workbook(found: Comparison) -> bytes:
    """The comparison as XLSX: what changed, the documents, and what else differs."""
    old, new = Places(found.old), Places(found.new)
    lines = [_line(row, old, new) for change in (*_SHOWN, Change.SAME) for row in found.of(change)]
    notes = (f"New: {revision_line(found.new)}", f"Old: {revision_line(found.old)}")
    sheets = (
        Sheet("Changes", _COLUMNS, lines, ("Old status", "New status"), 3, notes),
        Sheet(
            "Documents",
            (Column("Document", 50), Column("Change", 60)),
            [[each.name, each.told] for each in found.documents],
        ),
        Sheet("What else differs", (Column("What", 120),), [[told] for told in found.ground]),
    )
    return workbook_bytes(sheets, f"Comparison, {device_line(found.new)}")


def _line(row: RowChange, old: Places, new: Places) -> list[str | int]:
    before, after = row.verdicts
    return [
        row.change.value,
        row.row.pinpoint,
        row.row.title,
        before,
        after,
        "\n".join(f"{quoted(place)} ({new.words(place)})" for place in row.gained),
        "\n".join(f"{quoted(place)} ({old.words(place)})" for place in row.lost),
        row.moved or "",
        row.fate.value,
        one_line(decision_of(row.new)) if row.new else "",
    ]
