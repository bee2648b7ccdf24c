"""A whole review: which obligations reach the device, and what the documents say to each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

import ingest
from domain.device import Applicability, Applies, DeviceProfile
from domain.finding import Conflict, DocumentCitation, Finding, Ledger, Manifest, Review, Verdict
from domain.law import Catalogue, LawVersion, Obligation
from domain.pinpoint import Act
from domain.ports import Progress
from regulations.applicability import applicability, open_questions
from regulations.lexicon import load_lexicon
from regulations.profile import digest
from regulations.repeated_facts import obligations_by_fact
from review.assess import ASSESSOR, RuleAssessor
from review.corpus import Corpus
from review.evidence import Affinity
from review.facts import extract_facts, find_conflicts

_PROFILE = "applicability (device profile)"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a review stands on besides the documents and the device: the law as of a day."""

    on: date
    catalogue: Catalogue
    law: tuple[LawVersion, ...]
    embedding: str


def review(
    corpus: Corpus,
    profile: DeviceProfile,
    ground: Ground,
    affinity: Affinity,
    progress: Progress | None = None,
) -> Review:
    """Review the documents for the device, as the law stands on a day.

    Findings come in the order of the catalogue, for the acts that the device falls under. Same
    documents, profile and ground: same review.
    """
    answers = applicability(ground.catalogue, profile, ground.on)
    rows = _rows(ground.catalogue, profile)
    assessor = RuleAssessor(corpus, load_lexicon(), affinity)
    findings = tuple(
        _finding(row, answers[row.id], assessor) for row in _told(rows, progress or _silent)
    )
    conflicts = find_conflicts(
        extract_facts(corpus, profile), obligations_by_fact(profile.framework.act)
    )
    findings = tuple(_with_conflicts(finding, conflicts) for finding in findings)
    return Review(
        profile=profile,
        documents=corpus.documents,
        failures=corpus.failures,
        document_types={key: code or "" for key, code in corpus.types.items()},
        applicability={row.id: answers[row.id] for row in rows},
        findings=findings,
        conflicts=conflicts,
        ledger=_ledger(corpus, findings, answers, rows),
        manifest=_manifest(corpus, profile, ground),
    )


def _rows(catalogue: Catalogue, profile: DeviceProfile) -> list[Obligation]:
    acts = {profile.framework.act, Act.AIA}
    return [row for row in catalogue.obligations.values() if row.pinpoint.act in acts]


def _told(rows: Sequence[Obligation], progress: Progress) -> Iterator[Obligation]:
    for done, row in enumerate(rows):
        progress(done, len(rows), row.pinpoint.label)
        yield row
    progress(len(rows), len(rows), "done")


def _silent(_done: int, _all: int, _what: str) -> None:
    """Tell nobody."""


def _finding(row: Obligation, answer: Applicability, assessor: RuleAssessor) -> Finding:
    if answer.applies is Applies.NO:
        return Finding(row.id, Verdict.NOT_APPLICABLE, answer.reason, assessor=_PROFILE)
    finding = assessor.assess(row)
    if answer.applies is Applies.UNKNOWN:
        return replace(finding, verdict=Verdict.UNDETERMINED, reason=answer.reason)
    return finding


def _with_conflicts(finding: Finding, conflicts: Sequence[Conflict]) -> Finding:
    mine = [conflict for conflict in conflicts if finding.obligation in conflict.obligations]
    if not mine or finding.verdict is Verdict.NOT_APPLICABLE:
        return finding
    places: tuple[DocumentCitation, ...] = tuple(c for m in mine for _, c in m.values)
    told = "; ".join(f"{m.subject}: {' against '.join(_readings(m))}" for m in mine)
    reason = f"the documents disagree on {told}"
    return replace(finding, verdict=Verdict.CONFLICT, reason=reason, conflicting=places)


def _readings(conflict: Conflict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value, _ in conflict.values))


def _ledger(
    corpus: Corpus,
    findings: Sequence[Finding],
    answers: Mapping[str, Applicability],
    rows: Sequence[Obligation],
) -> Ledger:
    pages = [page for document in corpus.documents for page in document.pages]
    unread = sum(not page.readable for page in pages)
    asked = open_questions({row.id: answers[row.id] for row in rows})
    told = (f"{d.name}: {warning}" for d in corpus.documents for warning in d.warnings)
    return Ledger(
        documents_read=len(corpus.documents),
        documents_failed=len(corpus.failures),
        pages_read=len(pages) - unread,
        pages_unreadable=unread,
        passages=len(corpus.passages),
        verdicts={v.value: sum(f.verdict is v for f in findings) for v in Verdict},
        not_evidence=_not_evidence(findings),
        questions=asked,
        warnings=tuple(told),
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


def _manifest(corpus: Corpus, profile: DeviceProfile, ground: Ground) -> Manifest:
    return Manifest(
        citemark=version("citemark"),
        catalogue=ground.catalogue.digest,
        assessor=ASSESSOR,
        splitter=ingest.SPLITTER,
        embedding=ground.embedding,
        profile=digest(profile),
        law=tuple(law.label for law in ground.law),
        documents=tuple(sorted(document.id for document in corpus.documents)),
        made_for=ground.on,
    )
