"""Numbers that Word counts: as a reader sees them, and out of the text."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from domain.document import BlockKind
from ingest.documents.docx_numbers import number_paragraphs
from ingest.documents.docx_styles import W
from tests.ingest.making import docx_file, read_one, texts

NS = nsdecls("w")
LEVELS = 4


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def scheme(*levels: str, key: int = 7) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def use(number: int, key: int = 7, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'


def paragraph(number: int, at: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>words</w:t></w:r></w:p>"


def numbers(definitions: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    root = etree.fromstring(f"<w:numbering {NS}>{''.join(definitions)}</w:numbering>")
    body = etree.fromstring(f"<w:body {NS}>{''.join(paragraphs)}</w:body>")
    found = number_paragraphs(body, root, {})
    return [found.get(p, "") for p in body.iter(f"{W}p")]


DECIMAL = scheme(*(level(at, ".".join(f"%{n + 1}" for n in range(at + 1))) for at in range(LEVELS)))


@given(st.lists(st.integers(0, LEVELS - 1), max_size=30))
def test_each_number_counts_its_elder_siblings_under_the_same_parent(levels: list[int]) -> None:
    expected: list[str] = []
    counts: list[int] = []
    for at in levels:
        counts = [*counts[: at + 1], *[1] * (at - len(counts))]
        counts = [*counts[:at], counts[at] + 1] if len(counts) > at else [*counts, 1]
        expected.append(".".join(map(str, counts)))
    assert numbers([DECIMAL, use(1)], [paragraph(1, at) for at in levels]) == expected


def test_letters_romans_and_legal_numbering() -> None:
    made = scheme(
        level(0, "Article %1.", "upperRoman"),
        level(1, "%2)", "lowerLetter"),
        level(2, "%1.%3", more="<w:isLgl/>"),
        level(3, "%4", "bullet"),
    )
    seen = numbers([made, use(1)], [paragraph(1, at) for at in (0, 0, 0, 0, 1, 1, 2, 3)])
    assert seen[:4] == ["Article I.", "Article II.", "Article III.", "Article IV."]
    assert seen[4:] == ["a)", "b)", "4.1", ""]


def test_lists_of_one_scheme_go_on_and_an_override_begins_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    seen = numbers(
        [DECIMAL, use(1), use(2), use(3, more=again)],
        [paragraph(n) for n in (1, 1, 2, 3, 3)],
    )
    assert seen == ["1", "2", "3", "5", "6"]


def test_a_level_that_never_restarts() -> None:
    made = scheme(level(0, "%1"), level(1, "H-%2", more='<w:lvlRestart w:val="0"/>'))
    seen = numbers([made, use(1)], [paragraph(1, at) for at in (0, 1, 1, 0, 1)])
    assert seen == ["1", "H-1", "H-2", "2", "H-3"]


def test_a_list_that_is_defined_by_a_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="L"/></w:abstractNum>'
    made = scheme('<w:styleLink w:val="L"/>', level(0, "%1."))
    assert numbers([made, linked, use(1, 8)], [paragraph(1), paragraph(1)]) == ["1.", "2."]


def test_nothing_is_counted_for_lists_that_are_not_there() -> None:
    assert numbers([DECIMAL, use(1)], [paragraph(0), paragraph(9), paragraph(1, 8)]) == [""] * 3


def build(document: Any) -> None:  # noqa: ANN401 - python-docx gives no public type
    tied = [
        level(at, text, more=f'<w:pStyle w:val="Heading{at + 1}"/>')
        for at, text in enumerate(("%1", "%1.%2"))
    ]
    root = document.part.numbering_part.element
    for child in (*root.findall(f"{W}abstractNum"), *root.findall(f"{W}num")):
        root.remove(child)
    for definition in (scheme(*tied), scheme(level(0, "SRS-%1"), key=9), use(1), use(2, 9)):
        root.append(parse_xml(definition.replace(">", f" {NS}>", 1)))
    for name in ("Heading 1", "Heading 2"):
        style = document.styles[name].element.get_or_add_pPr()
        style.append(parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>'))
    document.add_heading("Scope", 1)
    document.add_heading("Robustness", 1)
    document.add_heading("Noise", 2)
    document.add_paragraph("The loss is 1.1 points.")
    grid = document.add_table(3, 2)
    for row, words in enumerate(("Requirement", "Shows the score", "Keeps the log")):
        grid.cell(row, 1).text = words
    grid.cell(0, 0).text = "ID"
    for row in (1, 2):
        listed = parse_xml(f'<w:numPr {NS}><w:numId w:val="2"/></w:numPr>')
        grid.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().append(listed)


def test_numbers_of_headings_are_in_the_path_and_not_in_the_text() -> None:
    document = read_one("a.docx", docx_file(build))
    assert texts(document, BlockKind.HEADING) == ["Scope", "Robustness", "Noise"]
    headings = [block.number for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["1", "2", "2.1"]
    (loss,) = (b for b in document.blocks if b.kind is BlockKind.PARAGRAPH)
    assert loss.section == ("2 Robustness", "2.1 Noise")


def test_a_cell_of_nothing_but_a_number_shows_it() -> None:
    document = read_one("a.docx", docx_file(build))
    rows = texts(document, BlockKind.TABLE_ROW)
    assert rows[-2:] == ["SRS-1 | Shows the score", "SRS-2 | Keeps the log"]
