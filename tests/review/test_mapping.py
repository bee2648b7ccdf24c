"""What a passage of a document is compared by: the sentences in which evidence is looked for."""

from pathlib import Path

from review.assembly import Workbench
from review.corpus import Corpus
from review.mapping import cut_passages, embedded_texts, map_passages, obligation_mapper
from review.relevance import sentence_texts
from review.settings import Settings
from tests.review.making import corpus

BROKEN = """# Report

## Contour

The contour was drawn with an open
encoder and checked by two readers.

| Set | Scans |
|---|---|
| T-3 | 214 |
"""


def pieces(documents: Corpus) -> list[str]:
    return [piece for passage in cut_passages(documents) for piece in passage.pieces]


def test_a_sentence_is_one_piece_though_a_line_breaks_it() -> None:
    found = pieces(corpus(report=BROKEN))
    assert "The contour was drawn with an open encoder and checked by two readers." in found
    assert any(piece.endswith("Contour") for piece in found)


def test_what_is_compared_is_what_evidence_is_looked_for_in() -> None:
    documents = corpus(report=BROKEN, other="# Other\n\nIt is kept. It is read.\n")
    assert set(sentence_texts(documents)) <= set(pieces(documents))
    assert set(pieces(documents)) <= set(embedded_texts(documents))


def test_a_document_is_cut_the_same_whatever_stands_beside_it() -> None:
    both = corpus(report=BROKEN, other=BROKEN + "\nIt is kept.\n")
    alone = cut_passages(corpus(report=BROKEN))
    assert cut_passages(both)[: len(alone)] == alone


def test_the_map_of_a_corpus_is_made_of_the_same_pieces(tmp_path: Path) -> None:
    documents = corpus(report=BROKEN)
    with Workbench(Settings(data=tmp_path)) as bench:
        made = map_passages(documents, bench.catalogue, bench.embedder, 3)
        expected = obligation_mapper(bench.catalogue, bench.embedder)
        rows = expected.rows(cut_passages(documents))
    assert [list(one.obligations) for one in made] == rows.forward(3)
