"""Evidence that no term of a criterion finds, with the real embedding model."""

import pytest

from domain.finding import Assertion
from eval.made_documents import corpus_of_sentences, read_text
from regulations.catalogue import load_catalogue
from regulations.lexicon import Lexicon
from retrieval.embedding import Embedder
from review.affinity import Affinity
from review.candidate import Candidate
from review.corpus import Corpus
from review.evidence import EvidenceFinder
from review.relevance import evidence_signs, sentence_texts

ROW = "mdr.art-10.16"
LAY = "If the app harms a patient we are insured with Nordlys Assurance for six million euro."


def found(*sentences: str) -> tuple[Candidate, ...]:
    """What is found where no term helps: the lexicon is empty, the terms are asked in vain."""
    corpus = corpus_of_sentences("Our company", sentences)
    near = Affinity(signs=evidence_signs(corpus, Embedder()))
    obligation = load_catalogue().get(ROW)
    return EvidenceFinder(corpus, Lexicon({}), near).find(obligation.criteria[0], obligation)


def test_a_lay_answer_counts_and_says_how_it_was_found() -> None:
    best = found(LAY, "The buttons are blue.")[0]
    assert best.counts
    assert best.sentence.text == LAY
    if best.learned:
        assert "like known answers" in best.evidence.note


@pytest.mark.parametrize(
    "sentence",
    [
        "If the app harms a patient we are not insured with anybody for any euro.",
        "If the app harms a patient we will be insured with Nordlys for six million euro.",
        "If the app harms a patient we should be insured with [insurer] for [sum] euro.",
    ],
)
def test_a_denial_a_promise_or_a_blank_never_counts(sentence: str) -> None:
    assert not any(candidate.counts for candidate in found(sentence))


def test_without_signs_nothing_is_learned() -> None:
    corpus = corpus_of_sentences("Our company", [LAY])
    obligation = load_catalogue().get(ROW)
    finder = EvidenceFinder(corpus, Lexicon({}), Affinity())
    assert not any(c.learned for c in finder.find(obligation.criteria[0], obligation))


def test_what_is_learned_asserts() -> None:
    assert all(c.reading.assertion is Assertion.ASSERTED for c in found(LAY) if c.counts)


def test_a_row_is_read_with_its_headers() -> None:
    document = read_text("| Insurer | Sum |\n|---|---|\n| Nordlys | 6 million |\n")
    corpus = Corpus((document,), {document.id: None})
    assert any("Insurer" in text and "Nordlys" in text for text in sentence_texts(corpus))
