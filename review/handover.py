"""A review handed over: found by the words that a person types, and written in a format."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from domain.audit import Deed, EventKind
from domain.errors import RequestError
from review.assembly import Workbench
from review.commented import commented_files
from review.deciding import Desk, Reviewed
from review.record import Record
from review.report.csv_file import csv_file
from review.report.gap_report import gap_report
from review.report.layout import Report
from review.report.markdown import markdown
from review.report.page import page
from review.report.payload import as_json, report_of
from review.report.workbook import workbook
from review.report.zip_bytes import zipped


class Format(StrEnum):
    """What a review is handed over as; the value is what a person types."""

    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"
    COMMENTED = "commented"


@dataclass(frozen=True, slots=True)
class Kind:
    """A format in words, with the ending and the media type of its file."""

    told: str
    ending: str
    mime: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[Format, Kind] = {
    Format.XLSX: Kind(
        "Workbook: checklists and all rows", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet"
    ),
    Format.DOCX: Kind("Gap report to send", ".docx", f"{_OFFICE}.wordprocessingml.document"),
    Format.HTML: Kind("One page with links", ".html", "text/html"),
    Format.JSON: Kind("Data, with a published schema", ".json", "application/json"),
    Format.CSV: Kind("Table, a row a cited place", ".csv", "text/csv"),
    Format.MARKDOWN: Kind("Text", ".md", "text/markdown"),
    Format.COMMENTED: Kind(
        "The Word documents with comments at the cited places", "-commented.zip", "application/zip"
    ),
}


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A file to hand over."""

    name: str
    data: bytes
    mime: str


def record_of(bench: Workbench, of: Reviewed) -> Record:
    """A kept review with its decisions, its sign-off and the head of the audit trail."""
    desk = Desk(bench)
    made = {kept.id: kept.made for kept in bench.store.reviews(of.dossier)}
    return Record(
        bench.store.dossier(of.dossier).name,
        of.dossier.token,
        of.number,
        next(at for number, at in made.items() if number == of.number),
        desk.standings(of),
        desk.signed(of),
        desk.head(),
    )


def kept_report(bench: Workbench, of: Reviewed) -> Report:
    """A kept review with what people decided on it, as what every file is drawn from."""
    return report_of(of.review, bench.catalogue, bench.law.shelf, record_of(bench, of))


def export(bench: Workbench, of: Reviewed, wanted: Format, *, who: str) -> HandedOver:
    """A kept review as a file; that it was handed over goes into the audit trail.

    The head that the file prints is that before the export.
    """
    report = kept_report(bench, of)
    commented = commented_files(bench, of, report) if wanted is Format.COMMENTED else {}
    made = written(report, wanted, commented)
    deed = Deed(EventKind.EXPORTED, f"review {of.number}", new=made.name)
    bench.store.record(deed, who=who, dossier=of.dossier)
    return made


def has_word_documents(of: Reviewed) -> bool:
    """Whether there is a document that native comments can be set in."""
    return any(document.format == "docx" for document in of.review.documents)


def written(report: Report, wanted: Format, commented: Mapping[str, bytes]) -> HandedOver:
    """A report as a file of that format."""
    number = report.record.review if report.record else None
    name = file_name(report.device.name, report.device.version, number, wanted)
    return HandedOver(name, _bytes(report, wanted, commented), KINDS[wanted].mime)


def _bytes(report: Report, wanted: Format, commented: Mapping[str, bytes]) -> bytes:
    if wanted is Format.COMMENTED:
        return _zipped(commented)
    if wanted is Format.JSON:
        return as_json(json.loads(report.model_dump_json(by_alias=True)))
    if wanted is Format.MARKDOWN:
        return markdown(report).encode()
    writers = {
        Format.XLSX: workbook,
        Format.DOCX: gap_report,
        Format.HTML: page,
        Format.CSV: csv_file,
    }
    return writers[wanted](report)


def _zipped(commented: Mapping[str, bytes]) -> bytes:
    if not commented:
        raise RequestError(
            "there is no Word document to comment: only a kept review whose dossier still holds "
            "its DOCX files has one"
        )
    return zipped(commented)


_UNSAFE = re.compile(r"[^\w.+-]+")


def file_name(device: str, version: str, number: int | None, wanted: Format) -> str:
    """The name of the file; `number` is that of a kept review."""
    revision = f"-revision-{number}" if number else ""
    stem = _UNSAFE.sub("-", f"{device}-{version}").strip("-.")
    return f"{stem or 'review'}{revision}{KINDS[wanted].ending}"


def read_report(path: Path) -> Report:
    """The report in a `review.json`, or in a folder that holds one; `RequestError` otherwise."""
    file = path / "review.json" if path.is_dir() else path
    try:
        return Report.model_validate_json(file.read_bytes())
    except OSError as error:
        raise RequestError(
            f"{file}: cannot be read ({error.strerror}); give the folder that `citemark review "
            "--out` wrote, or its review.json"
        ) from error
    except ValidationError as error:
        raise RequestError(
            f"{file} is not a review.json of this version of citemark "
            f"({error.error_count()} places differ); review the documents again"
        ) from error
