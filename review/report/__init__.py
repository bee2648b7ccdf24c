"""A review written out: as JSON, as a readable text and as a workbook."""

from review.report.files import report_files, write_reports
from review.report.markdown import as_markdown
from review.report.payload import as_payload, review_json
from review.report.workbook import as_workbook

__all__ = [
    "as_markdown",
    "as_payload",
    "as_workbook",
    "report_files",
    "review_json",
    "write_reports",
]
