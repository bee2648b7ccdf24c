"""References that lead nowhere: places that are not in their document, and other revisions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.document import Sentence
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from regulations.document_types import load_document_types
from review.corpus import Corpus
from review.references import Outcome, ReferenceIndex, Target
from review.references.places import may_name
from review.references.scope import documents_in

_KINDS = {
    Outcome.NO_PLACE: ObservationKind.MISSING_PLACE,
    Outcome.OTHER_REVISION: ObservationKind.OTHER_REVISION,
}
_REVISION = re.compile(r"[A-Z\d][\s,;(]+(?i:v|rev|iss|edi)")
"""A word for versions behind what may be a code."""


def pointing_in(corpus: Corpus) -> Iterator[int]:
    """The numbers of the sentences that may send the reader to what is not there.

    Of a sentence that names no document its own one tells, whichever others stand beside it.
    """
    for document in corpus.documents:
        index = ReferenceIndex(corpus.part({document.id}))
        for number in corpus.by_document[document.id]:
            if _may_point(corpus.sentences[number], index):
                yield number


def _may_point(sentence: Sentence, alone: ReferenceIndex) -> bool:
    if not _may_mislead(sentence.text):
        return False
    named = any(documents_in(sentence.text, load_document_types()))
    return named or any(target.outcome in _KINDS for target in alone.follow(sentence))


def broken_places(
    index: ReferenceIndex, pointing: Sequence[int] | None = None
) -> Iterator[Observation]:
    """One observation a place or revision that is not there, with every sentence that cites it.

    `pointing` as `pointing_in` gives it, where that is known already.
    """
    corpus = index.corpus
    found: dict[tuple[Outcome, str, str], list[tuple[Sentence, Target]]] = defaultdict(list)
    for sentence in _followed(index, pointing):
        for target in index.follow(sentence):
            if target.outcome in _KINDS:
                key = (target.outcome, target.document or sentence.document, _what(target))
                found[key].append((sentence, target))
    for (_, document, _), cited in found.items():
        yield _observation(corpus.document(document).name, cited)


def _followed(index: ReferenceIndex, pointing: Sequence[int] | None) -> Iterator[Sentence]:
    sentences = index.corpus.sentences
    if pointing is None or not index.types.keys() <= load_document_types().keys():
        return (one for one in sentences if _may_mislead(one.text))
    return (sentences[number] for number in pointing)


def _may_mislead(text: str) -> bool:
    """Whether the text may name a place or a revision: nothing else is missed here."""
    return may_name(text) or bool(_REVISION.search(text))


def _observation(name: str, cited: list[tuple[Sentence, Target]]) -> Observation:
    target = cited[0][1]
    places = tuple(DocumentCitation(s.document, s.span) for s in dict.fromkeys(s for s, _ in cited))
    return Observation(
        _KINDS[target.outcome],
        f"{target.code or name}, {_what(target)}",
        _told(name, target),
        places,
        missing=_what(target),
    )


def _told(name: str, target: Target) -> str:
    if target.outcome is Outcome.OTHER_REVISION:
        return f"{target.cited} is cited, and {name} at hand is revision {target.revision}"
    return f"the reader is sent to {target.place}, and {name} has no such place"


def _what(target: Target) -> str:
    return target.place or target.cited
