"""The files of a review in a folder."""

from pathlib import Path

from domain.finding import Review
from domain.law import Catalogue
from review.law import LawShelf
from review.report.markdown import as_markdown
from review.report.payload import review_json
from review.report.workbook import as_workbook


def write_reports(review: Review, catalogue: Catalogue, shelf: LawShelf, folder: Path) -> None:
    """Write `review.json`, `review.md` and `review.xlsx`; the folder is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "review.json").write_bytes(review_json(review, catalogue, shelf))
    (folder / "review.md").write_text(as_markdown(review, catalogue, shelf), encoding="utf-8")
    (folder / "review.xlsx").write_bytes(as_workbook(review, catalogue, shelf))
