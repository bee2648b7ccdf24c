"""Reads official texts of the MDR, the IVDR and the AI Act into trees of provisions.

`read_law` tells the form from the content and refuses a text that is not whole. Readers of one
form (`parse_oj_xhtml`, `parse_consolidated_xhtml`, `parse_formex`, `parse_oj_pdf`) give a
`RawLaw`, which `provisions_of` turns into provisions. `fetch_law` takes a text from the
Publications Office; nothing else here touches the network.
"""

from ingest.law.acts import is_divided
from ingest.law.completeness import check_law
from ingest.law.fetch import FetchedLaw, act_of_celex, fetch_law
from ingest.law.formex import parse_formex
from ingest.law.numerals import small_roman
from ingest.law.office import Office, load_office
from ingest.law.pdf_law import parse_oj_pdf
from ingest.law.reader import read_law
from ingest.law.references import cross_references
from ingest.law.tree import provisions_of
from ingest.law.xhtml_consolidated import parse_consolidated_xhtml
from ingest.law.xhtml_oj import parse_oj_xhtml

__all__ = [
    "FetchedLaw",
    "Office",
    "act_of_celex",
    "check_law",
    "cross_references",
    "fetch_law",
    "is_divided",
    "load_office",
    "parse_consolidated_xhtml",
    "parse_formex",
    "parse_oj_pdf",
    "parse_oj_xhtml",
    "provisions_of",
    "read_law",
    "small_roman",
]
