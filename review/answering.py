"""Answers without a model: the provisions and passages that answer, in their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.document import Passage, Span
from domain.finding import Answer, DocumentCitation, ProvisionCitation, Statement
from domain.law import Catalogue, LawText
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit, SearchIndex
from retrieval.tokens import tokens
from review.law import LawShelf
from review.law_search import LawSearch

_SHOWN = 5
_RETRIEVED = 20
_OUTSIDE = (
    "nothing in the law or the documents at hand speaks of this; ask with other words, or add "
    "the text that would answer it"
)


@dataclass(frozen=True)
class Library:
    """What a question is asked of: the law, our catalogue, and documents where given.

    `acts` narrows the law to those that reach the device; none means all.
    """

    law: LawSearch
    shelf: LawShelf
    catalogue: Catalogue
    acts: frozenset[Act] = frozenset()
    passages: Mapping[str, Passage] = field(default_factory=dict)
    documents: SearchIndex | None = None


def answer(question: str, library: Library) -> Answer:
    """The places that answer the question, best first, each in its source's words.

    Abstains where too few of the question's own words stand in what was found.
    """
    found = retrieve(question, library)
    statements = tuple(s for hit in found for s in _statement(hit.id, question, library))[:_SHOWN]
    retrieved = tuple(hit.id for hit in found)
    if not statements or not _speaks_to(question, statements, library):
        return Answer(question, (), abstained=True, reason=_OUTSIDE, retrieved=retrieved)
    return Answer(question, statements, abstained=False, reason="", retrieved=retrieved)


def retrieve(question: str, library: Library) -> list[Hit]:
    """Pinpoints and passage ids for the question, best first; documents and law take turns."""
    law = library.law.search(question, _RETRIEVED, library.acts)
    if library.documents is None:
        return law
    own = library.documents.search(question, _RETRIEVED)
    return [hit for pair in _zip_longest(own, law) for hit in pair]


def _zip_longest(one: Sequence[Hit], other: Sequence[Hit]) -> list[list[Hit]]:
    return [[*one[n : n + 1], *other[n : n + 1]] for n in range(max(len(one), len(other)))]


def _statement(found: str, question: str, library: Library) -> list[Statement]:
    if found in library.passages:
        passage = library.passages[found]
        span = _best_part(passage.text, question)
        place = Span(passage.span.start + span.start, passage.span.start + span.end)
        cited = DocumentCitation(passage.document, place)
        return [Statement(" ".join(span.of(passage.text).split()), (cited,))]
    return _law_statement(Pinpoint.parse(found), library)


def _law_statement(place: Pinpoint, library: Library) -> list[Statement]:
    text: LawText | None = library.shelf.texts.get(place.act)
    if text and place in text.provisions:
        cited = ProvisionCitation(place, text.version.celex)
        return [Statement(text.full_text(place), (cited,))]
    row = library.catalogue.obligations.get(str(place))
    cited = ProvisionCitation(place, "")
    return [Statement(f"{row.title} (our paraphrase)", (cited,))] if row else []


def _best_part(text: str, question: str) -> Span:
    """The line of a passage that shares most words with the question."""
    asked = set(tokens(question))
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    kept = [span for span in spans if span.of(text).strip()]
    return max(kept, key=lambda s: (len(asked & set(tokens(s.of(text)))), -s.start))


def _speaks_to(question: str, statements: Sequence[Statement], library: Library) -> bool:
    """Whether what was found shares the question's subject and not just a word of it."""
    asked = set(tokens(question))
    if not asked:
        return False
    texts = [statement.text for statement in statements]
    texts += [_title(s, library) for s in statements]
    held = asked & {word for text in texts for word in tokens(text)}
    return len(held) / len(asked) >= _SHARE


_SHARE = 0.4


def _title(statement: Statement, library: Library) -> str:
    cited = statement.citations[0]
    if isinstance(cited, DocumentCitation):
        return ""
    row = library.catalogue.obligations.get(str(cited.pinpoint))
    return row.title if row else ""
