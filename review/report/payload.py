"""A review as plain data, and as JSON whose bytes depend on nothing else.

The layout is a contract: `device`, `manifest`, `documents`, `findings`, `conflicts`,
`observations`, `ledger`.
Every quote is read back from its document at the offsets beside it.
"""

import json
from collections.abc import Mapping

from domain.device import DeviceProfile
from domain.finding import CriterionResult, DocumentCitation, Evidence, Finding, Review
from domain.law import Catalogue, Obligation
from domain.observation import Observation
from review.law import LawQuote, LawShelf
from review.report.model_part import finding_payload, model_payload
from review.verify import Sources

Plain = dict[str, object]


def review_json(review: Review, catalogue: Catalogue, shelf: LawShelf) -> bytes:
    """The review as UTF-8 JSON; the same review gives the same bytes."""
    payload = as_payload(review, catalogue, shelf)
    return (json.dumps(payload, ensure_ascii=False, indent=1) + "\n").encode()


def as_payload(review: Review, catalogue: Catalogue, shelf: LawShelf) -> Plain:
    """The review as dictionaries, lists, strings and numbers."""
    sources = Sources.of(review)
    return {
        "device": device_payload(review.profile),
        "manifest": _manifest(review),
        "documents": _documents(review),
        "findings": [
            _finding(finding, catalogue.get(finding.obligation), review, sources, shelf)
            for finding in review.findings
        ],
        "conflicts": _conflicts(review, sources),
        "observations": [_observation(o, sources) for o in review.observations],
        "ledger": _ledger(review, sources),
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


def _finding(
    finding: Finding, row: Obligation, review: Review, sources: Sources, shelf: LawShelf
) -> Plain:
    cited = {citation: number for number, citation in enumerate(finding.citations)}
    answer = review.applicability[finding.obligation]
    return {
        "obligation": row.id,
        "pinpoint": row.pinpoint.label,
        "title": row.title,
        "act": row.pinpoint.act.value,
        "tier": row.tier.value,
        "from": answer.applies_from.isoformat() if answer.applies_from else None,
        "in_force": answer.in_force,
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "applicability": answer.reason,
        "criteria": [_criterion(result, cited) for result in finding.criteria],
        "citations": [citation_payload(citation, sources) for citation in cited],
        "searched": _searched(finding),
        "law": law_payload(shelf.quote(row)),
        "assessor": finding.assessor,
        **finding_payload(finding, cited),
    }


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


def citation_payload(citation: DocumentCitation, sources: Sources) -> Plain:
    """A place in a document with the words that stand there."""
    quote = sources.quote(citation)
    return {
        "document": quote.name,
        "sha256": quote.document,
        "page": quote.page,
        "section": " > ".join(quote.section),
        "start": quote.span.start,
        "end": quote.span.end,
        "quote": quote.words,
    }


def _searched(finding: Finding) -> Plain | None:
    if finding.searched is None:
        return None
    return {
        "documents": len(finding.searched.documents),
        "passages": finding.searched.passages,
        "nearest": [
            {"sha256": c.document, "start": c.span.start, "end": c.span.end}
            for c in finding.searched.nearest
        ],
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
