"""One place as a statement of an answer: its words, and the sentence that answers."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.document import BlockKind, Sentence, Span
from domain.finding import Assertion, DocumentCitation, ProvisionCitation, Statement
from domain.law import Obligation
from domain.pinpoint import Pinpoint
from ingest.sentences import sentence_spans
from retrieval.tokens import tokens
from review.asked_value import asked_value
from review.assertion import read_assertion
from review.assertion_clauses import Asked
from review.law import place_quote
from review.library import Library

OURS = "(our paraphrase)"
_NO_STATEMENT = {
    Assertion.PLANNED,
    Assertion.CONDITIONAL,
    Assertion.PLACEHOLDER,
    Assertion.ADVICE,
    Assertion.LAW_QUOTE,
}
"""What a reader may take for a statement; that something is denied its words tell themselves."""

_SILENT = {BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.RUNNING, BlockKind.TABLE_HEADER}


def statement_of(found: str, question: str, library: Library) -> Statement | None:
    """The statement of a pinpoint or passage id; None where no words of it are at hand."""
    if found in library.passages:
        return _of_passage(found, question, library)
    return _of_law(Pinpoint.parse(found), question, library)


def _of_passage(found: str, question: str, library: Library) -> Statement | None:
    sentence = _best_sentence(library.sentences.get(found, ()), question)
    if sentence is None:
        return None
    cited = DocumentCitation(sentence.document, sentence.span)
    text = " ".join(sentence.text.split())
    return Statement(text, (cited,), caution=_caution(sentence, library))


def _caution(sentence: Sentence, library: Library) -> str:
    """Why a sentence is no plain statement, though it may answer what was asked."""
    asked = Asked(is_plan=sentence.document in library.plans)
    reading = read_assertion(sentence, asked)
    if reading.assertion not in _NO_STATEMENT:
        return ""
    return f"{reading.assertion.value}, not asserted" + (f": {reading.note}" * bool(reading.note))


def _of_law(place: Pinpoint, question: str, library: Library) -> Statement | None:
    related, since = beside_of(place, library)
    row = _row_of(place, library)
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


def beside_of(place: Pinpoint, library: Library) -> tuple[tuple[Pinpoint, ...], date | None]:
    """The other act's places on the same, and the day from which a place binds the device meant."""
    row = _row_of(place, library)
    if row is None:
        return (), None
    related = tuple(Pinpoint.parse(link.obligation) for link in row.crosswalk)
    return related, library.applies_from.get(row.id)


def _row_of(place: Pinpoint, library: Library) -> Obligation | None:
    """The obligation at a place, or at the nearest place that holds it."""
    above: Pinpoint | None = place
    while above is not None:
        if (row := library.catalogue.obligations.get(str(above))) is not None:
            return row
        above = above.parent
    return None


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


def _best_sentence(sentences: Sequence[Sentence], question: str) -> Sentence | None:
    """The sentence of a passage that shares most words with the question, headings aside."""
    asked = set(tokens(question))
    stated = [s for s in sentences if s.block.kind not in _SILENT]
    return max(
        stated,
        key=lambda s: (len(asked & set(tokens(s.text))), -s.span.start),
        default=None,
    )
