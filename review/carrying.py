"""Decisions taken over into the next review, where the passage that they rest on is the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from domain.decision import SETTLING, Decision, DecisionKind, holding
from domain.document import Document, Span
from domain.finding import DocumentCitation, Review
from review.fingerprint import fingerprints


def carried_over(
    decisions: Sequence[Decision], before: Review | None, after: Review
) -> tuple[Decision, ...]:
    """Of all decisions of a dossier, oldest first, those that hold in the review that follows.

    `before` is the review that it follows; it is read for marks alone, and None where there is no
    mark.

    A decision that settles a row holds where the finding rests on the same evidence and all
    places marked by hand are found again, word for word. A mark holds where its words are. They
    come with the fingerprints and places of `after`; the store gives them its number.
    """
    seen = fingerprints(after, {decision.obligation for decision in decisions})
    ordered = sorted(decisions, key=lambda decision: decision.obligation)
    return tuple(
        decision
        for obligation, group in groupby(ordered, key=lambda decision: decision.obligation)
        if obligation in seen
        for decision in _held(holding(list(group)), before, after, seen[obligation])
    )


def _held(
    decisions: Sequence[Decision], before: Review | None, after: Review, seen: str
) -> Iterator[Decision]:
    marks = [decision for decision in decisions if decision.kind is DecisionKind.MARK]
    found = [(mark, _found_again(mark, before, after)) for mark in marks]
    whole = all(place for _, place in found)
    for mark, place in found:
        if place is not None:
            yield _taken(mark, seen, place)
    for decision in decisions:
        if decision.kind in SETTLING and decision.fingerprint == seen and whole:
            yield _taken(decision, seen, None)


def _taken(decision: Decision, seen: str, place: DocumentCitation | None) -> Decision:
    return replace(decision, fingerprint=seen, place=place, carried_from=decision.review)


def _found_again(mark: Decision, before: Review | None, after: Review) -> DocumentCitation | None:
    if mark.place is None or before is None:
        return None
    documents = {document.id: document for document in before.documents}
    old = documents.get(mark.place.document)
    return relocated(mark.place, old, after.documents) if old else None


def relocated(
    place: DocumentCitation, old: Document, documents: Sequence[Document]
) -> DocumentCitation | None:
    """The same words in the next set of documents; None where they are not there.

    The same file comes first, then the file of the same name, then any that holds the words. Of
    several places in one file the one nearest to the old offset is taken.
    """
    words = place.span.of(old.text)
    ranked = sorted(documents, key=lambda each: (each.id != old.id, each.name != old.name))
    for document in ranked:
        starts = _starts(document.text, words)
        if starts:
            start = min(starts, key=lambda at: abs(at - place.span.start))
            return DocumentCitation(document.id, Span(start, start + len(words)))
    return None


def _starts(text: str, words: str) -> list[int]:
    found, at = [], text.find(words) if words.strip() else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
