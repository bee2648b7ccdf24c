"""DOCX: every kind of content, each labelled as what it is."""

import pytest
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor

from domain.document import BlockKind, Document, ReadFailure
from domain.errors import FailureReason
from ingest import read_bytes
from tests.ingest.making import cells, changed_zip, docx_file, read_one, texts


def xml(inner: str) -> BaseOxmlElement:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def run(text: str, props: str = "") -> str:
    return f"<w:r><w:rPr>{props}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def add(document: DocumentObject, inner: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, xml(inner))


def build(document: DocumentObject) -> None:
    document.add_paragraph("Risk file", style="Title")
    document.add_heading("Scope", 1)
    document.add_heading("Controls", 2)
    document.add_paragraph("The controls are:")
    document.add_paragraph("an alarm", style="List Bullet")
    document.add_paragraph("a timer", style="List Number")
    grid = document.add_table(3, 3)
    for row, values in enumerate(
        (("ID", "Hazard", "Control"), ("H1", "Miss", "Alarm"), ("H2", "", "T"))
    ):
        for column, value in enumerate(values):
            grid.cell(row, column).text = value
    grid.cell(1, 1).merge(grid.cell(2, 1))
    gone = "<w:r><w:delText xml:space='preserve'>not </w:delText></w:r>"
    deleted = f"<w:del w:id='1' w:author='a'>{gone}</w:del>"
    inserted = f"<w:ins w:id='2' w:author='a'>{run('always ')}</w:ins>"
    add(
        document,
        run("It is ") + deleted + inserted + run("tested. ") + run("secret", "<w:vanish/>"),
    )
    control = f"<w:sdt><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>"
    add(document, run("Words ") + control + run("."))
    inner = f"<w:txbxContent><w:p>{run('In a text box.')}</w:p></w:txbxContent>"
    box = f"<w:r><w:pict>{inner}</w:pict></w:r>"
    add(document, run("Beside a box.") + box)
    style = document.styles.add_style("Guidance note", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Replace this text.", style=style)
    document.sections[0].header.paragraphs[0].text = "RMF-003"
    document.add_comment(document.paragraphs[0].runs, "Please check.", author="A", initials="A")


@pytest.fixture(scope="module")
def file() -> bytes:
    return docx_file(build)


@pytest.fixture(scope="module")
def document(file: bytes) -> Document:
    return read_one("a.docx", file)


def test_headings_and_title(document: Document) -> None:
    assert document.title == "Risk file"
    assert texts(document, BlockKind.HEADING) == ["Risk file", "Scope", "Controls"]
    assert document.blocks[3].section == ("Scope", "Controls")


def test_lists_with_lead_in(document: Document) -> None:
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [b.span.of(document.text) for b in items] == ["an alarm", "a timer"]
    assert [b.lead_in.of(document.text) for b in items if b.lead_in] == ["The controls are:"] * 2


def test_tables_with_merged_cells(document: Document) -> None:
    assert cells(document) == [["H1", "Miss", "Alarm"], ["H2", "Miss", "T"]]
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert {b.headers for b in rows} == {("ID", "Hazard", "Control")}


def test_tracked_and_hidden_text(document: Document) -> None:
    assert "It is always tested." in texts(document, BlockKind.PARAGRAPH)
    assert texts(document, BlockKind.DELETED) == ["not"]
    assert texts(document, BlockKind.HIDDEN) == ["secret"]


def test_controls_boxes_advice_comments_and_headers(document: Document) -> None:
    paragraphs = texts(document, BlockKind.PARAGRAPH)
    assert {"Words in a control.", "Beside a box.", "In a text box."} <= set(paragraphs)
    assert texts(document, BlockKind.ADVICE) == ["Replace this text."]
    assert texts(document, BlockKind.COMMENT) == ["Please check."]
    assert texts(document, BlockKind.RUNNING) == ["RMF-003"]


@pytest.mark.parametrize("width", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("before", [0, 50_000])
def test_entities_are_refused(file: bytes, width: str, before: int) -> None:
    bomb = f'<!--{"x" * before}--><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def declared(content: bytes) -> bytes:
        text = content.decode().partition("?>")[2]
        return text.replace("<w:document", f"{bomb}<w:document", 1).encode(width)

    data = changed_zip(file, {"word/document.xml": declared})
    (result,) = read_bytes("a.docx", data)
    assert isinstance(result, ReadFailure)
    assert result.reason is FailureReason.UNSAFE


def test_broken_xml_is_damage(file: bytes) -> None:
    data = changed_zip(file, {"word/document.xml": lambda x: x[: len(x) // 2]})
    (result,) = read_bytes("a.docx", data)
    assert isinstance(result, ReadFailure)
    assert result.reason is FailureReason.DAMAGED


def test_an_empty_document_has_no_text() -> None:
    (result,) = read_bytes("a.docx", docx_file(lambda _: None))
    assert isinstance(result, ReadFailure)
    assert result.reason is FailureReason.NO_TEXT


def test_a_table_round_running_text_is_read_as_text() -> None:
    def frame(document: DocumentObject) -> None:
        grid = document.add_table(1, 2)
        for column in (0, 1):
            grid.cell(0, column).text = f"Side {column} says this. " * 40

    read = read_one("a.docx", docx_file(frame))
    assert len(texts(read, BlockKind.PARAGRAPH)) == 2


def test_captions_are_no_headings() -> None:
    def captioned(document: DocumentObject) -> None:
        document.add_heading("Tests", 1)
        document.add_paragraph("Table 1: Results", style="Caption")
        for text in ("Figure 2 Data flow", "Table A-3", "Table manners"):
            document.add_paragraph().add_run(text).bold = True

    read = read_one("a.docx", docx_file(captioned))
    assert texts(read, BlockKind.HEADING) == ["Tests", "Table manners"]
    assert texts(read, BlockKind.PARAGRAPH) == [
        "Table 1: Results",
        "Figure 2 Data flow",
        "Table A-3",
    ]


LEADER = "<w:pPr><w:tabs><w:tab w:val='right' w:leader='dot' w:pos='9000'/></w:tabs></w:pPr>"
LINKED = (
    "<w:hyperlink w:anchor='_Toc12'><w:r><w:t>2 Tests</w:t><w:tab/></w:r></w:hyperlink>"
    "<w:r><w:t>IV</w:t></w:r>"
)


def test_entries_of_a_contents_list_are_told_by_leader_field_or_link() -> None:
    def listed(document: DocumentObject) -> None:
        entry = "<w:r><w:t>1 Scope</w:t><w:tab/><w:t>2</w:t></w:r>"
        add(document, LEADER + entry)
        add(document, LINKED)
        add(document, "<w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:t>3 End</w:t></w:r>")
        add(document, "<w:r><w:t>Dose</w:t><w:tab/><w:t>2</w:t></w:r>")
        add(document, "<w:r><w:t>Signature ..........</w:t></w:r>")

    read = read_one("a.docx", docx_file(listed))
    assert texts(read, BlockKind.CONTENTS) == ["1 Scope\t2", "2 Tests\tIV", "3 End"]
    assert texts(read, BlockKind.PARAGRAPH) == ["Dose\t2", "Signature .........."]


SHADE = "<w:shd w:val='clear' w:fill='1F3864'/>"
PLAIN = "<w:shd w:val='clear' w:fill='FFFFFF'/>"
WHITE = "<w:color w:val='FFFFFF'/>"


@pytest.mark.parametrize(
    ("props", "paragraph", "hidden"),
    [
        (WHITE, "", True),
        ("<w:color w:val='FDFDFD'/>", "", True),
        (WHITE, f"<w:pPr>{PLAIN}</w:pPr>", True),
        ("<w:sz w:val='4'/>", "", True),
        ("<w:vanish/>", "", True),
        (WHITE + SHADE, "", False),
        (WHITE, f"<w:pPr>{SHADE}</w:pPr>", False),
        ("<w:color w:val='auto'/><w:sz w:val='12'/>", "", False),
        ("<w:color w:val='808080'/>", "", False),
        (WHITE + "<w:highlight w:val='blue'/>", "", False),
    ],
)
def test_runs_without_contrast_or_size_are_hidden(props: str, paragraph: str, hidden: bool) -> None:
    def planted(document: DocumentObject) -> None:
        document.add_heading("Scope", 1)
        add(document, paragraph + run("Seen. ") + run("planted", props))

    read = read_one("a.docx", docx_file(planted))
    assert texts(read, BlockKind.HIDDEN) == (["planted"] if hidden else [])
    assert [w for w in read.warnings if "section Scope: hidden text" in w] == list(
        read.warnings[: int(hidden)]
    )


def test_white_words_in_shaded_cells_are_seen() -> None:
    def shaded(document: DocumentObject) -> None:
        grid = document.add_table(2, 2)
        for at, words in enumerate(("Hazard", "Control", "Miss", "Alarm")):
            grid.cell(at // 2, at % 2).text = words
        for cell in grid.rows[0].cells:
            cell._tc.get_or_add_tcPr().append(parse_xml(SHADE.replace("/>", f" {nsdecls('w')}/>")))
            cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)

    read = read_one("a.docx", docx_file(shaded))
    assert not texts(read, BlockKind.HIDDEN)
    assert "Hazard | Control" in read.text
