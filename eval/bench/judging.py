"""`python -m eval.bench.judging [COPIES]`: all of a review but reading files and embedding texts.

The dossier is the sample's, COPIES times with sentences of its own. It is reviewed with all vectors
kept and nothing else, in one process and with helpers; then again with nothing kept of one document
of ten; then its passages are compared with the obligations. Each time is that of a new child which
has the law loaded and no sentence seen. Writes seconds and seconds of the processor as JSON, the
least of three runs each. On Linux only.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

import samples
from domain.finding import Review
from eval.bench.inputs import make_inputs
from eval.bench.queries import MADE_FOR
from eval.bench.side import timed
from regulations.applicability import reaching
from regulations.catalogue import load_catalogue
from regulations.profile import load_profile
from retrieval.embedding import Embedder, MemoryCache
from retrieval.onnx_backend import OnnxBackend
from retrieval.seeded import SeededVectors
from review.apart.ahead import load_ahead
from review.corpus import Corpus
from review.helpers import ForkedHelpers, Helpers, Piece, usual_helpers
from review.mapping import embedded_texts, map_passages
from review.reading import read_corpus
from review.reviewing import Ground, review_by_meaning

_ROUNDS = 3
_TOP = 10


class Kept:
    """What was judged of documents, in memory."""

    def __init__(self, held: Mapping[str, bytes] | None = None) -> None:
        self.held = dict(held or {})

    def get_judged(self, _version: str) -> Mapping[str, bytes]:
        """What was judged, by document."""
        return self.held

    def put_judged(
        self, _version: str, judged: Mapping[str, bytes], documents: Collection[str]
    ) -> None:
        """Keep these; of others than `documents` nothing stays."""
        self.held = {key: one for key, one in self.held.items() if key in documents} | dict(judged)


class Dossier:
    """A dossier that was read, with the vectors of all its texts in memory."""

    def __init__(self, folder: Path) -> None:
        load_ahead(OnnxBackend().name)
        read = read_corpus([folder])
        self._files = (read.documents, read.types)
        self._profile = load_profile(samples.device_path())
        self._embedder = Embedder(SeededVectors(MemoryCache()))
        self._embedder.embed(list(embedded_texts(self.corpus())))

    def corpus(self) -> Corpus:
        """The documents, with no sentence cut yet."""
        return Corpus(*self._files)

    def review(self, kept: Kept, helpers: Helpers | None) -> Review:
        """A review that takes over what is kept."""
        law = load_catalogue()
        ground = Ground(MADE_FOR, law, (), self._embedder.name, kept, helpers=helpers)
        return review_by_meaning(self.corpus(), self._profile, ground, self._embedder)

    def judged(self) -> bytes:
        """What a first review keeps, as JSON."""
        kept = Kept()
        self.review(kept, None)
        return json.dumps({key: one.decode("latin-1") for key, one in kept.held.items()}).encode()

    def map(self) -> object:
        """The passages with the obligations that they speak to."""
        law = load_catalogue()
        allowed = reaching(law, self._profile, MADE_FOR)
        return map_passages(self.corpus(), law, self._embedder, _TOP, allowed)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = make_inputs(Path(folder) / "inputs", int((*sys.argv[1:], "3")[0]), 1)
        figures = dict(_figures(Dossier(inputs.dossier)))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def _figures(dossier: Dossier) -> Iterator[tuple[str, Mapping[str, float]]]:
    held = json.loads(_apart(dossier.judged))
    edited = {document.id for document in dossier.corpus().documents[::10]}
    old = Kept({key: one.encode("latin-1") for key, one in held.items() if key not in edited})
    for name, helpers in (("alone", None), ("helped", usual_helpers())):
        yield f"first review, {name}", _least(partial(dossier.review, Kept(), helpers))
        yield f"review again, {name}", _least(partial(dossier.review, old, helpers))
    yield "map", _least(dossier.map)


def _least(step: Callable[[], object]) -> dict[str, float]:
    runs = [json.loads(_apart(lambda: json.dumps(timed(step)).encode())) for _ in range(_ROUNDS)]
    return {kind: round(min(run[kind] for run in runs), 2) for kind in ("seconds", "processor")}


def _apart(piece: Piece) -> bytes:
    """The outcome of a piece in a child that ends with it."""
    with ForkedHelpers(1).at_work([piece]) as (outcome,):
        content = outcome()
    if content is None:
        raise RuntimeError("the child ended before its time")
    return content


if __name__ == "__main__":
    main()
