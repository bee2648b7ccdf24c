"""A review written out. `layout.py` is what all files are drawn from; a file a renderer."""

from review.report.files import report_files, write_reports
from review.report.layout import Report
from review.report.markdown import as_markdown
from review.report.payload import as_payload, report_of, review_json
from review.report.workbook import as_workbook

__all__ = [
    "Report",
    "as_markdown",
    "as_payload",
    "as_workbook",
    "report_files",
    "report_of",
    "review_json",
    "write_reports",
]
