from datetime import date

import pytest

from domain.errors import LawTextError
from domain.pinpoint import Act
from ingest.law import parse_oj_xhtml, provisions_of

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    '<p class="oj-hd-date">3.2.2031</p><div class="eli-main-title" id="tit_1">'
    '<p class="oj-doc-ti">REGULATION (EU) 2031/7 ON POTS</p></div>'
)
NOTE = '<a id="ntc1-x" href="#n">(<span class="oj-super oj-note-tag">1</span>)</a>'


def p(text: str, kind: str = "oj-normal") -> str:
    return f'<p class="{kind}">{text}</p>'


def row(*cells: str) -> str:
    return f"<table><tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>"


def article(number: int, *parts: str) -> str:
    title = f'<div class="eli-title" id="art_{number}.tit_1">{p("Pots", "oj-sti-art")}</div>'
    return (
        f'<div id="art_{number}">{p(f"Article {number}", "oj-ti-art")}{title}{"".join(parts)}</div>'
    )


def paragraph(identifier: str, *parts: str) -> str:
    return f'<div id="{identifier}">{"".join(parts)}</div>'


def annex(name: str, *parts: str) -> str:
    return f'<div id="anx_{name}">{p(f"ANNEX {name}", "oj-doc-ti")}{"".join(parts)}</div>'


def texts(*units: str) -> dict[str, str]:
    raw = parse_oj_xhtml(f"{HEAD}{''.join(units)}</body></html>".encode())
    return {str(place): one.words for place, one in provisions_of(Act.AIA, raw.units).items()}


def test_points_are_tables_and_sub_points_tables_within() -> None:
    point = row(p("(a)"), p("with") + row(p("(i)"), p("lids")))
    found = texts(article(1, paragraph("001.001", p("1.\u00a0\u00a0 Pots:"), point)))
    assert found["aia.art-1.1"] == "Pots:"
    assert found["aia.art-1.1.a"] == "with"
    assert found["aia.art-1.1.a.i"] == "lids"


def test_empty_cells_in_front_are_passed_over() -> None:
    found = texts(article(1, row("", p("1."), "<span>Clay</span>") + row("", "", p("2."), "Glaze")))
    assert (found["aia.art-1.1"], found["aia.art-1.2"]) == ("Clay", "Glaze")


def test_a_nested_table_with_an_empty_first_cell_is_a_sub_point() -> None:
    found = texts(article(1, row(p("(a)"), p("Pots") + row("", p("\u2014"), p("of clay")))))
    assert found["aia.art-1.a.indent-1"] == "of clay"


def test_a_row_without_marker_is_text() -> None:
    assert texts(article(1, row("wide", "narrow")))["aia.art-1"] == "wide narrow"


def test_paragraph_ids_in_quoted_amendments_make_no_provision() -> None:
    quote = paragraph("003.001", p("\u20181. Kilns are hot.\u2019"))
    found = texts(
        article(3, paragraph("003.001", p("1. A kiln."))),
        article(5, p("This is added:"), f"<div>{quote}</div>"),
        article(6, p("And this:"), quote.replace("003", "004")),
    )
    assert sorted(found) == ["aia.art-3", "aia.art-3.1", "aia.art-5", "aia.art-6"]
    assert found["aia.art-3.1"] == "A kiln."
    assert found["aia.art-5"] == "This is added:\n\u20181. Kilns are hot.\u2019"
    assert found["aia.art-6"] == "And this:\n\u20181. Kilns are hot.\u2019"


def test_words_beside_paragraphs_in_a_quoted_cell_are_kept() -> None:
    quoted = row(p("\u2018(12)"), "A jar" + p("has a lid.\u2019"))
    found = texts(article(1, f"<div>{quoted}</div>"))
    assert found["aia.art-1"] == "\u2018(12) A jar has a lid.\u2019"


def test_footnote_marks_and_footnotes_are_dropped() -> None:
    found = texts(
        article(1, p(f"The council {NOTE}, then {NOTE} all.") + p("(1) A note", "oj-note"))
    )
    assert found["aia.art-1"] == "The council, then all."


def test_a_paragraph_number_may_lack_its_dot() -> None:
    found = texts(article(2, paragraph("002.001", p("1 Bowls are round."))))
    assert found["aia.art-2.1"] == "Bowls are round."


def test_annex_sections_are_headings_or_plain_paragraphs() -> None:
    heading = "oj-ti-grseq-1"
    found = texts(
        annex(
            "II",
            p("KILNS", heading),
            p("1. Doors", heading),
            p("1.1. A door shuts."),
            row(p("(a)"), p("at once")),
            p("It stays shut."),
            p("1.2. Hinges", heading),
            p("A hinge turns."),
        )
    )
    assert found["aia.annex-ii.1.1"] == "A door shuts.\nIt stays shut."
    assert found["aia.annex-ii.1.1.a"] == "at once"
    assert found["aia.annex-ii.1.2"] == "A hinge turns."


def test_a_real_table_is_text_row_by_row() -> None:
    rows = "".join(
        f'<tr class="oj-table"><td>{p(a)}</td><td>{p(b)}</td></tr>'
        for a, b in (("Clay", "Use"), ("1.", "Cup"))
    )
    found = texts(annex("I", p("TABLE", "oj-ti-grseq-1"), f"<table>{rows}</table>"))
    assert found == {"aia.annex-i": "Clay Use\n1. Cup"}


def test_recitals_are_units() -> None:
    found = texts(f'<div id="rct_12">{row(p("(12)"), p("Pots matter."))}</div>', article(1, p("A")))
    assert found["aia.rec-12"] == "Pots matter."


def test_the_day_of_publication_is_read() -> None:
    raw = parse_oj_xhtml(f"{HEAD}{article(1, p('A'))}</body></html>".encode())
    assert (raw.as_of, raw.title) == (date(2031, 2, 3), "REGULATION (EU) 2031/7 ON POTS")


@pytest.mark.parametrize(
    "page", [HEAD + "</body></html>", f"<html><body>{article(1, p('A'))}</body></html>", "pots"]
)
def test_a_page_without_title_or_articles_is_refused(page: str) -> None:
    with pytest.raises(LawTextError, match=r"pots\.html"):
        parse_oj_xhtml(page.encode(), "pots.html")


def test_a_paragraph_without_number_is_refused() -> None:
    with pytest.raises(LawTextError, match=r"001\.001"):
        texts(article(1, paragraph("001.001", p("No number."))))


def test_html_that_is_not_well_formed_is_read_too() -> None:
    page = f"{HEAD}{article(1, p('A<br>pot'))}</body></html>".partition("?>")[2]
    raw = parse_oj_xhtml(page.encode())
    assert provisions_of(Act.AIA, raw.units).popitem()[1].text == "A pot"
