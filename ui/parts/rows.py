"""The rows of a review as the table shows them, and which of them the filters let through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.decision import Effective, Standing
from domain.finding import DocumentCitation, Finding, Review, Verdict
from domain.law import Catalogue, Obligation
from regulations.crosswalk import topic_of
from review.verify import Sources
from ui.parts.names import short_names


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation with its finding.

    `evidence` is the first place that counts, in words; `documents` are the names of those with
    a place that counts, in order of use. `decided` is what people made of the finding.
    """

    obligation: Obligation
    finding: Finding
    topic: str
    evidence: str
    documents: tuple[str, ...] = ()
    decided: Effective | None = None

    @property
    def standing(self) -> Standing:
        """Where the row stands with people."""
        return self.decided.standing if self.decided else Standing.OPEN

    @property
    def searched_text(self) -> str:
        """What the text search looks in, in small letters."""
        row = self.obligation
        parts = (row.id, row.pinpoint.label, row.title, self.finding.reason, self.evidence)
        assignee = self.decided.assignee if self.decided else ""
        return " ".join((*parts, self.topic, assignee, *self.documents)).lower()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: an empty choice lets everything through."""

    verdicts: frozenset[Verdict] = frozenset()
    acts: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    topic: str = ""
    division: str = ""
    document: str = ""
    words: str = ""
    standings: frozenset[Standing] = frozenset()

    def passes(self, row: Row) -> bool:
        """Whether the row is shown."""
        pinpoint = row.obligation.pinpoint
        return (
            (not self.verdicts or row.finding.verdict in self.verdicts)
            and (not self.acts or pinpoint.act.value in self.acts)
            and (not self.standings or row.standing in self.standings)
            and (not self.tiers or row.obligation.tier.value in self.tiers)
            and (not self.topic or row.topic == self.topic)
            and (not self.division or row.obligation.division == self.division)
            and (not self.document or self.document in row.documents)
            and all(word in row.searched_text for word in self.words.lower().split())
        )


def rows_of(review: Review, catalogue: Catalogue) -> tuple[Row, ...]:
    """All rows of a review, in reading order of the acts."""
    sources = Sources.of(review)
    names = {document.id: document.name for document in review.documents}
    short = short_names(list(names.values()))
    return tuple(
        Row(
            row,
            finding,
            topic_of(row).name,
            _evidence(places, sources, short),
            _names(places, names),
        )
        for finding in review.findings
        for row in [catalogue.get(finding.obligation)]
        for places in [_counting(finding)]
    )


def _counting(finding: Finding) -> list[DocumentCitation]:
    """The places that are evidence or contradict each other, each once."""
    counting = [
        evidence.citation
        for result in finding.criteria
        for evidence in result.evidence
        if evidence.assertion.value == "asserted"
    ]
    return list(dict.fromkeys([*finding.conflicting, *counting]))


def _names(places: Sequence[DocumentCitation], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[place.document] for place in places))


def _evidence(
    places: Sequence[DocumentCitation], sources: Sources, short: Mapping[str, str]
) -> str:
    """The first cited place that counts, in short, and how many more there are."""
    if not places:
        return ""
    quote = sources.quote(places[0])
    page = f", p. {quote.page}" if quote.page else ""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{short[quote.name]}{page}{more}"
