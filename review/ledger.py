"""The ledger of a review: what was read, searched and checked, and what was not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import ingest
from domain.device import Applicability
from domain.finding import DocumentCitation, Finding, Ledger, Verdict
from domain.observation import Observation, ObservationKind
from regulations.applicability import open_questions
from review.corpus import Corpus


def make_ledger(
    corpus: Corpus,
    findings: Sequence[Finding],
    answers: Mapping[str, Applicability],
    observations: Sequence[Observation],
    to_models: Sequence[DocumentCitation],
) -> Ledger:
    """The ledger of the findings on a corpus; `answers` are those of the reviewed rows alone.

    `to_models` are the places of the corpus whose words speak to a model.
    """
    pages = [page for document in corpus.documents for page in document.pages]
    reaching = [f for f in findings if f.verdict is not Verdict.NOT_APPLICABLE]
    told = (f"{d.name}: {warning}" for d in corpus.documents for warning in d.warnings)
    return Ledger(
        documents_read=len(corpus.documents),
        documents_failed=len(corpus.failures),
        pages_read=sum(page.readable for page in pages),
        pages_unreadable=sum(not page.readable for page in pages),
        passages=len(corpus.passages),
        verdicts={v.value: sum(f.verdict is v for f in findings) for v in Verdict},
        not_evidence=_not_evidence(findings),
        questions=open_questions(answers),
        warnings=tuple(told),
        kept_out=tuple(to_models),
        hidden=_places(corpus, ingest.hidden_text),
        checked=len(reaching),
        pages_recognised=sum(page.recognised for page in pages),
        undetermined=_undetermined(reaching),
        not_at_hand=_not_at_hand(observations),
        not_in_force=_not_in_force(reaching, answers),
    )


def counted(ledger: Ledger, findings: Sequence[Finding]) -> Ledger:
    """The ledger with what it counts of findings taken anew."""
    reaching = [f for f in findings if f.verdict is not Verdict.NOT_APPLICABLE]
    return replace(
        ledger,
        verdicts={v.value: sum(f.verdict is v for f in findings) for v in Verdict},
        not_evidence=_not_evidence(findings),
        undetermined=_undetermined(reaching),
    )


def _not_evidence(findings: Sequence[Finding]) -> dict[str, int]:
    """Places that named a matter and were not taken as evidence, each counted once."""
    places = {
        (evidence.citation, evidence.assertion.value)
        for finding in findings
        for result in finding.criteria
        for evidence in result.evidence
    }
    counts = Counter(assertion for _, assertion in places)
    counts.pop("asserted", None)
    return dict(sorted(counts.items()))


def _places(corpus: Corpus, find: ingest.FindPlaces) -> tuple[DocumentCitation, ...]:
    return tuple(DocumentCitation(d.id, span) for d in corpus.documents for span in find(d))


def _undetermined(findings: Sequence[Finding]) -> dict[str, int]:
    """Rows left open, by reason, the reason of most rows first."""
    counts = Counter(f.reason for f in findings if f.verdict is Verdict.UNDETERMINED)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _not_at_hand(observations: Sequence[Observation]) -> tuple[str, ...]:
    missing = (o.missing for o in observations if o.kind is ObservationKind.MISSING_DOCUMENT)
    return tuple(sorted(set(missing)))


def _not_in_force(
    findings: Sequence[Finding], answers: Mapping[str, Applicability]
) -> dict[str, int]:
    """Rows that apply only from a day after the one of the review, by that day."""
    later = (answers[f.obligation] for f in findings)
    days = (a.applies_from for a in later if not a.in_force and a.applies_from)
    return dict(sorted(Counter(day.isoformat() for day in days).items()))
