from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

import ingest
from domain.document import Document as Read
from review.report.anchored import Remark, with_comments


def source() -> bytes:
    made = Document()
    made.add_heading("Oversight", 1)
    first = made.add_paragraph("The reader can ")
    first.add_run("override").bold = True
    first.add_run(" the output. The log is kept for ten years.")
    made.add_paragraph("The log is kept for ten years.")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Sensitivity", "94.1 %"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def commented(*remarks: Remark) -> list[tuple[str, str]]:
    """Each comment with the words that it is set on."""
    made = Document(BytesIO(with_comments(source(), remarks)))
    found = []
    for comment in made.comments:
        inside, words = False, []
        for element in made.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart")
            elif inside and element.tag == qn("w:t"):
                words.append(element.text or "")
        found.append(("".join(words), comment.text))
    return found


def test_a_comment_is_set_on_exactly_the_words() -> None:
    words = "The reader can override the output."
    assert commented(Remark(words, 0, "said")) == [(words, "said")]
    inner = "log is kept"
    assert commented(Remark(inner, 0, "said")) == [(inner, "said")]


def test_of_several_places_with_the_same_words_the_right_one_is_taken() -> None:
    words = "The log is kept for ten years."
    made = Document(BytesIO(with_comments(source(), [Remark(words, 1, "second")])))
    start = next(made.element.body.iter(qn("w:commentRangeStart")))
    paragraph = start.getparent()
    assert "".join(t.text or "" for t in paragraph.iter(qn("w:t"))) == words


def test_a_row_of_a_table_is_commented_as_a_whole() -> None:
    assert commented(Remark("Sensitivity | 94.1 %", 0, "said")) == [("Sensitivity94.1 %", "said")]


def test_what_is_not_found_is_told_and_set_nowhere_else() -> None:
    ((_, told),) = commented(Remark("The reader cannot override the output.", 0, "said"))
    assert "could not be marked" in told
    assert "cannot override" in told


def test_the_words_stay_as_they_were_and_the_bytes_too() -> None:
    remarks = [Remark("override the", 0, "a"), Remark("The log is kept", 0, "b")]
    made = with_comments(source(), remarks)
    assert made == with_comments(source(), remarks)
    texts = []
    for data in (source(), made):
        (read,) = ingest.read_bytes("use.docx", data)
        assert isinstance(read, Read)
        texts.append([b.span.of(read.text) for b in read.blocks if b.kind.value != "comment"])
    assert texts[0] == texts[1]
