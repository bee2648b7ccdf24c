"""The builder: what it writes reads back, whatever the pieces are."""

from hypothesis import given
from hypothesis import strategies as st

from domain.document import BlockKind, Document
from ingest.documents.builder import Builder, clean, one_line
from tests.ingest.making import check

KINDS = st.sampled_from([k for k in BlockKind if k not in {BlockKind.HEADING, BlockKind.TABLE_ROW}])
PIECES = st.one_of(
    st.tuples(st.just("block"), KINDS, st.text(max_size=30)),
    st.tuples(st.just("heading"), st.integers(1, 6), st.text(max_size=12)),
    st.tuples(st.just("row"), st.booleans(), st.lists(st.text(max_size=8), max_size=4)),
)


def build(pieces: list[tuple[str, object, object]]) -> Document:
    builder = Builder()
    for number, (what, one, two) in enumerate(pieces, start=1):
        builder.start_page(number)
        if what == "block" and isinstance(one, BlockKind):
            builder.append(one, str(two))
        elif what == "heading" and isinstance(one, int):
            builder.heading(str(two), one)
        elif isinstance(two, list):
            builder.row(two, ["A", "B"], header=bool(one))
        builder.end_page(readable=True)
    return builder.document("0" * 64, "a", "text")


@given(st.lists(PIECES, max_size=12))
def test_any_pieces_keep_the_promises_of_a_document(
    pieces: list[tuple[str, object, object]],
) -> None:
    document = build(pieces)
    check(document)
    document.text.encode("utf-8")


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


def test_sections_close_when_a_heading_of_their_level_comes() -> None:
    builder = Builder()
    for title, level in (("A", 1), ("B", 2), ("C", 3), ("D", 2)):
        builder.heading(title, level)
    assert builder.section == ("A", "D")


def test_a_lead_in_ends_with_other_content() -> None:
    builder = Builder()
    builder.append(BlockKind.PARAGRAPH, "First. They are:")
    builder.append(BlockKind.LIST_ITEM, "one")
    builder.append(BlockKind.CODE, "x")
    builder.append(BlockKind.LIST_ITEM, "two")
    document = builder.document("0" * 64, "a", "text")
    leads = [block.lead_in for block in document.blocks]
    assert [lead.of(document.text) if lead else "" for lead in leads] == ["", "They are:", "", ""]
