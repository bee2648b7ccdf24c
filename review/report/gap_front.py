"""What stands in front of the findings of a gap report: what was reviewed, counts, limits."""

from collections.abc import Iterator, Sequence

from review.report.layout import Report
from review.report.rows import (
    VERDICTS,
    count_verdicts,
    counted,
    device_line,
    place_in_law,
)


def opening_rows(report: Report) -> Iterator[tuple[str, str]]:
    """What was reviewed, and on what record it stands."""
    yield "Device", device_line(report)
    yield "The law as of", report.manifest.made_for
    yield "Documents", f"{report.ledger.documents_read} read, {report.ledger.documents_failed} not"
    if report.record is None:
        yield "Record", "Not kept in a dossier; no decisions of people are in this report."
        return
    record = report.record
    yield "Dossier", record.dossier
    yield "Revision", f"{record.review}, made {record.made[:10]}"
    signed = record.sign_off
    told = f"{signed.who}, {signed.at[:10]}. {signed.statement}" if signed else "Not signed off"
    yield "Sign-off", told
    yield "Head of the audit trail", f"event {record.head.number}, {record.head.hash}"


def opening_sentence(report: Report) -> str:
    """How many rows there are and how they stand."""
    ledger = report.ledger
    counts = count_verdicts(report.findings)
    reaching = sum(counts.values()) - counts["not applicable"]
    return (
        f"Of the {sum(counts.values())} requirements looked at, {reaching} reach the device or may "
        f"reach it. For {counts['covered']} the documents hold the evidence; {counts['gap']} are "
        f"gaps, {counts['partial']} are partly covered, on {counts['conflict']} the documents "
        f"disagree and {counts['undetermined']} could not be determined. Every row was looked for "
        f"in {ledger.passages} passages of {ledger.documents_read} documents."
    )


def counts_by_law(report: Report) -> tuple[Sequence[str], list[list[str | int]]]:
    """Verdicts by law, as the head and the rows of a table."""
    acts = dict.fromkeys(place_in_law(row).act for row in report.findings)
    rows: list[list[str | int]] = []
    for act in acts:
        found = [row for row in report.findings if place_in_law(row).act is act]
        rows.append([act.label, *count_verdicts(found).values(), len(found)])
    every = count_verdicts(report.findings)
    rows.append(["Both", *every.values(), len(report.findings)])
    return ("Law", *VERDICTS, "all"), rows


def to_keep_in_mind(report: Report) -> Iterator[str]:
    """What no count shows: contradictions, what could not be read, what is open."""
    ledger = report.ledger
    if report.conflicts:
        subjects = "; ".join(conflict.subject for conflict in report.conflicts)
        yield f"The documents disagree on {counted(len(report.conflicts), 'fact')}: {subjects}."
    if ledger.pages_unreadable:
        pages = counted(ledger.pages_unreadable, "page")
        yield f"{pages} could not be read; no gap is concluded over what was not read."
    if ledger.documents_failed:
        yield f"{counted(ledger.documents_failed, 'file')} could not be read."
    if ledger.documents_not_at_hand:
        yield f"Cited and not at hand: {', '.join(ledger.documents_not_at_hand)}."
    if ledger.questions:
        yield f"{counted(len(ledger.questions), 'open question')} about the device."
    if report.record:
        decided = sum(bool(row.people and row.people.settled) for row in report.findings)
        yield f"Decided by a person: {counted(decided, 'row')}."


METHOD = (
    (
        "Every sentence, list item and table row of every document was read against what a "
        "reviewer must find for each requirement that reaches the device. Which requirements "
        "reach it was computed from the device's facts; a fact that is not known makes a "
        "question, not a guess."
    ),
    (
        "Only a sentence that asserts the matter counts as evidence. One that denies it, promises "
        "it, leaves it blank, advises an author, quotes the law or only names it is shown as what "
        "it is. What a label, a declaration or instructions for use must say themselves counts "
        "only there."
    ),
    (
        "Every quotation was read back from its document at its place. Where a reviewer decided "
        "otherwise, the reviewer's verdict counts and the machine's stands beside it."
    ),
)
"""How the findings came about, in paragraphs."""


def limits(report: Report) -> Iterator[str]:
    """What the review cannot say, and what it could not read."""
    yield "A wording that nobody foresaw comes out as a gap: read the nearest places first."
    yield "It is not judged whether the evidence is true, sufficient or state of the art."
    if not report.manifest.law:
        yield "No official text was at hand: requirements are in citemark's own words."
    for label in report.manifest.law:
        yield f"Official text used: {label}."
    for part in report.documents:
        if part.unreadable_pages:
            pages = ", ".join(map(str, part.unreadable_pages))
            yield f"{part.name}: page {pages} could not be read."
        if part.error:
            yield f"{part.name} could not be read: {part.error.reason}."
