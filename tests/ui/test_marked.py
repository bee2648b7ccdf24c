from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from domain.document import Block, BlockKind, Document, Span
from ui.parts.marked import flowing, marked_html, words_html
from ui.parts.words import plain

ATTACK = '![x](http://attacker.test/a) <script>alert(1)</script> <img src=x onerror="alert(1)">'


class Tags(HTMLParser):
    """The tags and the words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_markup_of_a_document_is_text() -> None:
    html = marked_html(ATTACK, Span(3, 60))
    assert Tags(html).tags == ["div", "mark"]
    assert "".join(Tags(html).words) == ATTACK


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.data())
def test_the_mark_holds_the_cited_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parsed = Tags(marked_html(text, Span(start, end)))
    assert parsed.tags == ["div", "mark"]
    assert text[start:end].strip() in "".join(parsed.words)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_words_of_the_law_are_text(text: str) -> None:
    parsed = Tags(words_html(text))
    assert parsed.tags == ["div"]
    assert "".join(parsed.words) == text


def test_line_ends_in_a_paragraph_flow_and_offsets_stay() -> None:
    text = "Title\n\none\ntwo three\n\n"
    blocks = (
        Block(BlockKind.HEADING, Span(0, 5)),
        Block(BlockKind.PARAGRAPH, Span(7, 20)),
    )
    document = Document("0" * 64, "a.pdf", "pdf", text, blocks)
    assert flowing(document) == "Title\n\none two three\n\n"


def test_labels_hold_no_markup() -> None:
    assert plain("![x](http://a.test) $x$ :red[y]") == (
        "\\!\\[x\\]\\(http\u2060\\:\\/\\/a\\.test\\) \\$x\\$ \\:red\\[y\\]"
    )
