"""What was found in each document before, kept until the document or what reads it is another.

Several readers keep a part of their own under their name: what the document says to each
criterion, which obligations its passages speak to, the facts it states. A part is found again
where the same citemark read the same document, taken for the same type, and all else that the
part stands on is the same. What rests on several documents is never kept.
"""

import json
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from domain.document import Document
from domain.ports import JudgementCache
from regulations.data_files import data_digest
from retrieval.evidence_model import learned_version
from review.corpus import Corpus

_ROOT = Path(__file__).parents[1]
_READING = ("domain", "ingest", "regulations", "retrieval", "review")
_LIBRARIES = ("bm25s", "numpy", "pystemmer")
_DOCUMENT = TypeAdapter(Document)
_HEAD = TypeAdapter(dict[str, tuple[str, str, int]])


@dataclass(frozen=True, slots=True)
class _Part:
    """What a reader keeps of a document.

    `of` names the document as it was read, `seal` is over what else it stands on and its content.
    """

    of: str
    seal: str
    content: bytes


class KeptDocuments:
    """The parts kept of a corpus's documents, read from a cache once and written back once.

    Without a cache nothing is kept.
    """

    def __init__(self, corpus: Corpus, cache: JudgementCache | None, embedding: str) -> None:
        self.corpus = corpus
        self._cache = cache
        self._version = reading_version(embedding) if cache else ""
        self._stands_on = dict(_identities(corpus)) if cache else {}
        found = cache.get_judged(self._version) if cache else {}
        self._parts = {key: dict(_opened(found.get(key, b""))) for key in self._stands_on}
        self._gone = [entry for key, entry in found.items() if key not in self._parts]
        self._changed: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether there is a cache."""
        return self._cache is not None

    def get(self, reader: str, document: str, stands_on: str = "") -> bytes | None:
        """What a reader kept of a document; None where it stands on anything else."""
        part = self._parts.get(document, {}).get(reader)
        return _content(part, stands_on) if part and part.of == self._stands_on[document] else None

    def gone(self, reader: str, stands_on: str = "") -> list[bytes]:
        """What a reader kept of documents that are not in the corpus, standing on the same."""
        every = (dict(_opened(entry)).get(reader) for entry in self._gone)
        found = (_content(part, stands_on) for part in every if part)
        return [content for content in found if content is not None]

    def put(self, reader: str, document: str, content: bytes, stands_on: str = "") -> None:
        """Keep what a reader found in a document, in place of what it kept before."""
        if self._cache is None:
            return
        part = _Part(self._stands_on[document], _seal(stands_on, content), content)
        if self._parts[document].get(reader) != part:
            self._parts[document][reader] = part
            self._changed.add(document)

    def keep(self) -> None:
        """Write what is new to the cache, and forget there what was kept of other documents."""
        if self._cache is None:
            return
        new = {key: _closed(self._parts[key]) for key in sorted(self._changed)}
        self._cache.put_judged(self._version, new, self._parts.keys())

    def packed(self, documents: Collection[str]) -> bytes:
        """What is kept of these documents, for another process over the same corpus."""
        entries = {key: _closed(self._parts[key]) for key in documents}
        head = json.dumps({key: len(entry) for key, entry in entries.items()})
        return head.encode() + b"\n" + b"".join(entries.values())

    def unpack(self, content: bytes) -> None:
        """Keep what another process over the same corpus has packed."""
        head, _, rest = content.partition(b"\n")
        for document, length in json.loads(head).items():
            self._parts[document] |= dict(_opened(rest[:length]))
            self._changed.add(document)
            rest = rest[length:]


def _content(part: _Part, stands_on: str) -> bytes | None:
    """The content of a part; None where it stands on anything else or is damaged."""
    return part.content if part.seal == _seal(stands_on, part.content) else None


def _seal(stands_on: str, content: bytes) -> str:
    return sha256(f"{stands_on}\n".encode() + content).hexdigest()


def _identities(corpus: Corpus) -> Iterable[tuple[str, str]]:
    """What every reader stands on: all that was read of the document, and its type."""
    for document in corpus.documents:
        total = sha256(f"{corpus.types.get(document.id)}\n".encode())
        total.update(_written(document))
        yield document.id, total.hexdigest()


def _written(document: Document) -> bytes:
    """All that was read; JSON holds no half characters, and takes a fifth of the time."""
    try:
        return _DOCUMENT.dump_json(document)
    except PydanticSerializationError:
        return repr(document).encode("utf-8", "surrogatepass")


def _opened(entry: bytes) -> Iterable[tuple[str, _Part]]:
    """The parts of an entry; a damaged one has none, or such as their seal gives away."""
    head, _, rest = entry.partition(b"\n")
    try:
        parts = _HEAD.validate_json(head)
    except ValidationError:
        return
    for reader, (of, seal, length) in parts.items():
        yield reader, _Part(of, seal, rest[:length])
        rest = rest[length:]


def _closed(parts: Mapping[str, _Part]) -> bytes:
    """The parts in the order of their names, whichever was put first."""
    every = {reader: parts[reader] for reader in sorted(parts)}
    seals = {reader: (part.of, part.seal, len(part.content)) for reader, part in every.items()}
    head = json.dumps(seals)
    return head.encode() + b"\n" + b"".join(part.content for part in every.values())


@lru_cache(maxsize=2)
def reading_version(embedding: str) -> str:
    """The digest of all that reads: our source, the data of the law, what was learned, libraries.

    Whatever of these is changed, nothing that was kept before is used.
    """
    total = sha256(f"{sys.version}\n{embedding}\n{data_digest()}\n{learned_version()}".encode())
    total.update("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for room in _READING:
        for path in sorted((_ROOT / room).rglob("*.py")):
            total.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()
