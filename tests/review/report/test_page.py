import re
from html.parser import HTMLParser

from review.report.page import page
from tests.review.report.making import report

HTML = page(report()).decode()


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [str(found["id"])] if "id" in found else []
        self.links += [str(found["href"])] if "href" in found else []
        self.sources += [str(found["src"])] if "src" in found else []


def read() -> Read:
    parser = Read()
    parser.feed(HTML)
    return parser


def test_every_link_leads_somewhere() -> None:
    found = read()
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert len(inside) > 20
    assert set(inside) <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    outside = {link for link in found.links if not link.startswith("#")}
    assert outside
    assert all(link.startswith("https://eur-lex.europa.eu/") for link in outside)


def test_it_is_one_file_without_script() -> None:
    found = read()
    assert not found.tags & {"script", "iframe", "link", "img", "object"}
    assert not found.sources
    assert "url(" not in HTML
    assert "default-src 'none'" in HTML


def test_words_of_others_are_no_markup() -> None:
    assert "b" in read().tags
    assert "<b>them</b>" not in HTML
    assert "&lt;b&gt;them&lt;/b&gt;" in HTML
    assert "&lt;b&gt;Pan&lt;/b&gt;" in HTML


def test_every_row_is_in_it_with_its_decision() -> None:
    ids = set(read().ids)
    assert {row.obligation for row in report().findings} <= ids
    assert "changed: Ada, 2026-11-24" in HTML
    assert "decide again" in HTML
    assert "a" * 64 in HTML
    assert "Signed off by Ada" in HTML


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page(report()) == HTML.encode()
    assert not re.search(r"\d\d:\d\d:\d\d\.\d", HTML)
