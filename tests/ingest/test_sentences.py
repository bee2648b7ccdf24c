"""Sentences: where they end, and that they read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import BlockKind, Span
from ingest.sentences import sentence_spans
from tests.ingest.making import read_one


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One is here. Two is here.", 2),
        ("See Fig. 3 and Tab. 4 for the results.", 1),
        ("Inputs, e.g. CT images, are checked, i.e. Those of the chest.", 1),
        ("Art. 10 of Reg. (EU) 2017/745 applies. It is met.", 2),
        ("Section 4.2.1 describes it. Version 2.1 differs.", 2),
        ("The mean was 94.1 %. The range was 92.0 to 96.3.", 2),
        ("Dr. J. Smith reviewed it. She approved.", 2),
        ("Miller et al. 2021 showed this. Others did not.", 2),
        ("The Widget Inc. device vs. the other one.", 1),
        ("Is it safe? Yes! It is.", 3),
        ('He wrote "stop." Then he left.', 2),
        ("It breaks\nover lines. And goes\non.", 2),
        ("The device is of class IIb. It is sterile.", 2),
        ("Software is in class B. Tests exist.", 2),
        ("1. The plan is kept. It is reviewed.", 2),
        ("Approx. 5 mm etc. The rest follows.", 2),
        ("No. 7 is open.", 1),
        ("There is no risk. No. It is low.", 3),
        ("**Bold end.** Next one.", 2),
        ("ISO 14971:2019. is cited", 1),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_counts(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


@given(st.text(alphabet='aB1. !?\n"()é', max_size=80))
def test_spans_are_trimmed_in_order_and_lose_nothing(text: str) -> None:
    end = 0
    for span in sentence_spans(text, Span(0, len(text))):
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        end = span.end
    assert not text[end:].strip()


def test_rows_and_headings_are_one_unit_each() -> None:
    document = read_one("a.md", b"# A. Title\n\n|A|B|\n|-|-|\n|One. Two.|x|\n\n- One. Two.\n")
    from ingest import sentences  # noqa: PLC0415 - the public way

    units = [(s.block.kind, s.text) for s in sentences(document)]
    assert (BlockKind.HEADING, "# A. Title") in units
    assert (BlockKind.TABLE_ROW, "|One. Two.|x|") in units
    assert [text for kind, text in units if kind is BlockKind.LIST_ITEM] == ["- One.", "Two."]
