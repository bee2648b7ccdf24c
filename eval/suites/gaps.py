"""Whole dossiers with planted faults: which gaps and conflicts are found, and which are invented.

- gap recall: of the planted gaps of content (denials, placeholders, intentions, advice, headings,
  silence), row by row, the share with one of the verdicts that are right for it;
- gap precision: of the rows called a gap that the dossier's list decides on, the share that is a
  planted one: a row that the list calls answered is a false gap. Rows that neither list names are
  left out, as nobody has labelled them;
- conflict recall: planted contradictions for which one conflict cites both places, or
  the same values in the same documents;
- false conflicts a dossier: conflicts that match no planted contradiction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.document import Document
from domain.finding import Conflict, Verdict
from eval.planted import ELSEWHERE, Dossier, Fault, Place, dossiers, find_words
from eval.results import Measured, Miss, SuiteResult, count, share
from eval.sample_reviews import Reviewed, reviewed
from review.assembly import Workbench

_FOUND = {Verdict.COVERED.value, Verdict.PARTIAL.value, Verdict.CONFLICT.value}
_ASIDE = Verdict.NOT_APPLICABLE.value
"""An answered row that does not reach the device by its profile is unscored."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One labelled row: what it was found to be, and whether that is right."""

    dossier: str
    fault: str
    obligation: str
    verdict: str
    right: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Scores:
    gaps: list[_Row]
    answered: list[_Row]
    conflicts: list[tuple[str, bool]]
    other: list[_Row]
    false_conflicts: list[str]


def run(bench: Workbench) -> SuiteResult:
    """Review every dossier and compare with what was planted."""
    found = {d.name: _score(d, reviewed(bench, d.documents, d.device)) for d in dossiers()}
    measures = _measures("all", list(found.values()))
    for name, scores in found.items():
        measures |= _measures(name, [scores])
    misses = [miss for name, scores in found.items() for miss in _misses(name, scores)]
    aside = sum(row.verdict == _ASIDE for scores in found.values() for row in scores.answered)
    return SuiteResult("gaps", measures, misses, unscored=aside)


def _score(dossier: Dossier, made: Reviewed) -> _Scores:
    contradictions = [f for f in dossier.faults if f.kind == "contradiction"]
    documents = {d.name.rpartition("/")[2]: d for d in made.corpus.documents}
    conflicts = made.review.conflicts
    found = [(f.name, any(_cites(c, f, documents) for c in conflicts)) for f in contradictions]
    false = [
        f"{c.subject}: {' / '.join(value for value, _ in c.values)}"
        for c in conflicts
        if not any(_cites(c, fault, documents) for fault in contradictions)
    ]
    gaps = [f for f in dossier.faults if f.kind not in ELSEWHERE]
    other = [f for f in dossier.faults if f.kind in ELSEWHERE]
    return _Scores(
        [row for fault in gaps for row in _rows(dossier.name, fault, made)],
        [_answered(dossier.name, key, made) for key in dossier.answered],
        found,
        [row for fault in other for row in _rows(dossier.name, fault, made)],
        false,
    )


def _rows(dossier: str, fault: Fault, made: Reviewed) -> list[_Row]:
    rows = []
    for key in fault.obligations:
        verdict, reason = _verdict(key, made)
        rows.append(_Row(dossier, fault.name, key, verdict, verdict in fault.expected, reason))
    return rows


def _answered(dossier: str, key: str, made: Reviewed) -> _Row:
    verdict, reason = _verdict(key, made)
    return _Row(dossier, "answered", key, verdict, verdict != Verdict.GAP.value, reason)


def _verdict(key: str, made: Reviewed) -> tuple[str, str]:
    """The verdict and its reason; a row without a finding has none and counts as wrong."""
    for finding in made.review.findings:
        if finding.obligation == key:
            return finding.verdict.value, finding.reason
    return "none", "no finding"


def _cites(conflict: Conflict, fault: Fault, documents: dict[str, Document]) -> bool:
    return all(_cites_place(conflict, place, documents) for place in fault.places)


def _cites_place(conflict: Conflict, place: Place, documents: dict[str, Document]) -> bool:
    """Whether a reading of the conflict stands at the place, or is its value in its document."""
    document = documents.get(place.document)
    span = find_words(document, place.words) if document else None
    if document is None or span is None:
        return False
    return any(
        c.document == document.id
        and ((c.span.start < span.end and span.start < c.span.end) or place.reading in value)
        for value, c in conflict.values
    )


def _measures(name: str, scores: Sequence[_Scores]) -> dict[str, Measured]:
    gaps = [row for one in scores for row in one.gaps]
    called = [True for row in gaps if row.verdict == Verdict.GAP.value]
    false = [row for one in scores for row in one.answered if not row.right]
    answered = [row for one in scores for row in one.answered if row.verdict != _ASIDE]
    conflicts = [ok for one in scores for _, ok in one.conflicts]
    invented = sum(len(one.false_conflicts) for one in scores) / len(scores)
    return {
        f"{name}/gap recall": share([row.right for row in gaps]),
        f"{name}/gap precision": share([*called, *(False for _ in false)]),
        f"{name}/answered rows called a gap": count(len(false), len(answered)),
        f"{name}/answered rows found": share([row.verdict in _FOUND for row in answered]),
        f"{name}/conflict recall": share(conflicts),
        f"{name}/false conflicts a dossier": count(invented, len(scores)),
        f"{name}/other planted rows as expected": share(
            [row.right for one in scores for row in one.other]
        ),
    }


def _misses(name: str, scores: _Scores) -> list[Miss]:
    missed = [_miss(row, "planted gap missed") for row in scores.gaps if not row.right]
    missed += [_miss(row, "answered row called a gap") for row in scores.answered if not row.right]
    missed += [_miss(row, "other planted row") for row in scores.other if not row.right]
    missed += [Miss(name, "conflict missed", fault) for fault, ok in scores.conflicts if not ok]
    return missed + [Miss(name, "false conflict", told) for told in scores.false_conflicts]


def _miss(row: _Row, kind: str) -> Miss:
    case = f"{row.dossier}/{row.fault}/{row.obligation}"
    return Miss(case, kind, f"{row.verdict}: {row.reason}"[:500])
