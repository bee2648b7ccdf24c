"""Quotes are read back from their place, and nothing but those words is accepted there."""

from hypothesis import given
from hypothesis import strategies as st

from domain.document import Span
from domain.finding import DocumentCitation
from review.verify import Sources, stands_at
from tests.review.making import document

TEXT = (
    "# Results\n\nThe sensitivity is 94.1 % and logs are kept for 10 years.\n\n"
    "It is not used alone.\n"
)
DOCUMENT = document(TEXT)


@given(st.data())
def test_every_span_reads_back(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(DOCUMENT.text)))
    end = data.draw(st.integers(start, len(DOCUMENT.text)))
    cited = DocumentCitation(DOCUMENT.id, Span(start, end))
    assert Sources({DOCUMENT.id: DOCUMENT}).quote(cited).words == DOCUMENT.text[start:end]


def place(words: str) -> DocumentCitation:
    start = DOCUMENT.text.index(words)
    return DocumentCitation(DOCUMENT.id, Span(start, start + len(words)))


def test_altered_words_do_not_stand_there() -> None:
    cited = place("The sensitivity is 94.1 % and logs are kept for 10 years.")
    assert stands_at(DOCUMENT, cited, "The sensitivity is 94.1 %  and logs are kept for\n10 years.")
    for altered in ("is 91.4 %", "is not 94.1 %", "15 years", "10 months"):
        assert not stands_at(DOCUMENT, cited, f"The sensitivity {altered} and logs are kept.")
    assert not stands_at(DOCUMENT, place("It is not used alone."), "It is used alone.")


def test_an_empty_quote_stands_nowhere() -> None:
    assert not stands_at(DOCUMENT, DocumentCitation(DOCUMENT.id, Span(3, 3)), "")
