"""A report as one HTML file: no script, nothing from elsewhere, every link inside it works."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from review.report.layout import Report
from review.report.ledger import ledger_rows, manifest_rows
from review.report.row_layout import FindingPart, Place
from review.report.rows import (
    MEANINGS,
    OPEN_VERDICTS,
    VERDICTS,
    Places,
    comments_of,
    count_verdicts,
    counting,
    decision_of,
    device_line,
    differs,
    nearest,
    not_evidence,
    one_line,
    place_in_law,
    reason_of,
    section_of,
    sentence,
    shortened,
    verdict_of,
)
from review.report.safe import clean
from review.report.tables import question_of, type_name

_FUNCTIONS = {
    "comments_of": lambda row: list(comments_of(row)),
    "count_verdicts": count_verdicts,
    "counting": counting,
    "decision_of": decision_of,
    "differs": differs,
    "nearest": nearest,
    "not_evidence": not_evidence,
    "one_line": one_line,
    "question_of": question_of,
    "reason_of": reason_of,
    "section_of": section_of,
    "sentence": sentence,
    "shortened": shortened,
    "type_name": type_name,
    "verdict_of": verdict_of,
}


def page(report: Report) -> bytes:
    """The report as UTF-8 HTML; words of documents never act as markup."""
    made = _template().render(
        report=report,
        title=device_line(report),
        topics=_by_topic(report),
        labels={row.obligation: row.pinpoint for row in report.findings},
        laws=_by_law(report),
        cited=_citing(report),
        revision=Places(report).revision,
        ledger=list(ledger_rows(report)),
        manifest=list(manifest_rows(report)),
        verdicts=VERDICTS,
        open_verdicts=OPEN_VERDICTS,
        meanings=MEANINGS,
        **_FUNCTIONS,
    )
    return clean(made).encode()


def _template() -> Template:
    world = Environment(
        loader=PackageLoader("review.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    world.filters["anchor"] = _anchor
    return world.get_template("page.html.jinja")


def _anchor(place: Place) -> str:
    return f"doc-{place.sha256[:16]}"


def _by_topic(report: Report) -> Mapping[str, Sequence[FindingPart]]:
    """Rows by topic in order of the topics' names; in each, what needs work first."""
    found: dict[str, list[FindingPart]] = defaultdict(list)
    for row in report.findings:
        found[row.topic or "Other"].append(row)
    return {
        name: sorted(found[name], key=lambda row: VERDICTS.index(verdict_of(row)))
        for name in sorted(found)
    }


def _by_law(report: Report) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, list[FindingPart]] = defaultdict(list)
    for row in report.findings:
        found[place_in_law(row).act.label].append(row)
    return {name: count_verdicts(rows) for name, rows in found.items()}


def _citing(report: Report) -> Mapping[str, Sequence[FindingPart]]:
    """The rows that rest on each document, by its sha256."""
    found: dict[str, list[FindingPart]] = defaultdict(list)
    for row in report.findings:
        for sha256 in dict.fromkeys(place.sha256 for place in counting(row)):
            found[sha256].append(row)
    return found
