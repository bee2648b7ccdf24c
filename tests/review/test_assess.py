"""Evidence to verdicts, on small documents read by the real readers."""

from dataclasses import replace
from datetime import date

import pytest

from domain.document import Page, ReadFailure, Span
from domain.errors import FailureReason
from domain.finding import Assertion, Finding, Verdict
from domain.law import ApplicationDates, Criterion, Obligation, Tier
from domain.pinpoint import Pinpoint
from regulations.lexicon import Lexicon
from review.affinity import Affinity
from review.assess import RuleAssessor
from review.corpus import Corpus
from tests.review.making import corpus

OVERRIDE = Criterion("Says how an output is overridden", (("overrid*",), ("result", "output")))
LOGS = Criterion("Says how long logs are kept", (("logs",), ("kept", "retained"), ("@duration",)))


def obligation(*criteria: Criterion, evidence: tuple[str, ...] = ("HOV",)) -> Obligation:
    return Obligation(
        id="aia.art-14.4.d",
        pinpoint=Pinpoint.parse("aia.art-14.4.d"),
        title="Override",
        addressees=("provider",),
        conditions=(),
        kind="design_requirement",
        evidence=evidence,
        tier=Tier.CORE,
        dates=ApplicationDates(general=date(2026, 8, 2)),
        criteria=criteria,
    )


def assess(texts: Corpus, row: Obligation) -> Finding:
    return RuleAssessor(texts, Lexicon({}), Affinity()).assess(row)


def test_an_asserting_sentence_covers() -> None:
    texts = corpus(a="# Use\n\nThe reader can override the result with one click.\n")
    found = assess(texts, obligation(OVERRIDE))
    assert found.verdict is Verdict.COVERED
    (cited,) = found.citations
    quote = cited.span.of(texts.documents[0].text)
    assert quote == "The reader can override the result with one click."


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("The reader cannot override the result.", Assertion.DENIED),
        ("A way to override the result will be implemented.", Assertion.PLANNED),
        ("Override of the result: [TBD]", Assertion.PLACEHOLDER),
        ("> Describe here how the reader can override the result.", Assertion.ADVICE),
        ("The override of the result is described in HOV-001.", Assertion.MENTION),
    ],
)
def test_nothing_else_does(sentence: str, standing: Assertion) -> None:
    found = assess(corpus(a=f"# Use\n\n{sentence}\n"), obligation(OVERRIDE))
    assert found.verdict is Verdict.GAP
    assert [e.assertion for e in found.criteria[0].evidence] == [standing]


def test_a_heading_is_no_evidence() -> None:
    texts = corpus(a="# Override of the result\n\nThe software is written in Python.\n")
    assert assess(texts, obligation(OVERRIDE)).verdict is Verdict.GAP


def test_a_gap_says_what_was_searched() -> None:
    texts = corpus(a="# One\n\nNothing here.\n", b="# Two\n\nNor here.\n")
    found = assess(texts, obligation(OVERRIDE))
    assert found.verdict is Verdict.GAP
    assert found.searched is not None
    assert found.searched.documents == tuple(d.id for d in texts.documents)
    assert found.searched.passages == len(texts.passages)


def test_some_criteria_met_is_partial_and_names_the_rest() -> None:
    texts = corpus(a="# Use\n\nThe reader can override the result with one click.\n")
    found = assess(texts, obligation(OVERRIDE, LOGS))
    assert found.verdict is Verdict.PARTIAL
    assert LOGS.text in found.reason


def test_a_denial_elsewhere_makes_covered_partial() -> None:
    texts = corpus(
        a="# Use\n\nThe reader can override the result with one click.\n",
        b="# Limits\n\nThe reader cannot override the result.\n",
    )
    found = assess(texts, obligation(OVERRIDE))
    assert found.verdict is Verdict.PARTIAL
    assert {e.assertion for e in found.criteria[0].evidence} == {
        Assertion.ASSERTED,
        Assertion.DENIED,
    }


def test_a_criterion_without_terms_is_left_to_a_person() -> None:
    texts = corpus(a="# Use\n\nThe reader can override the result.\n")
    found = assess(texts, obligation(Criterion("Is proportionate")))
    assert found.verdict is Verdict.UNDETERMINED


def unread(texts: Corpus, kind: str | None) -> Corpus:
    """The same corpus with a second, wholly unread page in its first document."""
    first = texts.documents[0]
    pages = (Page(1, Span(0, len(first.text)), readable=True), Page(2, Span(0, 0), readable=False))
    scanned = replace(first, pages=pages)
    return Corpus((scanned, *texts.documents[1:]), {**texts.types, first.id: kind})


def test_no_gap_over_unread_pages_of_an_unknown_document() -> None:
    texts = unread(corpus(a="# One\n\nNothing here.\n"), None)
    found = assess(texts, obligation(OVERRIDE))
    assert found.verdict is Verdict.UNDETERMINED
    assert "page 2" in found.reason


def test_no_gap_over_unread_pages_where_the_answer_belongs() -> None:
    texts = unread(corpus(a="# One\n\nNothing here.\n"), "HOV")
    assert assess(texts, obligation(OVERRIDE)).verdict is Verdict.UNDETERMINED


def test_unread_pages_of_another_kind_do_not_silence_a_gap() -> None:
    texts = unread(corpus(a="# One\n\nNothing here.\n"), "CER")
    assert assess(texts, obligation(OVERRIDE)).verdict is Verdict.GAP


def test_no_gap_beside_a_file_that_could_not_be_read() -> None:
    texts = corpus(a="# One\n\nNothing here.\n")
    failure = ReadFailure("scan.pdf", FailureReason.DAMAGED, "cut off")
    found = assess(Corpus(texts.documents, texts.types, (failure,)), obligation(OVERRIDE))
    assert found.verdict is Verdict.UNDETERMINED
    assert "scan.pdf" in found.reason


def test_instructions_must_say_it_themselves() -> None:
    texts = corpus(a="# Use\n\nThe reader can override the result with one click.\n")
    elsewhere = Corpus(texts.documents, {texts.documents[0].id: "CER"})
    row = obligation(OVERRIDE, evidence=("IFU",))
    assert assess(elsewhere, row).verdict is Verdict.GAP
    at_home = Corpus(texts.documents, {texts.documents[0].id: "IFU"})
    assert assess(at_home, row).verdict is Verdict.COVERED


def test_the_opening_of_a_list_belongs_to_its_items() -> None:
    text = "# Use\n\nThe reader can override these outputs:\n\n- the result of a study\n- a mark\n"
    found = assess(corpus(a=text), obligation(OVERRIDE))
    assert found.verdict is Verdict.COVERED


def test_one_sentence_is_judged_by_itself() -> None:
    text = "# Risk\n\nAutomation bias is mitigated.\n\nAutomation bias is not mitigated.\n"
    whole = corpus(file=text)
    finder = RuleAssessor(whole, Lexicon({}), Affinity()).finder
    criterion = Criterion("x", (("automation bias",), ("mitigat*",), ("by training",)))
    row = obligation(criterion)
    judged = [finder.judge(n, criterion, row) for n in range(len(whole.sentences))]
    readings = [(c.reading.assertion.value, c.lacking) for c in judged]
    assert readings[1:] == [("asserted", (2,)), ("denied", (2,))]
    assert not any(c.counts for c in judged)
