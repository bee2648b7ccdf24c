"""Passages to obligations and obligations to passages, from one pair of matrices."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from domain.document import Passage
from domain.law import Catalogue
from domain.ports import Hit, Progress
from regulations.examples import load_examples
from retrieval.embedding import Embedder
from retrieval.mapping import Indexes, ObligationMapper, Target, target_of, word_indexes
from retrieval.mapping_blocks import Cut
from retrieval.sentences import split_sentences
from review.affinity import Affinity, Spoken
from review.corpus import Corpus
from review.kept_documents import KeptDocuments
from review.kept_rows import compared
from review.relevance import Relevance, sentence_texts


@dataclass(frozen=True, slots=True)
class MappedPassage:
    """A passage with the obligations it speaks to, best first."""

    passage: Passage
    obligations: tuple[Hit, ...]


def passage_text(passage: Passage) -> str:
    """The words under which a passage is embedded: what a reader has in mind, then its own."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def cut_passages(corpus: Corpus) -> list[Cut]:
    """The passages of the corpus, each cut into what stands above it and its sentences.

    They are the texts in which evidence is looked for too, so that each is embedded once; and a
    sentence is one also where a line of the page breaks it.
    """
    own = [list(split_sentences(p.context)) if p.context else [] for p in corpus.passages]
    for number, text in zip(corpus.passage_numbers, sentence_texts(corpus), strict=True):
        own[number].append(text)
    texts = map(passage_text, corpus.passages)
    return [Cut(text, some or split_sentences(text)) for text, some in zip(texts, own, strict=True)]


def embedded_texts(corpus: Corpus) -> Iterator[str]:
    """All texts of a corpus that are turned into vectors: passages and the pieces of each."""
    for text, pieces in cut_passages(corpus):
        yield text
        yield from pieces


def obligation_mapper(catalogue: Catalogue, embedder: Embedder) -> ObligationMapper:
    """A mapper for the obligations of a catalogue, with the answers that are known to them."""
    return ObligationMapper(targets_of(catalogue), embedder, indexes=indexes_of(catalogue))


@lru_cache(maxsize=2)
def targets_of(catalogue: Catalogue) -> Mapping[str, Target]:
    """What is searched for: each obligation with the answers that are known to it."""
    answers = {text: known.answers for text, known in load_examples().items()}
    return {key: target_of(row, answers) for key, row in catalogue.obligations.items()}


@lru_cache(maxsize=2)
def indexes_of(catalogue: Catalogue) -> Indexes:
    """The words of all that is searched for."""
    return word_indexes(targets_of(catalogue))


def map_passages(
    corpus: Corpus,
    catalogue: Catalogue,
    embedder: Embedder,
    top: int,
    allowed: Collection[str] | None = None,
) -> tuple[MappedPassage, ...]:
    """Every passage with its best obligations; `allowed` narrows them to these ids."""
    mapper = obligation_mapper(catalogue, embedder)
    unkept = KeptDocuments(corpus, None, embedder.name)
    hits = compared(mapper, partial(_texts, corpus), unkept, allowed).forward(top)
    return tuple(
        MappedPassage(passage, tuple(found))
        for passage, found in zip(corpus.passages, hits, strict=True)
    )


def affinity(
    corpus: Corpus,
    catalogue: Catalogue,
    embedder: Embedder,
    allowed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Affinity:
    """How near passages are to obligations, and how like sentences are to known answers."""
    unkept = KeptDocuments(corpus, None, embedder.name)
    return kept_affinity(unkept, catalogue, embedder, allowed, progress)


def kept_affinity(
    kept: KeptDocuments,
    catalogue: Catalogue,
    embedder: Embedder,
    allowed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Affinity:
    """`affinity` of the corpus of documents of which something may be kept."""
    corpus = kept.corpus
    if not corpus.passages:
        return Affinity()
    mapper = obligation_mapper(catalogue, embedder)
    mapped = compared(mapper, partial(_texts, corpus), kept, allowed, progress)
    scores = {key: _scaled(found) for key, found in mapped.reverse(_DEPTH).items()}
    spoken = Spoken({key: column for column, key in enumerate(mapped.rows.ids)}, mapped.near)
    return Affinity(scores, relevance=Relevance.of(corpus, embedder), spoken=spoken)


def _texts(corpus: Corpus, documents: Collection[str]) -> list[list[Cut]]:
    """The passages of each of these documents as they are compared."""
    part = corpus if len(documents) == len(corpus.documents) else corpus.part(documents)
    found: dict[str, list[Cut]] = {document.id: [] for document in part.documents}
    for passage, cut in zip(part.passages, cut_passages(part), strict=True):
        found[passage.document].append(cut)
    return list(found.values())


_DEPTH = 50


def _scaled(scores: Mapping[int, float]) -> Mapping[int, float]:
    most = max(scores.values(), default=0.0)
    return {number: score / most for number, score in scores.items()} if most > 0 else {}
