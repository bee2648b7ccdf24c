"""A review as a text that a person reads from top to bottom."""

from collections.abc import Iterator

from domain.finding import CriterionResult, Finding, Review, Verdict
from domain.law import Catalogue
from regulations.document_types import load_document_types
from regulations.vocabulary import load_vocabulary
from review.law import LawShelf
from review.report.ledger import ledger_lines
from review.report.model_part import differences
from review.report.safe import inline
from review.verify import Quote, Sources

_ORDER = (
    (Verdict.CONFLICT, "The documents disagree"),
    (Verdict.GAP, "Gaps"),
    (Verdict.PARTIAL, "Partly covered"),
    (Verdict.UNDETERMINED, "Undetermined"),
    (Verdict.COVERED, "Covered"),
)
_MET = {True: "met", False: "not met", None: "for a person"}


def as_markdown(review: Review, catalogue: Catalogue, shelf: LawShelf) -> str:
    """The whole review; rows that do not apply are counted and left to the workbook."""
    writer = _Writer(review, catalogue, shelf)
    return "\n".join(writer.lines()) + "\n"


class _Writer:
    def __init__(self, review: Review, catalogue: Catalogue, shelf: LawShelf) -> None:
        self._review = review
        self._catalogue = catalogue
        self._shelf = shelf
        self._sources = Sources.of(review)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._documents()
        yield from self._questions()
        yield from self._conflicts()
        yield from self._observations()
        for verdict, title in _ORDER:
            yield from self._chapter(verdict, title)
        yield from self._method()

    def _head(self) -> Iterator[str]:
        profile, ledger = self._review.profile, self._review.ledger
        yield f"# Review of {inline(profile.name)} {inline(profile.version)}"
        yield ""
        yield (
            f"{profile.framework.act.label} class {profile.risk_class}. Made for "
            f"{self._review.manifest.made_for.isoformat()}. A reading aid: a person decides."
        )
        yield ""
        yield "| verdict | rows |"
        yield "|---|---|"
        yield from (f"| {name} | {count} |" for name, count in ledger.verdicts.items())
        yield ""

    def _documents(self) -> Iterator[str]:
        types = load_document_types()
        yield "## What was read"
        yield ""
        yield "| document | type | pages | not readable |"
        yield "|---|---|---|---|"
        for document in self._review.documents:
            code = self._review.document_types.get(document.id, "")
            kind = types[code].name if code else "not recognised"
            unread = ", ".join(map(str, document.unreadable_pages)) or "-"
            pages = len(document.pages) or "-"
            yield f"| {inline(document.name)} | {kind} | {pages} | {unread} |"
        for failure in self._review.failures:
            why = f"{failure.reason.value}: {inline(failure.detail)}"
            yield f"| {inline(failure.name)} | - | - | {why} |"
        yield ""
        yield from (f"- {inline(warning)}" for warning in self._review.ledger.warnings)
        yield ""

    def _questions(self) -> Iterator[str]:
        if not self._review.ledger.questions:
            return
        conditions = load_vocabulary().conditions
        yield "## Questions that keep rows open"
        yield ""
        for name, rows in self._review.ledger.questions.items():
            question = conditions[name].question if name in conditions else name
            yield f"- {question} (`{name}` in the profile; decides {rows} rows)"
        yield ""

    def _conflicts(self) -> Iterator[str]:
        if not self._review.conflicts:
            return
        yield "## Facts that the documents state differently"
        yield ""
        for conflict in self._review.conflicts:
            yield f"- **{inline(conflict.subject)}**"
            for value, citation in conflict.values:
                yield f"  - {inline(value)}: {_place(self._sources.quote(citation))}"
        yield ""

    def _observations(self) -> Iterator[str]:
        if not self._review.observations:
            return
        yield "## Broken chains and outdated law"
        yield ""
        for observation in self._review.observations:
            yield f"- **{observation.kind.value}: {inline(observation.subject)}**"
            yield f"  - {inline(observation.told)}"
            for citation in observation.citations:
                yield f"  - {_place(self._sources.quote(citation))}"
        yield ""

    def _chapter(self, verdict: Verdict, title: str) -> Iterator[str]:
        findings = [f for f in self._review.findings if f.verdict is verdict]
        if not findings:
            return
        yield f"## {title} ({len(findings)})"
        yield ""
        for finding in findings:
            yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[str]:
        row = self._catalogue.get(finding.obligation)
        law = self._shelf.quote(row)
        answer = self._review.applicability[finding.obligation]
        since = f" Applies from {answer.applies_from}." if answer.applies_from else ""
        yield f"### {row.pinpoint.label}: {row.title}"
        yield ""
        yield f"{finding.verdict.value.capitalize()}: {inline(finding.reason)}.{since}"
        yield from (f"Superseded: {change}" for change in law.superseded)
        yield ""
        for result in finding.criteria:
            yield from self._criterion(result)
        yield from (f"- {inline(told)}" for told in differences(finding))
        yield ""

    def _criterion(self, result: CriterionResult) -> Iterator[str]:
        note = f" ({result.reason})" if result.reason else ""
        yield f"- {_MET[result.met]}: {result.criterion}{note}"
        for evidence in result.evidence:
            quote = self._sources.quote(evidence.citation)
            yield f"  - {evidence.assertion.value}: {_place(quote)}"

    def _method(self) -> Iterator[str]:
        manifest = self._review.manifest
        yield "## How this was made"
        yield ""
        yield f"- citemark {manifest.citemark}, assessor: {manifest.assessor}"
        yield f"- catalogue {manifest.catalogue[:16]}, embedding {manifest.embedding}"
        law = ", ".join(manifest.law) or "none added: obligations are paraphrased by citemark"
        yield f"- official texts: {law}"
        yield ""
        yield "## What was searched, and what was not"
        yield ""
        yield from (f"- {line}" for line in ledger_lines(self._review, self._sources))


def _place(quote: Quote) -> str:
    page = f", page {quote.page}" if quote.page else ""
    section = f", {inline(quote.section[-1])}" if quote.section else ""
    return f'"{inline(quote.words)}" - {inline(quote.name)}{page}{section}'
