from datetime import date

import pytest

from domain.errors import LawTextError
from domain.pinpoint import Act
from ingest.law import parse_consolidated_xhtml, provisions_of

HEAD = (
    '<html><body><p class="reference">02031R0007 \u2014 EN \u2014 05.01.2032 \u2014 002.001</p>'
    '<div id="tit_1"><p class="title-doc-first">REGULATION (EU) 2031/7 ON POTS</p></div>'
)


def article(number: str, *parts: str) -> str:
    title = f'<p class="title-article-norm">Article {number}</p>'
    heading = '<div class="eli-title"><p class="stitle-article-norm">Pots</p></div>'
    return f'<div class="eli-subdivision" id="art_{number}">{title}{heading}{"".join(parts)}</div>'


def norm(number: str, inner: str) -> str:
    span = f'<span class="no-parag">{number}  </span>'
    return f'<div class="norm">{span}<div class="norm inline-element">{inner}</div></div>'


def grid(marker: str, inner: str) -> str:
    first = f'<div class="list grid-list-column-1"><span>{marker} </span></div>'
    second = f'<div class="grid-list-column-2">{inner}</div>'
    return f'<div class="grid-container grid-list">{first}{second}</div>'


def texts(*units: str) -> dict[str, str]:
    raw = parse_consolidated_xhtml(f"{HEAD}{''.join(units)}</body></html>".encode())
    return {str(place): one.words for place, one in provisions_of(Act.AIA, raw.units).items()}


def test_paragraphs_grids_and_arrows() -> None:
    arrow = '<p class="arrow">\u25bcM1</p>'
    points = grid("(a)", f'<p class="norm">with</p>{grid("(i)", "lids")}')
    found = texts(article("6a", norm("1.", f"<p class='norm'>Pots:</p>{points}"), arrow))
    assert found == {
        "aia.art-6a": "",
        "aia.art-6a.1": "Pots:",
        "aia.art-6a.1.a": "with",
        "aia.art-6a.1.a.i": "lids",
    }


def test_what_follows_a_paragraph_belongs_to_it() -> None:
    found = texts(
        article(
            "1",
            norm("1.", "Pots:"),
            grid("a)", "red"),
            '<p class="norm">Or not.</p>',
            norm("2.", "B"),
        )
    )
    assert found["aia.art-1.1"] == "Pots:\nOr not."
    assert found["aia.art-1.1.a"] == "red"
    assert found["aia.art-1.2"] == "B"


def test_quoted_paragraphs_make_no_provision_up_to_the_closing_mark() -> None:
    found = texts(
        article(
            "5",
            '<p class="norm">Add:</p>',
            norm("\u20183.", "Kilns are hot."),
            norm("4.", "Very hot.\u2019."),
        ),
        article("6", norm("1.", "A")),
    )
    assert sorted(found) == ["aia.art-5", "aia.art-6", "aia.art-6.1"]
    assert found["aia.art-5"] == "Add:\n\u20183. Kilns are hot.\n4. Very hot.\u2019."


def test_footnote_marks_go_with_their_brackets() -> None:
    note = '(<a href="#E0001" id="src.E0001"><span class="superscript">1</span></a>)'
    footnote = '<p class="footnote">(1) A note</p>'
    assert texts(article("1", f"<p class='norm'>The council {note}, all.</p>{footnote}")) == {
        "aia.art-1": "The council, all."
    }


def test_an_annex_has_sections_and_tables() -> None:
    found = texts(
        article("1", "A"),
        '<div id="anx_II"><p class="title-annex-1">ANNEX II</p><p class="title-annex-2">Kilns</p>'
        '<p class="title-gr-seq-level-1">1. Doors</p>'
        '<div><p class="norm"><span class="no-parag">1.1. </span>A door shuts.</p></div>'
        '<p class="list">It stays shut.</p><table><tr><td>Clay</td><td>Cup</td></tr></table></div>',
    )
    assert found["aia.annex-ii.1.1"] == "A door shuts.\nIt stays shut.\nClay Cup"


def test_the_reference_tells_number_and_day() -> None:
    raw = parse_consolidated_xhtml(f"{HEAD}{article('1', 'A')}</body></html>".encode())
    assert (raw.celex, raw.as_of) == ("02031R0007-20320105", date(2032, 1, 5))
    assert raw.units[0].heading == "Pots"


def test_a_page_without_reference_is_refused() -> None:
    with pytest.raises(LawTextError, match="reference"):
        parse_consolidated_xhtml(f"<html><body>{article('1', 'A')}</body></html>".encode())
