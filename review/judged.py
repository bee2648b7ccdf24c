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

_CANDIDATE = TypeAdapter(Candidate)
_ENTRY = TypeAdapter(dict[str, list[dict[str, Any]]])
_READER = "criteria"


@dataclass(slots=True)
class Judged:
    """What one document says to each criterion: candidates with numbers counted in it alone.

    `fresh` are criteria judged now, `kept` those judged before, as they were kept.
    """

    kept: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    fresh: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether the criterion was judged."""
        return key in self.fresh or key in self.kept

    def of(
        self, key: str, sentences: Sequence[Sentence], start: int, near: Callable[[int], float]
    ) -> Iterator[Candidate]:
        """The candidates for a criterion, numbered and ranked in the whole corpus.

        `sentences` are those of the corpus, of which this document's begin at `start`; `near` is
        what is added to the rank of a sentence.
        """
        if key in self.fresh:
            for one in self.fresh[key]:
                number = start + one.number
                yield replace(one, number=number, rank=one.rank + near(number))
            return
        for row in self.kept[key]:
            number = start + row["number"]
            yield _opened_row(row, number, sentences[number], row["rank"] + near(number))


class JudgedDocuments:
    """The judgements of a corpus; `strictness` is from where a sentence is taken to answer."""

    def __init__(self, corpus: Corpus, strictness: float, kept: KeptDocuments) -> None:
        self.kept = kept
        self._stands_on = repr(strictness)
        self.by_document = {d.id: self._kept_of(d.id) for d in corpus.documents}
        self.lacking = [key for key, judged in self.by_document.items() if not judged.kept]
        """Of which documents nothing was kept before."""

    def _kept_of(self, document: str) -> Judged:
        return Judged(_opened(self.kept.get(_READER, document, self._stands_on)))

    @property
    def taken(self) -> int:
        """Of how many documents judgements were taken over."""
        return len(self.by_document) - len(self.lacking)

    def take_over(self) -> None:
        """Take what was kept meanwhile of documents that were not judged here."""
        for document in self.lacking:
            if not self.by_document[document].fresh:
                self.by_document[document] = self._kept_of(document)

    def keep(self) -> None:
        """Keep what was judged now."""
        for document, judged in self.by_document.items():
            if judged.fresh:
                self.kept.put(_READER, document, _closed(judged), self._stands_on)


def _opened(content: bytes | None) -> Mapping[str, list[dict[str, Any]]]:
    """What is kept of a document; nothing where it cannot be read."""
    if content is None:
        return {}
    try:
        return _ENTRY.validate_json(zlib.decompress(content))
    except (zlib.error, ValidationError):
        return {}


def _closed(judged: Judged) -> bytes:
    fresh = {key: [_row(one) for one in found] for key, found in judged.fresh.items()}
    rows = json.dumps({**judged.kept, **fresh}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(rows.encode("utf-8", "surrogatepass"), 1)


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
