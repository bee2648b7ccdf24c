"""A reference is followed to its place, or told as broken, or left open; never guessed."""

import pytest

from domain.document import Sentence
from review.corpus import Corpus
from review.references import Outcome, ReferenceIndex, Target
from tests.review.making import corpus

RISK = """# Risk file RMF-003

RMF-003, version 4.0, 2026-05-01.

## 1 Plan

The plan.

## 2 Results

### 2.1 Bench

Nothing broke.

Table 1: Limits

| A | B |
|---|---|
| 1 | 2 |

## Annex A Forms

Form 1.
"""


def sentence_of(texts: Corpus, words: str) -> Sentence:
    return next(s for s in texts.sentences if words in s.text)


def followed(words: str, **files: str) -> tuple[Corpus, tuple[Target, ...]]:
    text = f"# Device description DDS-001\n\n## 1 One\n\n{words}\n\n## 2 Two\n\nText.\n"
    texts = corpus(risk=RISK, device=text, **files)
    sentence = sentence_of(texts, words.strip())
    return texts, ReferenceIndex(texts).follow(sentence)


def test_a_place_is_found_with_its_section_and_its_words() -> None:
    texts, (target,) = followed("The bench test is told in RMF-003, section 2.1.")
    assert target.outcome is Outcome.FOUND
    assert target.section[-1] == "2.1 Bench"
    assert target.span is not None
    told = target.span.of(texts.document(target.document).text)
    assert told.startswith("### 2.1 Bench")
    assert "Nothing broke." in told
    assert "Annex A" not in told


@pytest.mark.parametrize(
    ("words", "outcome", "place"),
    [
        ("It is told in RMF-003, section 2.2.", Outcome.NO_PLACE, "section 2.2"),
        ("It is told in section 7 of RMF-003.", Outcome.NO_PLACE, "section 7"),
        ("It is told in RMF-003 (section 2 there).", Outcome.FOUND, "section 2"),
        ("It is told in RMF-003, Table 1.", Outcome.FOUND, "table 1"),
        ("It is told in RMF-003, Table 3.", Outcome.NO_PLACE, "table 3"),
        ("It is told in RMF-003, annex A.", Outcome.FOUND, "annex A"),
        ("It is told in RMF-003, annex B.", Outcome.NO_PLACE, "annex B"),
        ("It is told in RMF-003.", Outcome.FOUND, ""),
        ("It is told in USE-015, section 3.", Outcome.NO_DOCUMENT, "section 3"),
        ("It is told in section 2.", Outcome.FOUND, "section 2"),
        ("It is told in section 9.", Outcome.NO_PLACE, "section 9"),
        ("It is told in section 9 of the plan.", Outcome.UNTOLD, "section 9"),
        ("It is told in Annex II section 6.1 of the MDR.", Outcome.UNTOLD, "section 6.1"),
        ("It follows ISO 14971, section 9.", Outcome.UNTOLD, "section 9"),
        ("Risks are told in RMF-003 version 3.1.", Outcome.OTHER_REVISION, ""),
        ("Risks are told in RMF-003 version 4.0.", Outcome.FOUND, ""),
    ],
)
def test_outcomes(words: str, outcome: Outcome, place: str) -> None:
    _, targets = followed(words)
    assert (outcome, place) in {(target.outcome, target.place) for target in targets}
    assert all(t.broken == (t.outcome not in {Outcome.FOUND, Outcome.UNTOLD}) for t in targets)


def test_another_revision_tells_the_one_at_hand() -> None:
    _, (target,) = followed("Risks are told in RMF-003 version 3.1.")
    assert target.revision == "4.0"


def test_several_places_of_one_document_are_followed_one_by_one() -> None:
    _, targets = followed("It is told in RMF-003, sections 1 and 2.1.")
    assert [t.place for t in targets] == ["section 1", "section 2.1"]
    assert {t.code for t in targets} == {"RMF-003"}


def test_a_type_of_document_stands_for_the_only_one_of_it() -> None:
    manual = "# Instructions for use\n\n## 1 Use\n\nText.\n\n## 2 Care\n\nText.\n"
    texts, targets = followed(
        "Residual risks are in IFU section 2.", ifu_instructions_for_use=manual
    )
    (target,) = (t for t in targets if t.place)
    assert target.outcome is Outcome.FOUND
    assert texts.document(target.document).name.startswith("ifu")


def test_a_row_of_a_checklist_is_a_pointer() -> None:
    rows = "| GSPR | Applies | Evidence |\n|---|---|---|\n| 1 | yes | RMF-003 section 2.1 |\n"
    texts = corpus(risk=RISK, check=f"# Checklist\n\n{rows}| 3 | yes | see RMF-003 section 8 |\n")
    index = ReferenceIndex(texts)
    outcomes = {
        t.place: t.outcome for s in texts.sentences for t in index.follow(s) if t.code and t.place
    }
    assert outcomes == {"section 2.1": Outcome.FOUND, "section 8": Outcome.NO_PLACE}


def test_nothing_is_missing_from_a_document_that_was_not_read_whole() -> None:
    plain = "# Plan PL-001\n\nThis plan numbers nothing.\n"
    _, targets = followed("It is told in PL-001, section 4.", plan=plain)
    assert [t.outcome for t in targets] == [Outcome.UNTOLD]


@pytest.mark.parametrize(
    "row", ["| 1.1 | 2026-01-01 | section 9 removed |", "| 1.2 | 2026-02-01 | RMF-003 section 9 |"]
)
def test_a_line_of_the_revision_history_sends_nobody_anywhere(row: str) -> None:
    text = f"# Plan PL-001\n\n| Version | Date | Change |\n|---|---|---|\n{row}\n"
    texts = corpus(risk=RISK, plan=text)
    assert ReferenceIndex(texts).follow(sentence_of(texts, "section 9")) == ()
