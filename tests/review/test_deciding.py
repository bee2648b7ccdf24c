from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.decision import DecisionKind, Standing
from domain.device import Applicability, Applies, DeviceProfile, Framework
from domain.document import Document, Span
from domain.errors import RequestError
from domain.finding import (
    Assertion,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Ledger,
    Manifest,
    Review,
    Searched,
    Verdict,
)
from review.assembly import Workbench
from review.carrying import carried_over
from review.deciding import Desk, Reviewed, Said
from review.settings import Settings
from tests.review.making import document

WORDS = "The risk management process is established and maintained."
TEXT = f"# Plan\n\nSome opening words. {WORDS}\n"
COVERED, GAP = "mdr.art-10.2", "mdr.art-5.1"


def place(of: Document, words: str = WORDS) -> DocumentCitation:
    start = of.text.index(words)
    return DocumentCitation(of.id, Span(start, start + len(words)))


def review(of: Document, words: str = WORDS) -> Review:
    """One covered row, cited in the document, and one gap."""
    evidence = Evidence(place(of, words), Assertion.ASSERTED)
    met = CriterionResult("the process is established", met=True, evidence=(evidence,))
    covered = Finding(COVERED, Verdict.COVERED, "said", (met,), assessor="rules")
    searched = Searched((of.id,), 3)
    gap = Finding(GAP, Verdict.GAP, "nothing found", searched=searched, assessor="rules")
    return Review(
        profile=DeviceProfile("ThoraFlag", "2.1", Framework.MDR, "IIb", {}),
        documents=(of,),
        failures=(),
        document_types={of.id: ""},
        applicability={
            name: Applicability(name, Applies.YES, "every device") for name in (COVERED, GAP)
        },
        findings=(covered, gap),
        conflicts=(),
        ledger=Ledger(1, 0, 0, 0, 3),
        manifest=Manifest("1", "c", "a", "s", "e", "p", (), (of.id,), date(2026, 11, 1)),
    )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(Settings(data=tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def of(bench: Workbench) -> Reviewed:
    dossier = bench.store.create_dossier("one")
    made = review(document(TEXT, "plan.md"))
    return Reviewed(dossier, bench.store.put_review(dossier, made), made)


def test_a_decision_stands_beside_the_finding_and_in_the_trail(
    bench: Workbench, of: Reviewed
) -> None:
    desk = Desk(bench)
    said = Said(DecisionKind.CHANGE, "The annex says it.", Verdict.COVERED)
    desk.decide(of, [GAP], said, who="Ada")
    row = desk.standings(of)[GAP]
    assert row.finding.verdict is Verdict.GAP
    assert (row.verdict, row.standing) == (Verdict.COVERED, Standing.CHANGED)
    event = desk.events(of.dossier)[-1]
    assert event.who == "Ada"
    assert event.deed is not None
    assert event.deed.subject == "MDR Art. 5(1)"
    assert event.deed.old == "gap, open"
    assert event.deed.new == "change verdict: covered, changed"
    assert event.deed.reason == "The annex says it."
    assert desk.check().sound


def test_many_rows_are_decided_in_one_go_each_with_its_event(
    bench: Workbench, of: Reviewed
) -> None:
    desk = Desk(bench)
    before = len(desk.events(LOCAL))
    desk.decide(of, [COVERED, GAP], Said(DecisionKind.AGREE), who="Ada")
    assert not any(row.is_open for row in desk.standings(of).values())
    assert len(desk.events(LOCAL)) == before + 2


@pytest.mark.parametrize(
    "said",
    [
        Said(DecisionKind.CHANGE, "  ", Verdict.COVERED),
        Said(DecisionKind.NOT_APPLICABLE),
        Said(DecisionKind.COMMENT, ""),
    ],
)
def test_a_reason_must_be_given(bench: Workbench, of: Reviewed, said: Said) -> None:
    with pytest.raises(RequestError, match="say in a sentence why"):
        Desk(bench).decide(of, [GAP], said, who="Ada")


def test_a_mark_can_be_taken_back(bench: Workbench, of: Reviewed) -> None:
    desk = Desk(bench)
    marked = place(of.review.documents[0])
    desk.decide(of, [GAP], Said(DecisionKind.MARK, place=marked), who="Ada")
    assert desk.standings(of)[GAP].marked == (marked,)
    desk.decide(of, [GAP], Said(DecisionKind.UNMARK, place=marked), who="Ada")
    assert desk.standings(of)[GAP].marked == ()


def test_sign_off_over_open_rows_needs_a_statement_and_ends_deciding(
    bench: Workbench, of: Reviewed
) -> None:
    desk = Desk(bench)
    desk.decide(of, [COVERED], Said(DecisionKind.AGREE), who="Ada")
    with pytest.raises(RequestError, match="1 rows are not decided"):
        desk.sign_off(of, who="Ada")
    signed = desk.sign_off(of, who="Ada", statement="The gap is known.")
    assert signed.open_rows == 1
    assert desk.signed(of) == signed
    with pytest.raises(RequestError, match="signed off by Ada"):
        desk.decide(of, [GAP], Said(DecisionKind.AGREE), who="Bo")
    assert desk.check(signed.head).sound


def test_decisions_follow_the_same_evidence_into_the_next_review(
    bench: Workbench, of: Reviewed
) -> None:
    desk = Desk(bench)
    desk.decide(of, [COVERED, GAP], Said(DecisionKind.AGREE), who="Ada")
    desk.decide(of, [GAP], Said(DecisionKind.MARK, place=place(of.review.documents[0])), who="Bo")
    moved = review(document(TEXT.replace("Some", "Many more"), "plan.md"))
    again = next_review(bench, of, moved)
    rows = desk.standings(again)
    assert rows[COVERED].standing is Standing.AGREED
    settled = rows[COVERED].settled
    assert settled is not None
    assert settled.carried_from == 1
    assert rows[GAP].marked == (place(moved.documents[0]),)


def test_a_changed_word_asks_for_the_decision_again(bench: Workbench, of: Reviewed) -> None:
    desk = Desk(bench)
    desk.decide(of, [COVERED], Said(DecisionKind.AGREE), who="Ada")
    other = WORDS.replace("established and", "planned and")
    changed = review(document(TEXT.replace(WORDS, other), "plan.md"), other)
    rows = desk.standings(next_review(bench, of, changed))
    assert rows[COVERED].standing is Standing.AGAIN
    assert [lost.who for lost in rows[COVERED].lost] == ["Ada"]


def test_another_verdict_asks_for_the_decision_again(bench: Workbench, of: Reviewed) -> None:
    desk = Desk(bench)
    desk.decide(of, [GAP], Said(DecisionKind.NOT_APPLICABLE, "No market access yet."), who="Ada")
    first, second = of.review.findings
    made = replace(of.review, findings=(first, replace(second, verdict=Verdict.UNDETERMINED)))
    assert desk.standings(next_review(bench, of, made))[GAP].standing is Standing.AGAIN


def next_review(bench: Workbench, of: Reviewed, made: Review) -> Reviewed:
    store = bench.store
    carried = carried_over(store.decisions(of.dossier), of.review, made)
    return Reviewed(of.dossier, store.put_review(of.dossier, made, carried), made)
