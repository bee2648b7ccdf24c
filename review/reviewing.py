"""A whole review: which obligations reach the device, and what the documents say to each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

import ingest
from domain.device import Applicability, Applies, DeviceProfile
from domain.finding import Conflict, DocumentCitation, Finding, Manifest, Review, Verdict
from domain.law import Catalogue, LawVersion, Obligation
from domain.observation import Observation
from domain.pinpoint import Act
from domain.ports import JudgementCache, Progress
from regulations.applicability import applicability
from regulations.lexicon import load_lexicon
from regulations.profile import digest
from regulations.repeated_facts import obligations_by_fact
from retrieval.embedding import Embedder
from review.affinity import Affinity
from review.assess import RuleAssessor
from review.chains import observe
from review.chains.said import Said
from review.class_doubt import with_class_doubt
from review.corpus import Corpus
from review.evidence_search import EvidenceSearch
from review.facts import RepeatedFact, find_conflicts
from review.helpers import Helpers
from review.kept_documents import KeptDocuments
from review.kept_facts import kept_facts
from review.kept_said import kept_said
from review.ledger import make_ledger
from review.mapping import kept_affinity
from review.shared_work import SharedWork

_PROFILE = "applicability (device profile)"
_Row = tuple[Obligation, Applicability]
"""An obligation of the device's acts, and whether it reaches the device."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a review stands on besides the documents and the device: the law as of a day.

    What was `judged` of a document before, and whatever else was read in it, is used again, which
    changes nothing but the time. `kept` is what was taken from there already; `answers` say which
    obligations reach the device, where that is known already. `helpers` judge a part of the
    documents, None where this process does all.
    """

    on: date
    catalogue: Catalogue
    law: tuple[LawVersion, ...]
    embedding: str
    judged: JudgementCache | None = None
    kept: KeptDocuments | None = None
    helpers: Helpers | None = None
    answers: Mapping[str, Applicability] | None = None


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
    answers = ground.answers or applicability(ground.catalogue, profile, ground.on)
    rows = [(row, answers[row.id]) for row in _rows(ground.catalogue, profile)]
    kept = ground.kept or KeptDocuments(corpus, ground.judged, ground.embedding)
    search = EvidenceSearch(corpus, load_lexicon(), affinity, kept)
    assessor = RuleAssessor(corpus, load_lexicon(), affinity, search)
    asked = [row for row, answer in rows if answer.applies is not Applies.NO]
    work = SharedWork(corpus, profile, asked, search, kept, assessor.references)
    found = _found(work, assessor, rows, ground.helpers, progress or untold)
    conflicts = find_conflicts(found.facts, obligations_by_fact(profile.framework.act))
    findings = _disputed(found.findings, conflicts, profile)
    reached = {row.id: answer for row, answer in rows}
    return Review(
        profile=profile,
        documents=corpus.documents,
        failures=corpus.failures,
        document_types={key: code or "" for key, code in corpus.types.items()},
        applicability=reached,
        findings=findings,
        conflicts=conflicts,
        ledger=make_ledger(corpus, findings, reached, found.observations, found.said.to_models),
        manifest=_manifest(corpus, profile, ground, assessor.name),
        observations=found.observations,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the documents say: to each obligation, as facts, in words that chains rest on."""

    findings: tuple[Finding, ...]
    facts: tuple[RepeatedFact, ...]
    said: Said
    observations: tuple[Observation, ...]


def _found(
    work: SharedWork,
    assessor: RuleAssessor,
    rows: Sequence[_Row],
    helpers: Helpers | None,
    progress: Progress,
) -> _Found:
    """Read all documents, with helpers where there are any, and keep what each of them says."""
    corpus, profile, kept, judged = work.corpus, work.profile, work.kept, work.search.judged
    with work.begun(helpers) as helped:
        told = untold if helped.judge(progress) else progress
        findings = tuple(_findings(rows, assessor, told))
        judged.keep()
        facts, said = kept_facts(corpus, profile, kept), kept_said(corpus, kept)
        observations = observe(corpus, profile, helped.links(said), said)
    kept.keep()
    progress(len(rows), len(rows), _taken(judged.taken, len(corpus.documents)))
    return _Found(findings, facts, said, observations)


def review_by_meaning(
    corpus: Corpus,
    profile: DeviceProfile,
    ground: Ground,
    embedder: Embedder,
    progress: Progress | None = None,
) -> Review:
    """`review`, with what is near to what taken from the vectors of an embedder."""
    answers = applicability(ground.catalogue, profile, ground.on)
    kept = KeptDocuments(corpus, ground.judged, ground.embedding)
    near = kept_affinity(kept, ground.catalogue, embedder, _reaching(answers), progress)
    return review(corpus, profile, replace(ground, kept=kept, answers=answers), near, progress)


def _reaching(answers: Mapping[str, Applicability]) -> set[str]:
    return {key for key, found in answers.items() if found.applies is not Applies.NO}


def _rows(catalogue: Catalogue, profile: DeviceProfile) -> list[Obligation]:
    acts = {profile.framework.act, Act.AIA}
    return [row for row in catalogue.obligations.values() if row.pinpoint.act in acts]


def _findings(
    rows: Sequence[_Row], assessor: RuleAssessor, progress: Progress
) -> Iterator[Finding]:
    for done, (row, answer) in enumerate(rows):
        progress(done, len(rows), row.pinpoint.label)
        yield _finding(row, answer, assessor)


def _taken(documents: int, every: int) -> str:
    """What the review does not say of itself: it is the same whether or not anything was kept."""
    return f"{documents} of {every} documents taken over as judged before" if documents else "done"


def untold(_done: int, _all: int, _what: str) -> None:
    """Tell nobody."""


def _finding(row: Obligation, answer: Applicability, assessor: RuleAssessor) -> Finding:
    if answer.applies is Applies.NO:
        return Finding(row.id, Verdict.NOT_APPLICABLE, answer.reason, assessor=_PROFILE)
    finding = assessor.assess(row)
    if answer.applies is Applies.UNKNOWN:
        return replace(finding, verdict=Verdict.UNDETERMINED, reason=answer.reason)
    return finding


def _disputed(
    found: Sequence[Finding], conflicts: Sequence[Conflict], profile: DeviceProfile
) -> tuple[Finding, ...]:
    """The findings with what documents disagree on, and with doubt of the class."""
    return with_class_doubt(tuple(_with_conflicts(one, conflicts) for one in found), profile)


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


def _manifest(corpus: Corpus, profile: DeviceProfile, ground: Ground, assessor: str) -> Manifest:
    return Manifest(
        citemark=version("citemark"),
        catalogue=ground.catalogue.digest,
        assessor=assessor,
        splitter=ingest.SPLITTER,
        embedding=ground.embedding,
        profile=digest(profile),
        law=tuple(law.label for law in ground.law),
        documents=tuple(sorted(document.id for document in corpus.documents)),
        made_for=ground.on,
    )
