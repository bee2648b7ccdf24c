"""What documents say to criteria, judged once and kept with the document.

What a document says to a criterion depends on that document, on what it is taken for and on how
strictly likeness to known answers is judged. Where in the ranking a sentence stands depends on
all documents and is never kept.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.document import Sentence
from domain.finding import Assertion
from review.assertion_clauses import Reading
from review.candidate import Candidate
from review.corpus import Corpus
from review.kept_documents import KeptDocuments
from review.kept_sentences import Revision, resumed

_CANDIDATE = TypeAdapter(Candidate)
_ENTRY = TypeAdapter(tuple[list[str], dict[str, list[dict[str, Any]]]])
_READER = "criteria"


@dataclass(slots=True)
class Judged:
    """What one document says to each criterion, numbers counted in it alone.

    `before` is what was judged earlier, as it was kept; `fresh` are candidates judged now.
    """

    before: Revision
    fresh: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def unread(self, key: str) -> Sequence[int]:
        """The numbers of the sentences that were not judged towards a criterion."""
        if key in self.fresh:
            return ()
        before = self.before
        return before.waiting if key in before.rows else range(len(before.sentences))

    def of(
        self, key: str, sentences: Sequence[Sentence], start: int, near: Callable[[int], float]
    ) -> Iterator[Candidate]:
        """The candidates for a criterion, numbered and ranked in the whole corpus.

        `sentences` are those of the corpus, of which this document's begin at `start`; `near` is
        what is added to the rank of a sentence.
        """
        for one in self.fresh.get(key, ()):
            number = start + one.number
            yield replace(one, number=number, rank=one.rank + near(number))
        for row in self.before.rows.get(key, ()):
            number = start + row["number"]
            yield _opened_row(row, number, sentences[number], row["rank"] + near(number))


class JudgedDocuments:
    """The judgements of a corpus; `strictness` is from where a sentence is taken to answer.

    Of a new document, what its sentences said in one that is gone is taken over.
    """

    def __init__(self, corpus: Corpus, strictness: float, kept: KeptDocuments) -> None:
        self.kept = kept
        self._stands_on = repr(strictness)
        found = {one.id: self._kept_of(one.id) for one in corpus.documents}
        known = {key: Judged(one) for key, one in found.items() if one is not None}
        self.lacking = [key for key in found if key not in known]
        """Of which documents nothing was kept before."""
        self._everywhere = _shared(known)
        self._spoken = _spoken(known)
        self._begun = self._resumed(corpus.part(self.lacking)) if self.lacking else {}
        self.by_document = {key: known.get(key) or Judged(self._begun[key]) for key in found}

    def _kept_of(self, document: str) -> Revision | None:
        return _opened(self.kept.get(_READER, document, self._stands_on))

    def _resumed(self, part: Corpus) -> Mapping[str, Revision]:
        """The documents of which nothing is kept, as far as they stood in others."""
        if not self.kept.keeps:
            sizes = {key: len(numbers) for key, numbers in part.by_document.items()}
            return {key: Revision([""] * n, waiting=range(n)) for key, n in sizes.items()}
        gone = map(_opened, self.kept.gone(_READER, self._stands_on))
        return resumed(part, [one for one in gone if one])

    @property
    def taken(self) -> int:
        """Of how many documents judgements were taken over."""
        return len(self.by_document) - len(self.lacking)

    @property
    def waiting(self) -> Mapping[str, int]:
        """How many sentences of documents of which nothing was kept are to be judged."""
        every = self.by_document
        return {document: len(every[document].before.waiting) for document in self.lacking}

    def unread(self, key: str) -> Mapping[str, Sequence[int]]:
        """The sentences that were not judged towards a criterion, by document."""
        some = self.lacking if key in self._everywhere else self.by_document
        every = ((document, self.by_document[document].unread(key)) for document in some)
        return {document: numbers for document, numbers in every if numbers}

    def speaking(self, key: str) -> Iterator[tuple[str, Judged]]:
        """The documents that may say something to a criterion."""
        for document in (*self._spoken.get(key, ()), *self.lacking):
            yield document, self.by_document[document]

    def take_over(self) -> None:
        """Take what was kept meanwhile of documents that were not judged here."""
        for document in self.lacking:
            if not self.by_document[document].fresh and (known := self._kept_of(document)):
                self.by_document[document] = Judged(known)

    def keep(self) -> None:
        """Keep what was judged now, and what was taken over from documents that are gone."""
        for document, judged in self.by_document.items():
            if judged.fresh or judged.before is self._begun.get(document):
                self.kept.put(_READER, document, _closed(judged), self._stands_on)


def _shared(known: Mapping[str, Judged]) -> set[str]:
    """The criteria that all of these documents were judged towards."""
    every = [set(judged.before.rows) for judged in known.values()]
    return set.intersection(*every) if every else set()


def _spoken(known: Mapping[str, Judged]) -> Mapping[str, Sequence[str]]:
    """Which of these documents say something to a criterion."""
    spoken: dict[str, list[str]] = {}
    for document, judged in known.items():
        for key in (key for key, rows in judged.before.rows.items() if rows):
            spoken.setdefault(key, []).append(document)
    return spoken


def _opened(content: bytes | None) -> Revision | None:
    """What is kept of a document; None where it cannot be read."""
    if content is None:
        return None
    try:
        return Revision(*_ENTRY.validate_json(zlib.decompress(content)))
    except (zlib.error, ValidationError):
        return None


def _closed(judged: Judged) -> bytes:
    """The criteria towards which all sentences were judged."""
    before = {key: found for key, found in judged.before.rows.items() if not judged.unread(key)}
    fresh = {key: [_row(one) for one in found] for key, found in judged.fresh.items()}
    rows = {key: [*before.get(key, ()), *fresh.get(key, ())] for key in before | fresh}
    whole = json.dumps((judged.before.sentences, rows), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(whole.encode("utf-8", "surrogatepass"), 1)


def _opened_row(row: dict[str, Any], number: int, sentence: Sentence, rank: float) -> Candidate:
    """The candidate of a row, whose seal says that it is as `_row` gave it.

    A mark stands there only where it is not as it is by default.
    """
    return Candidate(
        number,
        sentence,
        _reading(**row["reading"]),
        row["at_home"],
        rank,
        complete="complete" not in row,
        denies_matter="denies_matter" in row,
        lacking=tuple(row.get("lacking", ())),
        learned="learned" in row,
        expected="expected" in row,
        short=row.get("short", 0.0),
    )


@lru_cache(maxsize=1000)
def _reading(assertion: str, note: str = "") -> Reading:
    return Reading(Assertion(assertion), note)


def _row(candidate: Candidate) -> dict[str, Any]:
    """A candidate without its sentence; what it has by default is left out."""
    row: dict[str, Any] = _CANDIDATE.dump_python(
        candidate, mode="json", exclude={"sentence"}, exclude_defaults=True
    )
    return row
