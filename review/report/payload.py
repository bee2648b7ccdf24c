"""A review as plain data, and as JSON whose bytes depend on nothing else.

`layout.py` is the contract of what stands in it. Every quote is read back from its document at
the offsets beside it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.device import DeviceProfile
from domain.finding import Assertion, CriterionResult, DocumentCitation, Evidence, Finding, Review
from domain.law import Catalogue, Obligation
from domain.observation import Observation
from regulations.crosswalk import topic_of
from review.fingerprint import fingerprints
from review.law import LawQuote, LawShelf
from review.record import Record
from review.report.checklist import STATED, Checklist
from review.report.layout import Report
from review.report.model_part import differences, finding_payload, model_payload
from review.report.places import Plain, citation_payload
from review.report.record import people_payload, record_payload
from review.report.revision import revision_of
from review.report.standards import standards_in
from review.verify import Sources

__all__ = [
    "Plain",
    "as_json",
    "as_payload",
    "citation_payload",
    "device_payload",
    "law_payload",
    "report_of",
    "review_json",
]


def review_json(
    review: Review, catalogue: Catalogue, shelf: LawShelf, record: Record | None = None
) -> bytes:
    """The review as UTF-8 JSON; the same review and record give the same bytes."""
    return as_json(as_payload(review, catalogue, shelf, record))


def as_json(payload: Plain) -> bytes:
    """Plain data as the bytes of a file."""
    return (json.dumps(payload, ensure_ascii=False, indent=1) + "\n").encode()


def report_of(
    review: Review, catalogue: Catalogue, shelf: LawShelf, record: Record | None = None
) -> Report:
    """The review as what every file of it is drawn from."""
    return Report.model_validate(as_payload(review, catalogue, shelf, record))


def as_payload(
    review: Review, catalogue: Catalogue, shelf: LawShelf, record: Record | None = None
) -> Plain:
    """The review, with what people decided where it is kept, as plain data."""
    sources = Sources.of(review)
    rows = _Rows(review, sources, shelf, Checklist.of(review), fingerprints(review), record)
    return {
        "device": device_payload(review.profile),
        "manifest": _manifest(review),
        "documents": _documents(review),
        "findings": [
            rows.finding(finding, catalogue.get(finding.obligation)) for finding in review.findings
        ],
        "conflicts": _conflicts(review, sources),
        "observations": [_observation(o, sources) for o in review.observations],
        "ledger": _ledger(review, sources),
        "record": record_payload(record) if record else None,
    }


def device_payload(profile: DeviceProfile) -> Plain:
    """The profile as it was given."""
    return {
        "name": profile.name,
        "version": profile.version,
        "framework": profile.framework.value,
        "class": profile.risk_class,
        "facts": {name: fact.value for name, fact in sorted(profile.facts.items())},
    }


def _manifest(review: Review) -> Plain:
    manifest = review.manifest
    return {
        "citemark": manifest.citemark,
        "catalogue": manifest.catalogue,
        "assessor": manifest.assessor,
        "splitter": manifest.splitter,
        "embedding": manifest.embedding,
        "profile": manifest.profile,
        "law": list(manifest.law),
        "documents": list(manifest.documents),
        "made_for": manifest.made_for.isoformat(),
        "model": model_payload(manifest.model),
    }


def _documents(review: Review) -> list[Plain]:
    read: list[Plain] = [
        {
            "name": document.name,
            "sha256": document.id,
            "type": review.document_types.get(document.id) or None,
            "pages": len(document.pages) or None,
            "unreadable_pages": list(document.unreadable_pages),
            "warnings": list(document.warnings),
            "error": None,
            "title": document.title,
            "revision": revision_of(document),
        }
        for document in review.documents
    ]
    failed: list[Plain] = [
        {
            "name": failure.name,
            "sha256": failure.sha256 or None,
            "type": None,
            "pages": None,
            "unreadable_pages": [],
            "warnings": [],
            "error": {"reason": failure.reason.value, "detail": failure.detail},
        }
        for failure in review.failures
    ]
    return read + failed


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows of one review share."""

    review: Review
    sources: Sources
    shelf: LawShelf
    checklist: Checklist
    fingerprints: Mapping[str, str]
    record: Record | None

    def finding(self, finding: Finding, row: Obligation) -> Plain:
        """One row of the review."""
        cited = {citation: number for number, citation in enumerate(finding.citations)}
        answer = self.review.applicability[finding.obligation]
        return {
            "obligation": row.id,
            "pinpoint": row.pinpoint.label,
            "title": row.title,
            "act": row.pinpoint.act.value,
            "division": row.division,
            "topic": topic_of(row).name,
            "tier": row.tier.value,
            "applies": answer.applies.value,
            "from": answer.applies_from.isoformat() if answer.applies_from else None,
            "in_force": answer.in_force,
            "verdict": finding.verdict.value,
            "reason": finding.reason,
            "applicability": answer.reason,
            "criteria": [_criterion(result, cited) for result in finding.criteria],
            "citations": [citation_payload(citation, self.sources) for citation in cited],
            "searched": _searched(finding, self.sources),
            "standards": list(standards_in(self._asserted(finding))),
            "stated": self._stated(row),
            "law": law_payload(self.shelf.quote(row)),
            "assessor": finding.assessor,
            **finding_payload(finding, cited),
            "model_told": list(differences(finding)),
            "fingerprint": self.fingerprints[row.id],
            "people": people_payload(self.record.rows[row.id], self.sources)
            if self.record
            else None,
        }

    def _asserted(self, finding: Finding) -> Iterator[str]:
        for result in finding.criteria:
            for evidence in result.evidence:
                if evidence.assertion is Assertion.ASSERTED:
                    yield self.sources.quote(evidence.citation).words

    def _stated(self, row: Obligation) -> Plain | None:
        own = row.pinpoint.act is self.review.profile.framework.act
        found = self.checklist.stated(row.pinpoint) if own else None
        if found is None:
            return None
        said = {name: found.fields.get(name, "") for name in STATED}
        return {**said, "place": citation_payload(found.place, self.sources)}


