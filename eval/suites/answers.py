"""Questions to a manufacturer's documents, put to the answer that a user gets without a model.

A right statement cites one of the places of the gold: words that stand once in the document that
is named. What the law says beside it is not looked at. To a question that nothing in the documents
answers no statement of theirs may be shown. The dossiers of `test` were not looked at while the
answers were tuned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from domain.document import Document, Span
from domain.finding import Answer, DocumentCitation, Statement
from eval.gold_files import Row, gold_rows
from eval.results import Measured, Miss, Part, SuiteResult, share
from review.answering import answer
from review.asking import ask_documents
from review.assembly import Workbench
from review.corpus import Corpus
from review.library import Library
from samples import dossier_path

_FILE = "questions_documents"
_DOSSIERS = Path(__file__).parents[1] / "dossiers"
PARTS: dict[Part, tuple[str, ...]] = {
    "dev": ("samples", "contourmate"),
    "test": ("oncoplex", "stepmate"),
}
"""Which dossiers are questioned in each part."""

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question with what was answered; `rank` counts statements of documents from 1, 0 none."""

    row: Row
    answer: Answer
    own: tuple[Statement, ...]
    rank: int

    @property
    def answerable(self) -> bool:
        """Whether the gold has a place that answers."""
        return bool(self.row["places"])

    def within(self, places: int) -> bool:
        """Whether a right statement is among the first of the documents'."""
        return 1 <= self.rank <= places


def run(bench: Workbench) -> SuiteResult:
    """Put every question to the documents of its dossier."""
    measures: dict[str, Measured] = {}
    misses: list[Miss] = []
    for part, dossiers in PARTS.items():
        found = [one for name in dossiers for one in _put(bench, name)]
        measures |= {f"{part}/{name}": measure for name, measure in _measures(found).items()}
        misses += [_miss(part, one) for one in found if not _fine(one)]
    return SuiteResult("answers", measures, misses)


def documents_of(dossier: str) -> Path:
    """The folder of the documents of a dossier of the gold."""
    return dossier_path() if dossier == "samples" else _DOSSIERS / dossier / "documents"


def place_of(words: str, document: Document) -> Span | None:
    """Where the words stand in a document, None unless once; white space counts as one space."""
    told, starts = _squeezed(document.text)
    sought = " ".join(words.split())
    first = told.find(sought)
    if first < 0 or told.find(sought, first + 1) >= 0:
        return None
    return Span(starts[first], starts[first + len(sought) - 1] + 1)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with single spaces, and where each character of it stands in the text."""
    kept = [
        (" " if one.isspace() else one, place)
        for place, one in enumerate(text)
        if not (one.isspace() and text[place - 1 : place].isspace())
    ]
    return "".join(one for one, _ in kept), [place for _, place in kept]


def _put(bench: Workbench, dossier: str) -> Iterator[_Answered]:
    corpus = bench.read([documents_of(dossier)])
    library = Library(bench.law.search, bench.law.shelf, bench.catalogue)
    embedder = bench.embedder_of(None)
    for row in gold_rows(_FILE):
        if row["dossier"] == dossier:
            ask = partial(answer, str(row["question"]))
            yield _answered(row, ask_documents(library, corpus, embedder, None, ask), corpus)


def _answered(row: Row, given: Answer, corpus: Corpus) -> _Answered:
    own = tuple(s for s in given.statements if isinstance(s.citations[0], DocumentCitation))
    places = list(_places(row, corpus))
    right = (n for n, one in enumerate(own, start=1) if _cites(one, places))
    return _Answered(row, given, own, next(right, 0))


def _places(row: Row, corpus: Corpus) -> Iterator[DocumentCitation]:
    by_name = {document.name: document for document in corpus.documents}
    for place in row["places"]:
        document = by_name[place["document"]]
        if (span := place_of(place["words"], document)) is not None:
            yield DocumentCitation(document.id, span)


def _cites(statement: Statement, places: Sequence[DocumentCitation]) -> bool:
    cited = [one for one in statement.citations if isinstance(one, DocumentCitation)]
    return any(
        one.document == place.document
        and one.span.start < place.span.end
        and place.span.start < one.span.end
        for one in cited
        for place in places
    )


def _measures(found: Sequence[_Answered]) -> dict[str, Measured]:
    asked = [one for one in found if one.answerable]
    nothing = [one for one in found if not one.answerable]
    return {
        "hit@1": share([one.within(1) for one in asked]),
        "hit@3": share([one.within(3) for one in asked]),
        "mrr": share([1 / one.rank if one.rank else 0.0 for one in asked]),
        "answerable wrongly refused": share([not one.own for one in asked], lower=True),
        "answered where nothing answers": share([bool(one.own) for one in nothing], lower=True),
    }


def _fine(one: _Answered) -> bool:
    return one.within(1) if one.answerable else not one.own


def _miss(part: Part, one: _Answered) -> Miss:
    first = one.own[0].text[:_SHOWN] if one.own else one.answer.reason
    kind = f"right at {one.rank}" if one.rank else "not found"
    told = f"{one.row['question']} -> {first}"
    return Miss(str(one.row["id"]), f"{part} {kind if one.answerable else 'unanswerable'}", told)
