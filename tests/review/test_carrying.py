from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.decision import Decision, DecisionKind, Standing, effective
from domain.document import Document, Span
from domain.finding import (
    Assertion,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Review,
    Searched,
    Verdict,
)
from review.carrying import carried_over
from review.fingerprint import fingerprint
from tests.review.making import document
from tests.store.examples import review as some_review

WORDS = "The reader can override the output."
OLD = document(f"# Oversight\n\n{WORDS}\n\nThe log is kept for ten years.\n", "use.md")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def cited(source: Document, words: str) -> DocumentCitation:
    start = source.text.index(words)
    return DocumentCitation(source.id, Span(start, start + len(words)))


def review_of(source: Document, words: str = WORDS, verdict: Verdict = Verdict.COVERED) -> Review:
    evidence = Evidence(cited(source, words), Assertion.ASSERTED)
    finding = Finding("o1", verdict, "said", (CriterionResult("c", True, (evidence,)),))
    types = {source.id: "IFU"}
    return replace(some_review(source), findings=(finding,), document_types=types)


def decision(review: Review, kind: DecisionKind = DecisionKind.AGREE, **more: object) -> Decision:
    seen = fingerprint(review.findings[0], review)
    return Decision(1, "o1", kind, "Ada", NOON, seen, **more)  # type: ignore[arg-type]


def marked(place: DocumentCitation) -> Decision:
    return Decision(1, "o1", DecisionKind.MARK, "Ada", NOON, "f", place=place)


def carried(decisions: list[Decision], after: Review) -> tuple[Decision, ...]:
    return carried_over(decisions, review_of(OLD), after)


@pytest.mark.parametrize(
    "text",
    [
        f"# Oversight\n\n{WORDS}\n\nThe log is kept for two years.\n",
        f"# Introduction\n\nMuch else.\n\n# Use\n\nFirst this.\n\n{WORDS}\n",
    ],
)
def test_a_decision_holds_where_the_passage_is_the_same(text: str) -> None:
    after = review_of(document(text, "use_rev2.md"))
    (held,) = carried([decision(review_of(OLD))], after)
    assert (held.carried_from, held.who, held.at) == (1, "Ada", NOON)
    here = replace(held, review=2)
    assert effective(after.findings[0], 2, [here]).standing is Standing.AGREED


def test_a_changed_passage_asks_for_the_decision_again() -> None:
    words = "The reader cannot override the output."
    after = review_of(document(f"# Oversight\n\n{words}\n", "use.md"), words)
    before = decision(review_of(OLD))
    assert carried([before], after) == ()
    assert effective(after.findings[0], 2, [before]).standing is Standing.AGAIN


def test_another_verdict_is_other_evidence() -> None:
    assert carried([decision(review_of(OLD))], review_of(OLD, verdict=Verdict.PARTIAL)) == ()


def test_a_mere_mention_elsewhere_changes_nothing() -> None:
    before = review_of(OLD)
    mention = Evidence(cited(OLD, "The log is kept"), Assertion.MENTION)
    (criterion,) = before.findings[0].criteria
    more = replace(criterion, evidence=(*criterion.evidence, mention))
    after = replace(before, findings=(replace(before.findings[0], criteria=(more,)),))
    assert carried([decision(before)], after)
    denied = replace(mention, assertion=Assertion.DENIED)
    more = replace(criterion, evidence=(*criterion.evidence, denied))
    after = replace(before, findings=(replace(before.findings[0], criteria=(more,)),))
    assert carried([decision(before)], after) == ()


def test_a_mark_moves_with_its_words_and_holds_what_rests_on_it() -> None:
    place = cited(OLD, "The log is kept for ten years.")
    moved = document(f"# Log\n\nThe log is kept for ten years.\n\n{WORDS}\n", "use.md")
    change = decision(review_of(OLD), DecisionKind.CHANGE, text="read it", verdict=Verdict.PARTIAL)
    mark, settled = carried([marked(place), change], review_of(moved))
    assert mark.place == cited(moved, "The log is kept for ten years.")
    assert settled.verdict is Verdict.PARTIAL
    gone = document(f"# Oversight\n\n{WORDS}\n", "use.md")
    assert carried([marked(place), change], review_of(gone)) == ()


def test_a_gap_stays_the_same_gap_in_more_documents() -> None:
    searched = Searched((OLD.id,), 3)
    gaps = [
        replace(review_of(OLD), findings=(Finding("o1", Verdict.GAP, reason, (), searched),))
        for reason in ("nothing in the 3 documents", "nothing in the 4 documents")
    ]
    said = decision(gaps[0], DecisionKind.NOT_APPLICABLE, text="There is no importer.")
    (held,) = carried([said], gaps[1])
    assert held.text == "There is no importer."
    assert carried([said], review_of(OLD)) == ()


def test_what_was_reopened_or_only_said_is_not_carried() -> None:
    before = review_of(OLD)
    later = replace(decision(before, DecisionKind.REOPEN), at=NOON.replace(hour=13))
    said = decision(before, DecisionKind.COMMENT, text="see page 4")
    assert carried([decision(before), later], before) == ()
    assert carried([said], before) == ()
