"""Which sentences of a corpus are like known answers to which criteria."""

from collections.abc import Mapping
from functools import lru_cache

from regulations.catalogue import load_catalogue
from regulations.examples import load_examples
from retrieval.embedding import Embedder
from retrieval.evidence_model import EvidenceModel, Signs
from review.corpus import Corpus


def evidence_signs(corpus: Corpus, embedder: Embedder) -> Signs | None:
    """The signs of the corpus's sentences; None where no model fits the embedder's vectors."""
    model = _model(embedder.name)
    return model.read(sentence_texts(corpus), embedder) if model else None


@lru_cache(maxsize=2)
def _model(embedding: str) -> EvidenceModel | None:
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
