"""citemark's steps over the benchmark's inputs, as the command line does them."""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import ingest
import samples
from eval.bench.inputs import Inputs
from eval.bench.queries import MADE_FOR, QUESTION
from regulations.profile import load_profile
from retrieval.embedding import Vectors
from retrieval.hybrid import ExactIndex
from retrieval.lexical import LexicalIndex
from retrieval.onnx_backend import OnnxBackend
from review.assembly import Workbench
from review.corpus import Corpus
from review.garbage import look_seldom
from review.helpers import usual_helpers
from review.settings import Settings

_TOP = 10


class Ours:
    """The steps of citemark; the data folder of the last review is kept for the next step."""

    def __init__(self, inputs: Inputs, work: Path) -> None:
        look_seldom()
        self._inputs = inputs
        self._work = work
        self._model = OnnxBackend()
        self._profile = load_profile(samples.device_path())
        self._bench = self._fresh()

    def steps(self) -> Mapping[str, Callable[[], object]]:
        """What can be timed, by name."""
        kinds = ("pdf", "docx", "xlsx")
        reads = {f"read {k}": self._reading(self._inputs.long_file(k)) for k in kinds}
        return reads | {
            "read dossier": self._reading(self._inputs.dossier),
            "split": lambda: [ingest.split(document) for document in self._corpus.documents],
            "embed": lambda: self._model.encode(self._texts),
            "index": lambda: self._index(self._vectors),
            "map": lambda: self._bench.map(self._corpus, _TOP, self._profile),
            "review": lambda: self._review(self._inputs.dossier),
            "review after an edit": lambda: self._review(self._inputs.edited),
            "ask": lambda: self._bench.ask(QUESTION),
        }

    def prepare(self, step: str) -> None:
        """What has happened before a step, untimed: vectors are kept, or nothing is."""
        if step == "review":
            self._bench.close()
            self._bench = self._fresh()
        elif step == "review after an edit":
            self._review(self._inputs.dossier)
        else:
            self.steps()[step]()

    @staticmethod
    def _reading(path: Path) -> Callable[[], object]:
        return lambda: list(ingest.read_paths([path]))

    @cached_property
    def _corpus(self) -> Corpus:
        return self._bench.read([self._inputs.dossier])

    @cached_property
    def _texts(self) -> list[str]:
        """The plain pipeline's passages: the same words for both."""
        texts: list[str] = json.loads(self._inputs.passages.read_text("utf-8"))
        return texts

    @cached_property
    def _vectors(self) -> Vectors:
        return self._model.encode(self._texts)

    def _index(self, vectors: Vectors) -> tuple[ExactIndex, LexicalIndex]:
        ids = tuple(map(str, range(len(vectors))))
        return ExactIndex(ids, vectors), LexicalIndex(ids, self._texts)

    def _review(self, folder: Path) -> None:
        self._bench.review(self._bench.read([folder]), self._profile, MADE_FOR)

    def _fresh(self) -> Workbench:
        """An application over an empty data folder; nothing is embedded yet."""
        folder = Path(tempfile.mkdtemp(dir=self._work))
        return Workbench(Settings(data=folder), helpers=usual_helpers())
