"""Tells the form of a law file from its content and reads it."""

import hashlib
import re
from collections.abc import Callable

from domain.errors import LawTextError
from domain.law import LawText, LawVersion
from ingest.law.acts import act_facts, act_of
from ingest.law.completeness import check_law
from ingest.law.formex import parse_formex
from ingest.law.pdf_law import parse_oj_pdf
from ingest.law.raw import RawLaw
from ingest.law.tree import provisions_of
from ingest.law.xhtml_consolidated import parse_consolidated_xhtml
from ingest.law.xhtml_oj import parse_oj_xhtml

_ENGLISH = re.compile(r"\bregulation\b", re.IGNORECASE)
_Reader = Callable[[bytes, str], RawLaw]


def read_law(name: str, data: bytes) -> LawText:
    """Read an official text of the MDR, the IVDR or the AI Act and check that it is whole.

    `name` is for messages only. Raises `LawTextError` for another act, for a form that is not
    known, for another language and for a text that lacks something.
    """
    raw = _reader_for(name, data)(data, name)
    law = _law_text(raw, name, hashlib.sha256(data).hexdigest())
    check_law(law)
    return law


def _reader_for(name: str, data: bytes) -> _Reader:
    if data.startswith(b"PK"):
        return parse_formex
    if b"%PDF-" in data[:1024]:
        return parse_oj_pdf
    if b"title-article-norm" in data:
        return parse_consolidated_xhtml
    if b"oj-ti-art" in data:
        return parse_oj_xhtml
    if any(tag in data for tag in (b"<ACT", b"<CONS.ACT")):
        return parse_formex
    raise LawTextError(
        f"{name}: not an official text in a form that is known; take the XHTML, the Formex "
        "package or the PDF of the act from EUR-Lex"
    )


def _law_text(raw: RawLaw, name: str, sha256: str) -> LawText:
    act = act_of(raw.title)
    if act is None:
        raise LawTextError(f"{name}: not the MDR, the IVDR or the AI Act but {raw.title[:80]!r}")
    if not _ENGLISH.search(raw.title):
        raise LawTextError(
            f"{name}: the {act.label} in another language; take the English text, whose words "
            "citemark searches and sets beside its obligations"
        )
    version = LawVersion(act, raw.celex or act_facts()[act].celex, raw.form, raw.as_of, sha256)
    return LawText(version, raw.title, provisions_of(act, raw.units))
