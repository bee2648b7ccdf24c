"""The rows of a review as the table shows them, and which of them the filters let through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.finding import Finding, Review, Verdict
from domain.law import Catalogue, Obligation
from regulations.crosswalk import topic_of
from review.verify import Sources
from ui.parts.words import verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation with its finding."""

    obligation: Obligation
    finding: Finding
    topic: str
    evidence: str

    @property
    def searched_text(self) -> str:
        """What the text search looks in, in small letters."""
        row = self.obligation
        parts = (row.id, row.pinpoint.label, row.title, self.finding.reason, self.evidence)
        return " ".join((*parts, self.topic)).lower()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: an empty choice lets everything through."""

    verdicts: frozenset[Verdict] = frozenset()
    acts: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    topic: str = ""
    words: str = ""

    def passes(self, row: Row) -> bool:
        """Whether the row is shown."""
        pinpoint = row.obligation.pinpoint
        return (
            (not self.verdicts or row.finding.verdict in self.verdicts)
            and (not self.acts or pinpoint.act.value in self.acts)
            and (not self.tiers or row.obligation.tier.value in self.tiers)
            and (not self.topic or row.topic == self.topic)
            and all(word in row.searched_text for word in self.words.lower().split())
        )


def rows_of(review: Review, catalogue: Catalogue) -> tuple[Row, ...]:
    """All rows of a review, in reading order of the acts."""
    sources = Sources.of(review)
    return tuple(
        Row(row, finding, topic_of(row).name, _evidence(finding, sources))
        for finding in review.findings
        for row in [catalogue.get(finding.obligation)]
    )


def _evidence(finding: Finding, sources: Sources) -> str:
    """The first cited place that counts, and how many more there are."""
    counting = [
        evidence.citation
        for result in finding.criteria
        for evidence in result.evidence
        if evidence.assertion.value == "asserted"
    ]
    places = list(dict.fromkeys([*finding.conflicting, *counting]))
    if not places:
        return ""
    quote = sources.quote(places[0])
    page = f", p. {quote.page}" if quote.page else ""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{quote.name}{page}{more}"


def columns_of(rows: Sequence[Row]) -> Mapping[str, list[str]]:
    """The table, column by column."""
    return {
        "Verdict": [verdict(row.finding.verdict) for row in rows],
        "Requirement": [row.obligation.pinpoint.label for row in rows],
        "What it asks": [row.obligation.title for row in rows],
        "Reason": [row.finding.reason for row in rows],
        "Evidence": [row.evidence for row in rows],
        "Tier": [row.obligation.tier.value for row in rows],
        "Topic": [row.topic for row in rows],
    }
