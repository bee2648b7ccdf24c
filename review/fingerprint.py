"""What a person saw when deciding on a finding, in one digest: the same evidence, the same digest.

It holds the verdict and, for each cited place that speaks for or against the row, the words and
their standing; a heading or a mere mention does neither. Where the words stand is not in it: a
passage that moved to another page, or to the next revision of its file, is the same evidence.
Where nothing is cited the reason stands in its place, but for a gap: that nothing is there is the
same in however many documents it was looked for.
"""

import json
from collections.abc import Collection
from hashlib import sha256

from domain.finding import Assertion, DocumentCitation, Finding, Review, Verdict
from review.normalise import normalise
from review.verify import Sources

_CONFLICTING = "conflicting"
_SILENT = frozenset(
    kind.value
    for kind in (Assertion.MENTION, Assertion.HEADING, Assertion.ADVICE, Assertion.LAW_QUOTE)
)


def fingerprint(finding: Finding, review: Review) -> str:
    """The digest of what that finding of that review rests on."""
    return _digest(finding, Sources.of(review))


def fingerprints(review: Review, rows: Collection[str] | None = None) -> dict[str, str]:
    """The digest of every finding by obligation, or of those in `rows` only."""
    sources = Sources.of(review)
    asked = (one for one in review.findings if rows is None or one.obligation in rows)
    return {each.obligation: _digest(each, sources) for each in asked}


def _digest(finding: Finding, sources: Sources) -> str:
    said = standings(finding)
    places = [
        [
            said.get(citation, _CONFLICTING),
            normalise(sources.quote(citation).words),
        ]
        for citation in finding.citations
        if said.get(citation) not in _SILENT
    ]
    seen = {
        "verdict": finding.verdict.value,
        "places": sorted(places),
        "reason": "" if places or finding.verdict is Verdict.GAP else finding.reason,
    }
    return sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def standings(finding: Finding) -> dict[DocumentCitation, str]:
    """The standing of each place that a criterion cites; asserted where it is for any."""
    found: dict[DocumentCitation, str] = {}
    for result in finding.criteria:
        for evidence in result.evidence:
            if found.get(evidence.citation) != Assertion.ASSERTED.value:
                found[evidence.citation] = evidence.assertion.value
    return found
