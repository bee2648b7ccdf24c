"""The files of a review in a folder."""

from pathlib import Path

from domain.finding import Review
from domain.law import Catalogue
from review.law import LawShelf
from review.report.layout import Report
from review.report.markdown import markdown
from review.report.payload import as_json, as_payload
from review.report.workbook import workbook


def report_files(review: Review, catalogue: Catalogue, shelf: LawShelf) -> dict[str, bytes]:
    """The files of a review by name: `review.json`, `review.md` and `review.xlsx`."""
    payload = as_payload(review, catalogue, shelf)
    report = Report.model_validate(payload)
    return {
        "review.json": as_json(payload),
        "review.md": markdown(report).encode(),
        "review.xlsx": workbook(report),
    }


def write_reports(review: Review, catalogue: Catalogue, shelf: LawShelf, folder: Path) -> None:
    """Write the files of a review; the folder is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in report_files(review, catalogue, shelf).items():
        (folder / name).write_bytes(data)
