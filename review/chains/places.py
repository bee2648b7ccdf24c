"""References that lead nowhere: places that are not in their document, and other revisions."""

import re
from collections import defaultdict
from collections.abc import Iterator

from domain.document import Sentence
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from review.references import Outcome, ReferenceIndex, Target
from review.references.places import may_name

_KINDS = {
    Outcome.NO_PLACE: ObservationKind.MISSING_PLACE,
    Outcome.OTHER_REVISION: ObservationKind.OTHER_REVISION,
}
_REVISION = re.compile(r"[A-Z\d][\s,;(]+(?i:v|rev|iss|edi)")
"""A word for versions behind what may be a code."""


def broken_places(index: ReferenceIndex) -> Iterator[Observation]:
    """One observation a place or revision that is not there, with every sentence that cites it."""
    corpus = index.corpus
    found: dict[tuple[Outcome, str, str], list[tuple[Sentence, Target]]] = defaultdict(list)
    for sentence in (one for one in corpus.sentences if _may_mislead(one.text)):
        for target in index.follow(sentence):
            if target.outcome in _KINDS:
                key = (target.outcome, target.document or sentence.document, _what(target))
                found[key].append((sentence, target))
    for (_, document, _), cited in found.items():
        yield _observation(corpus.document(document).name, cited)


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
