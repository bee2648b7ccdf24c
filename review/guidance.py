"""Guidance on the law: read, kept apart from the law, searched, and never cited as law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ingest
from domain.document import Document, Passage, ReadFailure
from domain.errors import FailureReason, LawTextError, UnknownRecordError, UnreadableFileError
from domain.finding import GuidanceCitation, GuidanceNote
from domain.ports import Progress
from ingest.law import read_law
from regulations.guidance import known_paper, paper_titled
from retrieval.embedding import Embedder
from retrieval.hybrid import HybridIndex
from retrieval.tokens import tokens
from review.mapping import passage_text
from store import Store, StoredGuidance

_SHARE = 0.4
_LONGEST_TITLE = 120
_SHORTEST_HASH = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper at hand. `about` and `caution` are ours, "" where the paper is not known."""

    title: str
    document: Document
    added: date
    about: str
    caution: str


def papers(store: Store) -> tuple[Paper, ...]:
    """All papers at hand, by title."""
    return tuple(map(_paper, store.guidance()))


def add_papers(store: Store, name: str, data: bytes, title: str, today: date) -> list[Paper]:
    """Read a file of guidance and keep it; an archive gives a paper a file.

    `title` is the name to cite it by, "" to take the paper's own number. Raises
    `UnreadableFileError` where the file cannot be read and `LawTextError` where it is an act.
    """
    _refuse_law(name, data)
    read = ingest.read_bytes(name, data)
    documents = [part for part in read if isinstance(part, Document)]
    for part in read:
        if isinstance(part, ReadFailure):
            raise UnreadableFileError(part.name, part.reason, part.detail)
    if len(documents) != 1:
        raise UnreadableFileError(
            name, FailureReason.UNSUPPORTED, "it is an archive; add the papers in it one by one"
        )
    (document,) = documents
    store.add_guidance(title or _title(document), document, data, today)
    return [paper for paper in papers(store) if paper.document.id == document.id]


def paper_named(store: Store, name: str) -> Paper:
    """The paper of that title, or whose sha256 begins so; raises `UnknownRecordError`."""
    for paper in papers(store):
        by_hash = len(name) >= _SHORTEST_HASH and paper.document.id.startswith(name.lower())
        if by_hash or paper.title.lower() == name.lower():
            return paper
    known = ", ".join(paper.title for paper in papers(store)) or "none"
    raise UnknownRecordError(f"no paper {name!r} is kept; kept are: {known}")


class GuidanceSearch:
    """The passages of all papers at hand, found by meaning and words."""

    def __init__(
        self, kept: Sequence[Paper], embedder: Embedder, progress: Progress | None = None
    ) -> None:
        self._found: dict[str, tuple[Paper, Passage]] = {
            f"{paper.document.id}-{passage.index}": (paper, passage)
            for paper in kept
            for passage in ingest.split(paper.document)
            if passage.text.strip()
        }
        texts = {key: passage_text(passage) for key, (_, passage) in self._found.items()}
        self._index = HybridIndex(texts, embedder, progress=progress) if texts else None

    def search(self, query: str, top: int) -> list[GuidanceNote]:
        """The best `top` passages, best first."""
        if self._index is None:
            return []
        return [_note(*self._found[hit.id]) for hit in self._index.search(query, top)]

    def beside(self, question: str, top: int) -> tuple[GuidanceNote, ...]:
        """Of the best passages those that share the question's subject, not just a word of it."""
        asked = set(tokens(question))
        best = self.search(question, top)
        return tuple(note for note in best if _share(asked, note.words) >= _SHARE)


def _share(asked: set[str], words: str) -> float:
    return len(asked & set(tokens(words))) / len(asked) if asked else 0.0


def _note(paper: Paper, passage: Passage) -> GuidanceNote:
    document = paper.document
    cited = GuidanceCitation(paper.title, document.id, passage.span, passage.section, passage.page)
    return GuidanceNote(passage.span.of(document.text), cited, paper.caution)


def _paper(kept: StoredGuidance) -> Paper:
    known = paper_titled(kept.title) or known_paper(kept.document.text)
    about, caution = (known.about, known.caution) if known else ("", "")
    return Paper(kept.title, kept.document, kept.added, about, caution)


def _title(document: Document) -> str:
    known = known_paper(document.text)
    return known.title if known else (document.title or document.name)[:_LONGEST_TITLE]


def _refuse_law(name: str, data: bytes) -> None:
    try:
        law = read_law(name, data)
    except LawTextError:
        return
    raise LawTextError(
        f"{name}: this is {law.version.label}, an act and no guidance; add it with "
        "`citemark law add`"
    )
