"""Passages: they tile, follow structure and carry what a reader has in mind."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import SPLITTER, split
from tests.ingest.making import check, read_one

WORDS = "The device is tested on images of many sites and the result is kept. "
PIECES = st.sampled_from(
    [
        "# One\n\n",
        "## Two words\n\n",
        WORDS * 3 + "\n\n",
        WORDS * 20 + "\n\n",
        "They are:\n\n- " + WORDS + "\n- " + WORDS + "\n\n",
        "|A|B|\n|-|-|\n" + f"|x|{WORDS}|\n" * 20 + "\n",
        "> advice\n\n",
        "```\ncode\n```\n\n",
        "   \n\n",
        "é\u2028ü\t|\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_markdown_is_tiled(text: str) -> None:
    if text.strip():
        document = read_one("a.md", text.encode())
        assert document.text == text
        assert split(document) == split(document)


@given(st.text(max_size=200))
def test_any_text_is_tiled(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    from domain.document import Document  # noqa: PLC0415
    from ingest import read_bytes  # noqa: PLC0415

    for name in ("a.md", "a.txt", "a.csv"):
        for result in read_bytes(name, data):
            if isinstance(result, Document):
                check(result)


def test_sections_are_not_mixed_and_headings_go_with_what_follows() -> None:
    text = f"# A\n\n## B\n\n{WORDS}\n\n## C\n\n{WORDS}\n"
    passages = split(read_one("a.md", text.encode()))
    assert [p.section for p in passages] == [("A", "B"), ("A", "C")]
    assert passages[0].text.startswith("# A\n\n## B")
    assert [p.context for p in passages] == ["A > B", "A > C"]


def test_a_long_table_repeats_its_header_as_context() -> None:
    text = "# T\n\n|Hazard|Control|\n|-|-|\n" + f"|x|{WORDS}|\n" * 30
    passages = split(read_one("a.md", text.encode()))
    assert len(passages) > 2
    assert "Hazard | Control" not in passages[0].context
    assert all(p.context == "T\nHazard | Control" for p in passages[1:])
    assert all(p.text.startswith("|x|") for p in passages[1:])


def test_a_list_cut_off_from_its_lead_in_has_it_as_context() -> None:
    items = f"- {WORDS}{WORDS}\n" * 12
    passages = split(read_one("a.md", f"Intro. The controls are:\n\n{items}".encode()))
    assert len(passages) > 1
    assert passages[0].context == ""
    assert {p.context for p in passages[1:]} == {"The controls are:"}


def test_a_lead_in_is_not_left_behind() -> None:
    text = f"{WORDS * 9}\n\nThe controls are:\n\n- {WORDS}\n- {WORDS}\n"
    passages = split(read_one("a.md", text.encode()))
    assert passages[-1].text.startswith("The controls are:")


def test_long_paragraphs_are_cut_between_sentences() -> None:
    passages = split(read_one("a.txt", (WORDS * 60).encode()))
    assert all(len(p.text.split()) <= 180 for p in passages)
    assert all(p.text.rstrip().endswith("kept.") for p in passages)


def test_names_are_stable() -> None:
    first, again = (split(read_one("a.txt", b"Some words."))[0].id for _ in range(2))
    assert first == again
    assert SPLITTER == "structure-1"
