"""Answers without a model: the provisions and passages that answer, in their own words."""

from collections.abc import Sequence
from functools import lru_cache

from domain.document import BlockKind, Sentence
from domain.finding import Answer, DocumentCitation, ProvisionCitation, Statement
from domain.pinpoint import Pinpoint
from domain.ports import Hit
from regulations.catalogue import load_catalogue
from retrieval.tokens import tokens
from review.library import Library

_SHOWN = 5
_RETRIEVED = 20
_SHARE = 0.3
_KNOWN = 0.5
"""The shares of a question's words that one place must hold, and that our subject must know."""

_FRAME = frozenset({"must", "long", "mani", "much", "may", "need", "mean", "requir", "appli"})
"""Words that frame a question and name no matter, in the form that search uses."""

_SILENT = {BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.RUNNING, BlockKind.TABLE_HEADER}
_OUTSIDE = (
    "nothing in the law or the documents at hand speaks of this; ask with other words, or add "
    "the text that would answer it"
)


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
        sentence = _best_sentence(library.sentences.get(found, ()), question)
        if sentence is None:
            return []
        cited = DocumentCitation(sentence.document, sentence.span)
        return [Statement(" ".join(sentence.text.split()), (cited,))]
    return _law_statement(Pinpoint.parse(found), library)


def _law_statement(place: Pinpoint, library: Library) -> list[Statement]:
    text = library.shelf.texts.get(place.act)
    if text and place in text.provisions:
        cited = ProvisionCitation(place, text.version.celex)
        return [Statement(text.full_text(place), (cited,))]
    row = library.catalogue.obligations.get(str(place))
    cited = ProvisionCitation(place, "")
    return [Statement(f"{row.title} (our paraphrase)", (cited,))] if row else []


def _best_sentence(sentences: Sequence[Sentence], question: str) -> Sentence | None:
    """The sentence of a passage that shares most words with the question, headings aside."""
    asked = set(tokens(question))
    stated = [s for s in sentences if s.block.kind not in _SILENT]
    return max(
        stated,
        key=lambda s: (len(asked & set(tokens(s.text))), -s.span.start),
        default=None,
    )


def _speaks_to(question: str, statements: Sequence[Statement], library: Library) -> bool:
    """Whether the question is about our subject and one place found shares its matter."""
    asked = set(tokens(question)) - _FRAME
    known = asked & field_words()
    held = [
        len(asked & set(tokens(f"{statement.text} {_title(statement, library)}")))
        for statement in statements
    ]
    return len(known) >= _KNOWN * len(asked) > 0 and max(held) >= max(1, _SHARE * len(asked))


@lru_cache(maxsize=1)
def field_words() -> frozenset[str]:
    """The words in which our catalogue speaks of the subject, in the form that search uses."""
    rows = load_catalogue().obligations.values()
    texts = (text for row in rows for text in (row.title, *(c.text for c in row.criteria)))
    return frozenset(word for text in texts for word in tokens(text))


def _title(statement: Statement, library: Library) -> str:
    cited = statement.citations[0]
    if isinstance(cited, DocumentCitation):
        return ""
    row = library.catalogue.obligations.get(str(cited.pinpoint))
    return row.title if row else ""
