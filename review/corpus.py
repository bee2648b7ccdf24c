"""The documents under review, cut into passages and sentences and ready to be searched."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import ingest
from domain.document import Block, BlockKind, Document, Passage, ReadFailure, Sentence, Span
from regulations.lexicon import PATTERNS, Lexicon
from review.terms import TermIndex

OWN_CONTENT = frozenset({"IFU", "LBL", "DOC", "SSCP", "SSP", "IMC"})
"""Types of documents that must themselves say what an obligation asks them to say."""

_CODED = re.compile(r"\d(?<=(?:[^\W\d]|-)\d)")
"""A digit behind a letter or hyphen, without which there is no code."""

_PRONOUN_STARTS = ("it ", "they ", "this ", "these ", "he ", "she ", "both ", "each of ", "such ")


@dataclass(frozen=True)
class Corpus:
    """A set of documents as one searchable whole.

    `types` maps a document's id to the code of its type, None where it was not recognised.
    `failures` are files that could not be read: their content is unknown, not absent.
    """

    documents: tuple[Document, ...]
    types: Mapping[str, str | None]
    failures: tuple[ReadFailure, ...] = ()
    _by_id: dict[str, Document] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the documents by id."""
        self._by_id.update({document.id: document for document in self.documents})

    def document(self, document_id: str) -> Document:
        """The document of that id."""
        return self._by_id[document_id]

    def part(self, documents: Collection[str]) -> "Corpus":
        """The documents with these ids alone, in their order; no sentence is cut again."""
        part = Corpus(tuple(d for d in self.documents if d.id in documents), self.types)
        numbers = [self.by_document[document.id] for document in part.documents]
        vars(part)["sentences"] = tuple(self.sentences[n] for some in numbers for n in some)
        return part

    def some(self, numbers: Sequence[int]) -> "Corpus":
        """These sentences alone, each with the words that belong to it, in the same documents."""
        some = Corpus(self.documents, self.types)
        for name in ("sentences", "close_contexts", "headings"):
            every = getattr(self, name)
            vars(some)[name] = tuple(every[number] for number in numbers)
        return some

    @cached_property
    def by_document(self) -> Mapping[str, range]:
        """The numbers of each document's sentences, by its id."""
        counts = Counter(sentence.document for sentence in self.sentences)
        ends = accumulate((counts[d.id] for d in self.documents), initial=0)
        pairs = zip(self.documents, pairwise(ends), strict=True)
        return {document.id: range(*bounds) for document, bounds in pairs}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, document by document."""
        return tuple(passage for document in self.documents for passage in ingest.split(document))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, document by document."""
        return tuple(s for document in self.documents for s in ingest.sentences(document))

    @cached_property
    def naming(self) -> Mapping[int, Sentence]:
        """The sentences that may name something by a code ("RC-12", "TC31"), by their numbers."""
        return {n: s for n, s in enumerate(self.sentences) if _CODED.search(s.text)}

    @cached_property
    def cells(self) -> Mapping[int, tuple[str, ...]]:
        """The cells of each row of a table with headers, by the number of its sentence."""
        return {number: self._cells(s) for number, s in enumerate(self.sentences) if _is_row(s)}

    def _cells(self, row: Sentence) -> tuple[str, ...]:
        text = self.document(row.document).text
        return tuple(" ".join(cell.of(text).split()) for cell in row.block.cells)

    @cached_property
    def passage_numbers(self) -> tuple[int, ...]:
        """For each sentence, the number of the passage that holds its first character."""
        numbers: list[int] = []
        position = 0
        for sentence in self.sentences:
            while not self._holds(self.passages[position], sentence):
                position += 1
            numbers.append(position)
        return tuple(numbers)

    @staticmethod
    def _holds(passage: Passage, sentence: Sentence) -> bool:
        same = passage.document == sentence.document
        return same and passage.span.start <= sentence.span.start < passage.span.end

    @cached_property
    def close_contexts(self) -> tuple[str, ...]:
        """For each sentence, the words that belong to its statement but stand outside it.

        Table headers, the sentence that opens its list, and the sentence before it in the same
        block when it begins with a pronoun.
        """
        contexts: list[str] = []
        previous: Sentence | None = None
        for sentence in self.sentences:
            contexts.append(self._close_context(sentence, previous))
            previous = sentence
        return tuple(contexts)

    def _close_context(self, sentence: Sentence, previous: Sentence | None) -> str:
        block = sentence.block
        parts = list(block.headers)
        if block.lead_in is not None:
            parts.append(block.lead_in.of(self.document(sentence.document).text))
        if previous is not None and _continues(previous, sentence):
            parts.append(previous.text)
        return " \n".join(parts)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """For each sentence, the headings above it.

        The title of a whole document says little of a sentence in it, so it is left out, but for
        a label, declaration or the like, whose title says what each of its sentences is.
        """
        return tuple(self._headings(sentence) for sentence in self.sentences)

    def _headings(self, sentence: Sentence) -> str:
        title = self.document(sentence.document).title
        if self.types.get(sentence.document) in OWN_CONTENT:
            return " \n".join((title, *sentence.block.section))
        return " \n".join(part for part in sentence.block.section if part != title)

    def terms(self, lexicon: Lexicon, numbers: Sequence[int] | None = None) -> "CorpusTerms":
        """The three texts of each sentence, indexed for the terms of a lexicon.

        With `numbers` those of these sentences alone, numbered in their order.
        """
        some = range(len(self.sentences)) if numbers is None else numbers
        return CorpusTerms(
            TermIndex([self.sentences[number].text for number in some], lexicon),
            _Shared.of([self.close_contexts[number] for number in some], lexicon),
            _Shared.of([self.headings[number] for number in some], lexicon),
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of files, and pages of files, whose words are not known."""
        pages = [
            f"{document.name}, page {number}"
            for document in self.documents
            for number in document.unreadable_pages
        ]
        return (*(failure.name for failure in self.failures), *pages)


def _is_row(sentence: Sentence) -> bool:
    return sentence.block.kind is BlockKind.TABLE_ROW and bool(sentence.block.headers)


def _continues(previous: Sentence, sentence: Sentence) -> bool:
    same_block = previous.block.span == sentence.block.span
    same_document = previous.document == sentence.document
    return same_block and same_document and sentence.text.lower().startswith(_PRONOUN_STARTS)


@dataclass(frozen=True)
class _Shared:
    """A term index over texts of which many are the same."""

    index: TermIndex
    numbers: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, texts: Sequence[str], lexicon: Lexicon) -> "_Shared":
        where: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            where.setdefault(text, []).append(number)
        numbers = {i: tuple(places) for i, places in enumerate(where.values())}
        return cls(TermIndex(list(where), lexicon), numbers)

    def find_any(self, terms: Sequence[str]) -> set[int]:
        found = self.index.find_any(terms)
        return {number for shared in found for number in self.numbers[shared]}


@dataclass(frozen=True)
class CorpusTerms:
    """Where terms stand: in sentences' own words, in their close context, in their headings."""

    own: TermIndex
    close: _Shared
    headings: _Shared

    def group(
        self, terms: tuple[str, ...]
    ) -> tuple[dict[int, tuple[Span, ...]], set[int], set[int]]:
        """Spans in own words by sentence, and sentences whose context or headings hold a term.

        A value (a number, a date) is looked for in own words only: "3.2 Risk analysis" is none.
        """
        words = words_alone(terms)
        return self.own.find_any(terms), self.close.find_any(words), self.headings.find_any(words)


@lru_cache(maxsize=8192)
def words_alone(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms without those that stand for a value."""
    return tuple(term for term in terms if term.removeprefix("@") not in PATTERNS)


def is_running(block: Block) -> bool:
    """Whether a block is page furniture, which is never searched for evidence."""
    return block.kind in {BlockKind.RUNNING, BlockKind.CONTENTS}
