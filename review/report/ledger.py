"""The ledger of a review in words: what was read and searched, and what was left open and why."""

from collections.abc import Iterator, Mapping, Sequence

from domain.finding import DocumentCitation, Review
from review.report.model_part import model_rows
from review.report.safe import inline
from review.verify import Quote, Sources


def ledger_rows(review: Review, sources: Sources) -> Iterator[tuple[str, str]]:
    """What was counted, and its value in plain words as they stand."""
    ledger = review.ledger
    yield "Documents read", str(ledger.documents_read)
    yield "Documents that could not be read", str(ledger.documents_failed)
    yield "Pages read", str(ledger.pages_read)
    yield "Pages read by text recognition (OCR)", str(ledger.pages_recognised)
    yield "Pages that could not be read", str(ledger.pages_unreadable)
    yield "Passages searched for every obligation", str(ledger.passages)
    yield "Obligations checked", str(ledger.checked)
    yield from _counted("Verdict", ledger.verdicts)
    yield from _counted("Undetermined", ledger.undetermined)
    yield from _counted("Not yet in force, applies from", ledger.not_in_force)
    yield from _counted("Not evidence", ledger.not_evidence)
    yield from _counted("Open question", ledger.questions)
    yield from (("Cited and not at hand", code) for code in ledger.not_at_hand)
    yield from _places("Hidden text", ledger.hidden, sources)
    yield from _places("Speaks to a model, not to a reader", ledger.kept_out, sources)
    yield from model_rows(review)


def ledger_lines(review: Review, sources: Sources) -> Iterator[str]:
    """The ledger as lines of Markdown; nothing in them acts as markup."""
    for what, value in ledger_rows(review, sources):
        yield f"{inline(what)}: {inline(value)}"


def _counted(what: str, counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    return ((f"{what}: {name}", f"{count} rows") for name, count in counts.items())


def _places(
    what: str, places: Sequence[DocumentCitation], sources: Sources
) -> Iterator[tuple[str, str]]:
    return ((what, _place(sources.quote(citation))) for citation in places)


def _place(quote: Quote) -> str:
    page = f", page {quote.page}" if quote.page else ""
    section = f", {quote.section[-1]}" if quote.section else ""
    return f"{quote.name}{page}{section}"
