"""A review on one screen: what was read, the verdicts, and what to look at first."""

from collections.abc import Iterator

from domain.finding import Review, Verdict
from domain.law import Catalogue, Tier
from regulations.vocabulary import load_vocabulary
from review.report.model_part import model_rows
from review.verify import Sources

_SHOWN = 12


def summary_lines(review: Review, catalogue: Catalogue) -> Iterator[str]:
    """The lines of the summary."""
    ledger, profile = review.ledger, review.profile
    yield (
        f"{profile.name} {profile.version}, {profile.framework.act.label} class "
        f"{profile.risk_class}, law as of {review.manifest.made_for}"
    )
    yield (
        f"{ledger.documents_read} documents, {ledger.pages_read} pages, {ledger.passages} passages "
        f"searched for every row; {ledger.pages_unreadable} pages could not be read"
    )
    yield ""
    yield from (f"{count:>5}  {name}" for name, count in ledger.verdicts.items())
    yield from _conflicts(review)
    yield from _gaps(review, catalogue)
    yield from _questions(review)
    yield from _model(review)


def _conflicts(review: Review) -> Iterator[str]:
    sources = Sources.of(review)
    if review.conflicts:
        yield "\nThe documents disagree:"
    for conflict in review.conflicts:
        yield f"  {conflict.subject}"
        for value, citation in conflict.values:
            quote = sources.quote(citation)
            page = f", page {quote.page}" if quote.page else ""
            yield f"    {value} - {quote.name}{page}"


def _gaps(review: Review, catalogue: Catalogue) -> Iterator[str]:
    gaps = [(catalogue.get(f.obligation), f) for f in review.findings if f.verdict is Verdict.GAP]
    core = [(row, f) for row, f in gaps if row.tier is Tier.CORE]
    if core:
        yield f"\nGaps in core rows ({len(core)}):"
    for row, finding in core[:_SHOWN]:
        yield f"  {row.pinpoint.label}: {row.title}"
        yield f"    {finding.reason}"
    if len(core) > _SHOWN:
        yield f"  and {len(core) - _SHOWN} more"


def _questions(review: Review) -> Iterator[str]:
    conditions = load_vocabulary().conditions
    if review.ledger.questions:
        yield "\nUnknown facts that keep rows open:"
    for name, rows in review.ledger.questions.items():
        asked = conditions[name].question if name in conditions else name
        yield f"  {asked} ({name}: decides {rows})"


def _model(review: Review) -> Iterator[str]:
    rows = list(model_rows(review))
    if rows:
        yield "\nA model read too; citemark's own checks decided:"
    yield from (f"  {what}: {value}" for what, value in rows)
