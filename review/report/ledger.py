"""The ledger of a report in words: what was read and searched, what was left open, and on what."""

from collections.abc import Iterator, Mapping, Sequence

from review.report.layout import Report
from review.report.model_part import told_rows
from review.report.row_layout import Place
from review.report.rows import device_line, section_of
from review.report.safe import inline


def ledger_rows(report: Report) -> Iterator[tuple[str, str]]:
    """What was counted, and its value in plain words as they stand."""
    ledger = report.ledger
    yield "Documents read", str(ledger.documents_read)
    yield "Documents that could not be read", str(ledger.documents_failed)
    yield "Pages read", str(ledger.pages_read)
    yield "Pages read by text recognition (OCR)", str(ledger.pages_recognised)
    yield "Pages that could not be read", str(ledger.pages_unreadable)
    yield "Passages searched for every obligation", str(ledger.passages)
    yield "Obligations checked", str(ledger.obligations_checked)
    yield from _counted("Verdict", ledger.verdicts)
    yield from _counted("Undetermined", ledger.undetermined)
    yield from _counted("Not yet in force, applies from", ledger.not_in_force)
    yield from _counted("Not evidence", ledger.not_evidence)
    yield from _counted("Open question", ledger.questions)
    yield from (("Cited and not at hand", code) for code in ledger.documents_not_at_hand)
    yield from _places("Hidden text", ledger.hidden_text)
    yield from _places("Speaks to a model, not to a reader", ledger.kept_out)
    yield from told_rows(report.manifest.model, ledger.assisted)


def ledger_lines(report: Report) -> Iterator[str]:
    """The ledger as lines of Markdown; nothing in them acts as markup."""
    for what, value in ledger_rows(report):
        yield f"{inline(what)}: {inline(value)}"


def manifest_rows(report: Report) -> Iterator[tuple[str, str]]:
    """Everything that the findings depend on, and the record that they stand in."""
    manifest = report.manifest
    yield "Device", device_line(report)
    yield "The law as of", manifest.made_for
    yield from (("Official text", label) for label in manifest.law)
    if not manifest.law:
        yield "Official text", "none added: obligations are paraphrased by citemark"
    yield "citemark", manifest.citemark
    yield "Assessor", manifest.assessor
    yield "Catalogue of obligations", manifest.catalogue
    yield "Splitter", manifest.splitter
    yield "Embedding", manifest.embedding
    yield "Profile of the device", manifest.profile
    yield from _record(report)
    for value in dict.fromkeys(sorted(report.device.facts.values(), reverse=True)):
        names = (name for name, known in sorted(report.device.facts.items()) if known == value)
        yield f"Facts of the device: {value}", ", ".join(names)


def _record(report: Report) -> Iterator[tuple[str, str]]:
    if report.record is None:
        return
    record = report.record
    yield "Dossier", f"{record.dossier} ({record.dossier_id})"
    yield "Revision of the review", f"{record.review}, made {record.made}"
    if signed := record.sign_off:
        yield "Signed off by", f"{signed.who}, {signed.at}"
        yield "Signed: statement", signed.statement or "-"
        yield "Signed: rows not decided", str(signed.open_rows)
        yield "Signed: manifest", signed.manifest
        yield "Signed: head of the audit trail", signed.head
    else:
        yield "Signed off by", "nobody yet"
    yield "Head of the audit trail", f"{record.head.hash} (event {record.head.number})"


def _counted(what: str, counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    return ((f"{what}: {name}", f"{count} rows") for name, count in counts.items())


def _places(what: str, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    return ((what, _place(place)) for place in places)


def _place(place: Place) -> str:
    page = f", page {place.page}" if place.page else ""
    section = f", {section_of(place)}" if place.section else ""
    return f"{place.document}{page}{section}"
