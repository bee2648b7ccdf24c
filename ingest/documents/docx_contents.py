"""Entries of a written or generated table of contents in a DOCX."""

import re

from lxml import etree

from ingest.documents.docx_styles import W

_FIELD = re.compile(r"\s*TOC\b")
_ANCHOR = re.compile(r"_Toc\d+")
_PAGED = re.compile(r"\S.*\t\s*(?:\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE | re.DOTALL)
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$|\u2026{2,}\s*\d{1,4}$")
_FILLED = {"dot", "hyphen", "underscore", "middleDot", "heavy"}


def is_entry(paragraph: etree._Element, text: str) -> bool:
    """Whether a body paragraph is an entry of a table of contents.

    It is one that ends with a page number behind a tab leader, that a TOC field begins in, or
    that links to a place which a TOC field has marked.
    """
    if _LEADER.search(text) or (_PAGED.fullmatch(text) and _has_leader(paragraph)):
        return True
    if any(_FIELD.match(code.text or "") for code in paragraph.iter(f"{W}instrText")):
        return True
    links = paragraph.iter(f"{W}hyperlink")
    return any(_ANCHOR.match(link.get(f"{W}anchor", "")) for link in links) and "\t" in text


def _has_leader(paragraph: etree._Element) -> bool:
    tabs = paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    return any(tab.get(f"{W}leader", "") in _FILLED for tab in tabs)