def _criterion(result: CriterionResult, cited: Mapping[DocumentCitation, int]) -> Plain:
    return {
        "text": result.criterion,
        "met": result.met,
        "reason": result.reason,
        "citations": [cited[e.citation] for e in result.evidence],
        "evidence": [_evidence(e, cited) for e in result.evidence],
    }


def _evidence(evidence: Evidence, cited: Mapping[DocumentCitation, int]) -> Plain:
    return {
        "citation": cited[evidence.citation],
        "standing": evidence.assertion.value,
        "note": evidence.note,
    }


def _searched(finding: Finding, sources: Sources) -> Plain | None:
    if finding.searched is None:
        return None
    return {
        "documents": len(finding.searched.documents),
        "passages": finding.searched.passages,
        "nearest": [citation_payload(c, sources) for c in finding.searched.nearest],
    }


def law_payload(quote: LawQuote) -> Plain:
    """The law's side: official words or null, never our paraphrase in their place."""
    return {
        "pinpoint": str(quote.pinpoint),
        "version": quote.version.label if quote.version else None,
        "quote": quote.words,
        "paraphrase": quote.paraphrase,
        "superseded": list(quote.superseded),
        "url": quote.url,
    }


def _conflicts(review: Review, sources: Sources) -> list[Plain]:
    return [
        {
            "subject": conflict.subject,
            "obligations": list(conflict.obligations),
            "readings": [
                {"value": value, **citation_payload(citation, sources)}
                for value, citation in conflict.values
            ],
        }
        for conflict in review.conflicts
    ]


def _observation(observation: Observation, sources: Sources) -> Plain:
    return {
        "kind": observation.kind.value,
        "subject": observation.subject,
        "told": observation.told,
        "missing": observation.missing or None,
        "obligations": list(observation.obligations),
        "source": observation.source or None,
        "citations": [citation_payload(c, sources) for c in observation.citations],
    }


def _ledger(review: Review, sources: Sources) -> Plain:
    ledger = review.ledger
    return {
        "documents_read": ledger.documents_read,
        "documents_failed": ledger.documents_failed,
        "pages_read": ledger.pages_read,
        "pages_recognised": ledger.pages_recognised,
        "pages_unreadable": ledger.pages_unreadable,
        "passages": ledger.passages,
        "obligations_checked": ledger.checked,
        "verdicts": dict(ledger.verdicts),
        "undetermined": dict(ledger.undetermined),
        "not_in_force": dict(ledger.not_in_force),
        "not_evidence": dict(ledger.not_evidence),
        "questions": dict(ledger.questions),
        "documents_not_at_hand": list(ledger.not_at_hand),
        "hidden_text": [citation_payload(c, sources) for c in ledger.hidden],
        "kept_out": [citation_payload(c, sources) for c in ledger.kept_out],
        "warnings": list(ledger.warnings),
        "assisted": dict(ledger.assisted),
    }
