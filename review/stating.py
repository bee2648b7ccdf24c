"""One place as a statement of an answer: its words, and the sentence that answers."""

from collections.abc import Iterator
from datetime import date

from domain.document import Sentence, Span
from domain.finding import DocumentCitation, ProvisionCitation, Statement
from domain.pinpoint import Pinpoint
from ingest.sentences import sentence_spans
from retrieval.tokens import tokens
from review.asked_value import asked_value
from review.law import place_quote
from review.library import Library
from review.standing import caution

OURS = "(our paraphrase)"


def statement_of(place: Pinpoint, question: str, library: Library) -> Statement | None:
    """The statement of a place of the law; None where no words of it are at hand."""
    related, since = beside_of(place, library)
    row = library.catalogue.at(place)
    text = library.shelf.texts.get(place.act)
    if text and place in text.provisions:
        words = text.full_text(place)
        cited = ProvisionCitation(place, text.version.celex)
        return Statement(words, (cited,), answering_span(words, question), related, since)
    quote = place_quote(place, library.shelf, library.catalogue)
    paraphrase = row.title if row else quote.paraphrase if quote else ""
    if not paraphrase:
        return None
    told = f"{paraphrase} {OURS}"
    return Statement(told, (ProvisionCitation(place, ""),), None, related, since)


def statement_from(sentence: Sentence, question: str, *, is_plan: bool) -> Statement:
    """A sentence of a document as a statement; see `standing` for `is_plan`."""
    cited = DocumentCitation(sentence.document, sentence.span)
    text = " ".join(sentence.text.split())
    return Statement(text, (cited,), caution=caution(sentence, question, is_plan=is_plan))


def beside_of(place: Pinpoint, library: Library) -> tuple[tuple[Pinpoint, ...], date | None]:
    """The other act's places on the same, and the day from which a place binds the device meant."""
    row = library.catalogue.at(place)
    if row is None:
        return (), None
    related = tuple(Pinpoint.parse(link.obligation) for link in row.crosswalk)
    return related, library.applies_from.get(row.id)


def answering_span(words: str, question: str) -> Span | None:
    """The sentence of some words that answers best; None where they are one sentence.

    Words of the question count, and a value of the kind that is asked for.
    """
    spans = list(_sentences(words))
    if len(spans) <= 1:
        return None
    asked, value = set(tokens(question)), asked_value(question)

    def telling(span: Span) -> tuple[bool, int, int]:
        told = span.of(words)
        held = len(asked & set(tokens(told)))
        return (bool(held and value and value.stands_in(told)), held, -span.start)

    best = max(spans, key=telling)
    return best if telling(best)[1] else None


def _sentences(words: str) -> Iterator[Span]:
    start = 0
    for line in words.split("\n"):
        if line.strip():
            yield from sentence_spans(words, Span(start, start + len(line)))
        start += len(line) + 1
