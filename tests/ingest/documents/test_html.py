"""HTML: what is shown, what is hidden and what is dropped."""

import pytest

from domain.document import BlockKind, Document
from tests.ingest.making import cells, read_one, texts

PAGE = """<!doctype html><html><head><title>Risk file</title><style>p{}</style></head><body>
<nav><a href="#a">Scope</a></nav><script>var x = "no";</script><!-- no -->
<h1>Scope</h1><h2>Controls</h2><p>The <b>controls</b> are:</p>
<ul><li>an alarm</li><li><p>a timer</p></li></ul>
<p style="display:none">hidden words</p><p hidden>more hidden</p>
<table><caption>Hazards</caption><tr><th>ID</th><th>Hazard</th></tr>
<tr><td rowspan="2">H1</td><td>Miss<br>again</td></tr><tr><td>Delay</td></tr></table>
<pre>x  = 1</pre><p>Caf&eacute; at 5&nbsp;mm</p><div>loose <p>inner</p> words</div></body></html>"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_one("a.html", PAGE.encode())


def test_structure(document: Document) -> None:
    assert document.title == "Risk file"
    assert texts(document, BlockKind.HEADING) == ["Scope", "Controls"]
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [b.span.of(document.text) for b in items] == ["an alarm", "a timer"]
    leads = [b.lead_in.of(document.text) for b in items if b.lead_in]
    assert leads == ["The controls are:"] * 2
    assert texts(document, BlockKind.CONTENTS) == ["Scope"]
    assert texts(document, BlockKind.CODE) == ["x  = 1"]


def test_tables(document: Document) -> None:
    assert cells(document) == [["H1", "Miss again"], ["H1", "Delay"]]
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert {b.headers for b in rows} == {("ID", "Hazard")}


def test_hidden_and_dropped(document: Document) -> None:
    assert texts(document, BlockKind.HIDDEN) == ["hidden words", "more hidden"]
    assert '"no"' not in document.text
    assert {"Café at 5 mm", "loose", "inner", "words"} <= set(texts(document, BlockKind.PARAGRAPH))


def test_declared_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body>żółw</body></html>"
    assert read_one("a.html", page.encode("iso-8859-2")).text.strip() == "żółw"


def test_deep_nesting_does_not_break() -> None:
    page = "<html><body>" + "<div>" * 3000 + "words" + "</div>" * 3000
    from ingest import read_bytes  # noqa: PLC0415

    assert len(read_bytes("a.html", page.encode())) == 1


BLACK = "style='background:#111'"
HIDING = {
    "<p>Seen</p><p style='display: none'>planted</p>": True,
    "<p>Seen</p><p style='color:red;visibility:hidden'>planted</p>": True,
    "<p>Seen</p><p hidden>planted</p>": True,
    "<p>Seen</p><span style='font-size:0'>planted</span>": True,
    "<p>Seen</p><span style='font-size: 1px; color: red'>planted</span>": True,
    "<p>Seen</p><span style='opacity:0'>planted</span>": True,
    "<p>Seen</p><p style='color:#fff'>planted</p>": True,
    f"<p>Seen</p><div {BLACK}><p style='color:rgb(17,17,20)'>planted</p></div>": True,
    "<p>Seen</p><p style='position:absolute; left:-9999px'>planted</p>": True,
    "<style>.x{display:none}</style><p>Seen</p><p class='a x'>planted</p>": True,
    "<h1>Seen <i style='display:none'>planted</i></h1>": True,
    "<table><tr><td>Seen<td hidden>planted<tr><td>a<td>b</table>": True,
    "<table><tr><td>Seen<td>a<tr hidden><td>planted<td></table>": True,
    "<p>Seen</p><p style='color:white;background-color:navy'>planted</p>": False,
    "<p>Seen</p><p style='font-size:10px;opacity:0.5'>planted</p>": False,
    "<p>Seen</p><table><tr><td bgcolor='#036' style='color:white'>planted</table>": False,
    "<style>body{background:#000}</style><p>Seen</p><p style='color:#fff'>planted</p>": False,
}


@pytest.mark.parametrize("page", HIDING)
def test_what_a_browser_would_not_show_is_hidden(page: str) -> None:
    document = read_one("a.html", f"<!DOCTYPE html><html><body>{page}</body></html>".encode())
    hidden = texts(document, BlockKind.HIDDEN)
    assert hidden == (["planted"] if HIDING[page] else [])
    assert any("hidden text" in warning for warning in document.warnings) is HIDING[page]
    assert {"Seen", "planted"} <= set(document.text.replace("|", " ").split())
