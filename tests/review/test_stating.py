"""A sentence of a document that is no plain statement says so where it is shown as an answer."""

from collections.abc import Iterator

import pytest

from domain.finding import DocumentCitation
from review.assembly import Workbench
from review.report.answer import answer_lines, answer_payload
from review.settings import Settings
from tests.review.making import corpus

QUESTION = "How are the zebra logs of Nordlys kept?"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"))) as made:
        yield made


@pytest.mark.parametrize(
    ("sentence", "caution"),
    [
        ("The zebra logs of Nordlys are kept for ten years.", ""),
        ("The zebra logs of Nordlys are not kept.", "denied, not asserted"),
        ("The zebra logs of Nordlys will be kept for ten years.", "planned, not asserted"),
        ("The zebra logs of Nordlys are kept for [number] years.", "placeholder, not asserted"),
    ],
)
def test_what_is_no_plain_statement_says_so(bench: Workbench, sentence: str, caution: str) -> None:
    documents = corpus(report=f"# Logs\n\n{sentence}\n")
    answer = bench.ask(QUESTION, documents)
    shown = [*answer.statements, *answer.nearest]
    (own,) = (s for s in shown if isinstance(s.citations[0], DocumentCitation))
    assert own.text == sentence
    assert own.caution.startswith(caution)
    assert bool(own.caution) == bool(caution)
    lines = "\n".join(answer_lines(answer, documents, bench.law.shelf))
    assert (f"mind: {caution}" in lines) == bool(caution)
    assert own.caution in str(answer_payload(answer, documents, bench.law.shelf))
