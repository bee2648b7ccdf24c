"""The reviewed Word documents themselves, with what the review says at the places it cites."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from domain.document import Document
from domain.errors import UnknownRecordError
from review.assembly import Workbench
from review.deciding import Reviewed
from review.report.anchored import Remark, with_comments
from review.report.layout import Report
from review.report.row_layout import FindingPart, Place
from review.report.rows import (
    counting,
    decision_of,
    device_line,
    not_evidence,
    reason_of,
    verdict_of,
)

_FORMAT = "docx"
_SHOWN = 12


def commented_files(bench: Workbench, of: Reviewed, report: Report) -> Mapping[str, bytes]:
    """Each DOCX of the review that the dossier still holds, by name, with comments."""
    made: dict[str, bytes] = {}
    for document in of.review.documents:
        if document.format != _FORMAT:
            continue
        try:
            data = bench.store.document_bytes(of.dossier, document.id)
        except UnknownRecordError:
            continue
        remarks = remarks_on(document, report)
        made[_free(document.name, made)] = with_comments(data, remarks, opening_of(report))
    return made


def opening_of(report: Report) -> str:
    """What stands at the start of a commented document: the review and the record behind it."""
    told = f"Commented by citemark, from the review of {device_line(report)}."
    if (record := report.record) is not None:
        signed = record.sign_off
        told += (
            f" Dossier {record.dossier}, revision {record.review}, made {record.made[:10]}. "
            f"{f'Signed off by {signed.who} on {signed.at[:10]}.' if signed else 'Not signed off.'}"
            f" Head of the audit trail: event {record.head.number}, {record.head.hash}."
        )
    return f"{told} A reading aid: a person decides."


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    """The file's own name, with a number where two folders hold the same one."""
    path = PurePosixPath(name.replace("\\", "/"))
    plain, number = path.name, 2
    while plain in taken:
        plain, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return plain


def remarks_on(document: Document, report: Report) -> list[Remark]:
    """What the report says of each place of a document that it cites, in reading order."""
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in report.findings:
        for place, told in _cited(row):
            if place.sha256 == document.id:
                said[place.start, place.end].append(told)
    return [_remark(document, span, lines) for span, lines in sorted(said.items())]


def _cited(row: FindingPart) -> Iterator[tuple[Place, str]]:
    verdict = verdict_of(row)
    if verdict == "not applicable":
        return
    decided = f" Reviewer: {told}." if (told := decision_of(row)) not in {"", "open"} else ""
    why = "" if verdict == "covered" else f" ({reason_of(row)})"
    for place in counting(row):
        yield place, f"{row.pinpoint}, {row.title}: evidence. Row: {verdict}{why}.{decided}"
    for standing, place in not_evidence(row):
        yield place, f"{row.pinpoint}, {row.title}: not evidence, {standing}. Row: {verdict}{why}."


def _remark(document: Document, span: tuple[int, int], lines: Sequence[str]) -> Remark:
    start, end = span
    words = document.text[start:end]
    more = [f"and for {len(lines) - _SHOWN} more requirements"] if len(lines) > _SHOWN else []
    return Remark(
        words, _occurrence(document.text, words, start), "\n".join([*lines[:_SHOWN], *more])
    )


def _occurrence(text: str, words: str, start: int) -> int:
    """How often the words stand in the text before that place."""
    count, at = 0, text.find(words)
    while 0 <= at < start:
        count, at = count + 1, text.find(words, at + 1)
    return count
