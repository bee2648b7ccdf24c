"""Documents that the documents cite, and which of them are not at hand."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.document import BlockKind, Sentence
from review.corpus import Corpus
from review.references.families import called_documents, family_of
from review.references.follow import ReferenceIndex
from review.references.identity import codes_of

_CODE = re.compile(r"\b[A-Z]{2,6}-\d{1,5}\b(?![-.]\d)")
_SENT_THERE = re.compile(
    r"\b(?:see|in|per|report(?:ed)?|record(?:ed)?|document(?:ed)?|described|according to|file|plan|"
    r"procedure|evidence|reference|section|checklist|method|manual)\b",
    re.IGNORECASE,
)
_NOT_DOCUMENTS = re.compile(r"^(?:ISO|IEC|EN|DIN|CFR|TC|REQ|UC|CVE|CWE|SRS|UR|RC|TP|HZ|PR|CR)-")


@dataclass(frozen=True, slots=True)
class References:
    """`missing` maps the number of a sentence to the codes it sends the reader to in vain.

    `index` is that of the corpus, by which other references are followed.
    """

    missing: Mapping[int, tuple[str, ...]]
    index: ReferenceIndex = field(repr=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that are cited and not at hand."""
        return tuple(sorted({code for found in self.missing.values() for code in found}))


def find_references(corpus: Corpus) -> References:
    """The codes of documents that sentences cite and no document of the corpus bears.

    A code of this kind is capital letters, a hyphen and digits, as in the names of the corpus's
    own documents; a code that a table defines (a hazard, a test) is no document.
    """
    own = {code for document in corpus.documents for code in codes_of(document)}
    widths = {len(code.rpartition("-")[2]) for code in own}
    known = own | {code for s in corpus.naming.values() for code in _defined(s)}
    index = ReferenceIndex(corpus)
    missing: dict[int, tuple[str, ...]] = {}
    for number, sentence in corpus.naming.items():
        cited = dict.fromkeys(_CODE.findall(sentence.text)) if widths else {}
        if not (unknown := [code for code in cited if code not in known]):
            continue
        called = called_documents(sentence.text)
        lost = [code for code in unknown if _is_document(code, widths, index.items, called)]
        if lost and _SENT_THERE.search(_with_headers(sentence)):
            missing[number] = tuple(lost)
    return References(missing, index)


def _defined(sentence: Sentence) -> set[str]:
    """The code in the first cell of a table row: what the row is about."""
    if sentence.block.kind is not BlockKind.TABLE_ROW:
        return set()
    match = _CODE.match(sentence.text)
    return {match.group(0)} if match else set()


def _is_document(
    code: str, widths: set[int], items: frozenset[str], called: frozenset[str]
) -> bool:
    """Whether a code is one of a document: built like those at hand, or called a document."""
    named = family_of(code) not in items and not _NOT_DOCUMENTS.match(code)
    return named and (code in called or len(code.rpartition("-")[2]) in widths)


def _with_headers(sentence: Sentence) -> str:
    return " ".join((*sentence.block.headers, sentence.text))


def by_code(references: References) -> dict[str, list[int]]:
    """The numbers of the sentences that cite each missing document."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, codes in references.missing.items():
        for code in codes:
            places[code].append(number)
    return dict(sorted(places.items()))
