"""What was judged of documents before, kept until a document or what judges it is another.

What a document says to a criterion depends on that document, on what it is taken for and on how
strictly likeness to known answers is judged: what these come to is named by one digest. Where in
the ranking a sentence stands depends on all documents and is never kept.
"""

import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.document import Sentence
from domain.ports import JudgementCache
from regulations.data_files import data_digest
from retrieval.evidence_model import learned_version
from review.corpus import Corpus
from review.evidence import Candidate

_CANDIDATE = TypeAdapter(Candidate)
_ENTRY = TypeAdapter(dict[str, list[dict[str, Any]]])
_ROOT = Path(__file__).parents[1]
_JUDGING = ("domain", "ingest", "regulations", "retrieval", "review")
_LIBRARIES = ("bm25s", "numpy", "pystemmer")


@dataclass(slots=True)
class Judged:
    """What one document says to each criterion: candidates with numbers counted in it alone.

    `fresh` are criteria judged now, `kept` those judged before, as they were kept.
    """

    stands_on: str
    kept: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    fresh: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether the criterion was judged."""
        return key in self.fresh or key in self.kept

    def of(self, key: str, sentences: tuple[Sentence, ...]) -> tuple[Candidate, ...]:
        """The candidates for a criterion; `sentences` are those of the document."""
        if key in self.fresh:
            return self.fresh[key]
        return tuple(_read(row, sentences) for row in self.kept[key])


def _read(row: Mapping[str, Any], sentences: tuple[Sentence, ...]) -> Candidate:
    return _CANDIDATE.validate_python({**row, "sentence": sentences[row["number"]]})


class JudgedDocuments:
    """The judgements of a corpus, read from a cache once and written back once.

    `strictness` is from where a sentence is taken to answer. Without a cache nothing is kept.
    """

    def __init__(
        self, corpus: Corpus, strictness: float, cache: JudgementCache | None, embedding: str
    ) -> None:
        self._cache = cache
        self._version = judging_version(embedding)
        self.by_document = dict(self._known(corpus, strictness))
        self.reused = sum(bool(judged.kept) for judged in self.by_document.values())

    def _known(self, corpus: Corpus, strictness: float) -> Iterable[tuple[str, Judged]]:
        ids = [document.id for document in corpus.documents]
        found = self._cache.get_judged(self._version, ids) if self._cache else {}
        for document in corpus.documents:
            told = f"{document!r}\n{corpus.types.get(document.id)}\n{strictness!r}"
            stands_on = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            yield document.id, Judged(stands_on, _opened(found.get(document.id), stands_on))

    def keep(self) -> None:
        """Keep what was judged now, and forget what was kept of other documents."""
        if self._cache is None:
            return
        new = {key: _closed(one) for key, one in self.by_document.items() if one.fresh}
        self._cache.put_judged(self._version, new, self.by_document.keys())


def _opened(content: bytes | None, stands_on: str) -> Mapping[str, list[dict[str, Any]]]:
    """What is kept of a document; nothing where it stands on anything else, or is damaged."""
    if content is None or content[:64] != stands_on.encode():
        return {}
    try:
        return _ENTRY.validate_json(zlib.decompress(content[64:]))
    except (zlib.error, ValidationError):
        return {}


def _closed(judged: Judged) -> bytes:
    fresh = {key: [_row(one) for one in found] for key, found in judged.fresh.items()}
    rows = json.dumps({**judged.kept, **fresh}, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(rows.encode("utf-8", "surrogatepass"), 1)
    return judged.stands_on.encode() + packed


def _row(candidate: Candidate) -> dict[str, Any]:
    row: dict[str, Any] = _CANDIDATE.dump_python(candidate, mode="json", exclude={"sentence"})
    return row


@lru_cache(maxsize=2)
def judging_version(embedding: str) -> str:
    """The digest of all that judges: our source, the data of the law, what was learned, libraries.

    Whatever of these is changed, nothing that was kept before is used.
    """
    total = sha256(f"{sys.version}\n{embedding}\n{data_digest()}\n{learned_version()}".encode())
    total.update("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for room in _JUDGING:
        for path in sorted((_ROOT / room).rglob("*.py")):
            total.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()
