"""What a passage of a document is compared by: the sentences in which evidence is looked for."""

from retrieval.sentences import split_sentences
from review.mapping import embedded_texts, passage_text, pieces_of
from review.relevance import sentence_texts
from tests.review.making import corpus

BROKEN = """# Report

## Contour

The contour was drawn with an open
encoder and checked by two readers.

| Set | Scans |
|---|---|
| T-3 | 214 |
"""


def test_a_sentence_is_one_piece_though_a_line_breaks_it() -> None:
    documents = corpus(report=BROKEN)
    split = pieces_of(documents)
    pieces = [piece for one in documents.passages for piece in split(passage_text(one))]
    assert "The contour was drawn with an open encoder and checked by two readers." in pieces
    assert any("Report > Contour" in piece or "Contour" in piece for piece in pieces)


def test_what_is_compared_is_what_evidence_is_looked_for_in() -> None:
    documents = corpus(report=BROKEN, other="# Other\n\nIt is kept. It is read.\n")
    assert set(sentence_texts(documents)) <= set(embedded_texts(documents))


def test_a_text_of_no_document_is_cut_by_itself() -> None:
    text = "It is kept. It is read."
    assert pieces_of(corpus(report=BROKEN))(text) == split_sentences(text)
