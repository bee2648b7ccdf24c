"""Which sentences of documents answer a question: order, what is never shown, and silence."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Answer, DocumentCitation, Statement
from review.assembly import Workbench
from review.corpus import Corpus
from review.report.answer import answer_lines
from review.settings import Settings
from tests.review.making import corpus

WORDS = ("bias", "log", "data", "radiologist", "stop", "kept", "not", "who", "?")

REPORT = """# Oversight and logging

Document OL-1, issue 2.

## Revision history

| Version | Date | Author | Change |
|---|---|---|---|
| 1.0 | 2026-01-10 | M. Berg | Bias of the training data, log retention and automation bias |
| 1.1 | 2026-02-11 | M. Berg | Oversight by the radiologist added |

## 1 Human oversight

The reading radiologist oversees each result and can stop the analysis at any time.

## 2 Automation bias

Measures against automation bias are not described in this revision.

## 3 Logs

Logs are written for each study.
A procedure for the retention of the logs will be established before launch.

## 4 Data

Table 1: Bias of the training data

The training data were examined for bias by sex, age and site.
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"))) as made:
        yield made


@pytest.fixture(scope="module")
def documents() -> Corpus:
    return corpus(report=REPORT)


def own(statements: tuple[Statement, ...]) -> list[Statement]:
    return [s for s in statements if isinstance(s.citations[0], DocumentCitation)]


def first(answer: Answer) -> Statement:
    return own(answer.statements)[0]


@pytest.mark.parametrize(
    ("question", "begins", "caution"),
    [
        ("Was the training data checked for bias?", "The training data were examined", ""),
        ("Who oversees the system and can they stop it?", "The reading radiologist", ""),
        ("What is done against automation bias?", "Measures against", "denied, not asserted"),
        ("How long are logs kept?", "A procedure for the retention", "planned, not asserted"),
        ("What was changed in version 1.1, by which author?", "| 1.1 | 2026-02-11", ""),
    ],
)
def test_the_sentence_that_answers_comes_first(
    bench: Workbench, documents: Corpus, question: str, begins: str, caution: str
) -> None:
    told = first(bench.ask(question, documents))
    assert told.text.startswith(begins)
    assert told.caution.startswith(caution)
    assert bool(told.caution) == bool(caution)


def test_headings_and_the_revision_history_are_no_answers(
    bench: Workbench, documents: Corpus
) -> None:
    answer = bench.ask("Was the training data checked for bias?", documents)
    texts = [one.text for one in own(answer.statements)]
    assert texts
    assert not [text for text in texts if "M. Berg" in text or not text.rstrip().endswith(".")]


def test_where_the_documents_do_not_speak_of_it_that_is_said(
    bench: Workbench, documents: Corpus
) -> None:
    answer = bench.ask("How is the sterile packaging of the infusion pump tested?", documents)
    assert not own(answer.statements)
    assert any("Nothing in the documents" in note for note in answer.notes)
    assert own(answer.nearest)


def test_what_comes_near_stands_apart_from_what_the_law_answers(
    bench: Workbench, documents: Corpus
) -> None:
    answer = bench.ask("How many days after a death must a manufacturer report it?", documents)
    assert not answer.abstained
    assert not own(answer.statements)
    lines = list(answer_lines(answer, documents, bench.law.shelf))
    heading = next(n for n, line in enumerate(lines) if "Nearest in them" in line)
    near = own(answer.nearest)
    assert near
    assert all(lines.index(one.text) > heading for one in near)


def test_what_denies_comes_after_what_asserts_as_much(bench: Workbench) -> None:
    documents = corpus(
        one="# Training\n\nThe staff were not trained in AI literacy.\n",
        two="# Training\n\nThe staff were trained in AI literacy.\n",
    )
    said = own(bench.ask("Were the staff trained in AI literacy?", documents).statements)
    assert [bool(one.caution) for one in said] == [False, True]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_every_statement_reads_back_once_and_is_the_same_again(
    bench: Workbench, documents: Corpus, words: list[str]
) -> None:
    question = " ".join(words)
    answer = bench.ask(question, documents)
    cited = own((*answer.statements, *answer.nearest))
    for one in cited:
        (place,) = (c for c in one.citations if isinstance(c, DocumentCitation))
        text = documents.document(place.document).text
        assert " ".join(place.span.of(text).split()) == one.text
    assert len({one.text for one in cited}) == len(cited)
    assert bench.ask(question, documents) == answer
