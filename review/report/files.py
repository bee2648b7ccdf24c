"""The files of a review in a folder."""

from pathlib import Path

from domain.finding import Review
from domain.law import Catalogue
from review.law import LawShelf
from review.report.markdown import as_markdown
from review.report.payload import review_json
from review.report.workbook import as_workbook


def report_files(review: Review, catalogue: Catalogue, shelf: LawShelf) -> dict[str, bytes]:
    """The files of a review by name: `review.json`, `review.md` and `review.xlsx`."""
    return {
        "review.json": review_json(review, catalogue, shelf),
        "review.md": as_markdown(review, catalogue, shelf).encode(),
        "review.xlsx": as_workbook(review, catalogue, shelf),
    }


def write_reports(review: Review, catalogue: Catalogue, shelf: LawShelf, folder: Path) -> None:
    """Write the files of a review; the folder is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in report_files(review, catalogue, shelf).items():
        (folder / name).write_bytes(data)
