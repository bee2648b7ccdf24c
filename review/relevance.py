"""Which sentences of a corpus are like known answers to which criteria."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from regulations.catalogue import load_catalogue
from regulations.examples import load_examples
from retrieval.embedding import Embedder
from retrieval.evidence_model import EvidenceModel, Signs
from review.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Relevance:
    """Reads the signs of the sentences of a corpus, of all of it or of some documents.

    A sentence's signs are the same bytes whichever others are read with it.
    """

    corpus: Corpus
    embedder: Embedder
    model: EvidenceModel

    @classmethod
    def of(cls, corpus: Corpus, embedder: Embedder) -> "Relevance | None":
        """None where no model fits the embedder's vectors."""
        model = evidence_model(embedder.name)
        return cls(corpus, embedder, model) if model else None

    @property
    def least(self) -> float:
        """From where a sentence of the corpus is taken to answer a criterion."""
        return self.model.learned.least(len(self.corpus.sentences))

    def at_hand(self, documents: Collection[str]) -> "Relevance":
        """The same with the vectors of these documents' sentences in memory."""
        texts = sentence_texts(self.corpus.part(documents))
        return replace(self, embedder=self.embedder.at_hand(texts))

    def signs(self, part: Corpus | None = None) -> Signs:
        """The signs of the sentences of a part of the corpus; of all where it is None."""
        texts = sentence_texts(self.corpus if part is None else part)
        return self.model.read(texts, self.embedder, len(self.corpus.sentences))


def evidence_signs(corpus: Corpus, embedder: Embedder) -> Signs | None:
    """The signs of the corpus's sentences; None where no model fits the embedder's vectors."""
    relevance = Relevance.of(corpus, embedder)
    return relevance.signs() if relevance else None


@lru_cache(maxsize=2)
def evidence_model(embedding: str) -> EvidenceModel | None:
    """What judges likeness to known answers, None where it does not fit the vectors."""
    return EvidenceModel.packaged(embedding, _example_words())


def _example_words() -> Mapping[str, str]:
    """The words of each criterion that has examples: its own, its title's, its answers'."""
    catalogue = load_catalogue()
    return {
        text: " ".join((text, catalogue.get(known.obligation).title, *known.answers))
        for text, known in load_examples().items()
        if known.obligation in catalogue.obligations
    }


def sentence_texts(corpus: Corpus) -> list[str]:
    """Each sentence with the words that belong to its statement but stand outside it."""
    pairs = zip(corpus.sentences, corpus.close_contexts, strict=True)
    return [" ".join(f"{context} {sentence.text}".split()) for sentence, context in pairs]
