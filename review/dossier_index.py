"""What is computed from the texts of a dossier: vectors in the record, an index beside it.

The index holds ids and vectors of the passages and nothing else; all of it can be made from the
record at any time.
"""

from domain.ports import Progress
from retrieval.embedding import text_key
from retrieval.kept import kept_texts
from review.asking import passage_texts
from review.assembly import Workbench
from review.corpus import Corpus
from review.mapping import embedded_texts
from store import DossierId


def build_index(
    bench: Workbench, corpus: Corpus, dossier: DossierId, progress: Progress | None = None
) -> int:
    """Bring the index of a dossier to its passages; gives how many different ones there are."""
    embedder = bench.embedder_of(dossier)
    place = bench.index_of(dossier, embedder)
    with kept_texts(passage_texts(corpus), embedder, place, progress) as near:
        return len(near)


def forget_others(bench: Workbench, corpus: Corpus, dossier: DossierId) -> None:
    """Drop what was computed from texts that a dossier no longer has, and its index."""
    keys = {text_key(text) for text in embedded_texts(corpus)}
    bench.store.vectors_of(dossier).keep_only(bench.embedder.name, keys)
    bench.store.judgements_of(dossier).keep_only({document.id for document in corpus.documents})
    bench.store.drop_index(dossier)


def to_embed(bench: Workbench, corpus: Corpus, dossier: DossierId) -> int:
    """How many passages have no vector yet."""
    return bench.embedder_of(dossier).missing(list(passage_texts(corpus).values()))
