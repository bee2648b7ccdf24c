"""What a file is by its content; its name is only asked where content cannot tell."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive_limits import ZIP_ERRORS, open_zip
from ingest.documents.decode import decode
from ingest.documents.package_entities import refuse_entities_at_the_top
from ingest.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6}\s+\S|\|?\s*:?-{3,}:?\s*\|)", re.MULTILINE)
_BY_NAME = {
    **dict.fromkeys((".md", ".markdown", ".mdx"), "markdown"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".txt", ".text", ".log", ""), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
_KNOWN = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".zip": "zip",
    ".docm": "docx",
    ".xlsm": "xlsx",
}
_WORD = b"wordprocessingml.document.main+xml", b"word.document.macroEnabled.main+xml"
_SHEET = b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"
_HEAD = 2048
_TYPES_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format by content; `warning` says so where the name claims another."""

    format: str
    warning: str = ""


def sniff(name: str, data: bytes, limits: Limits) -> Sniffed:
    """The format of a file; raises `UnreadableFileError` where citemark cannot read it.

    What would go off when it is unpacked is told here, by its directory and the first bytes of
    its parts, before a process is started for it.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise UnreadableFileError(
            name, FailureReason.EMPTY, "there is nothing in it; export the document again"
        )
    format_ = _by_magic(name, data, limits) or _by_text(name, data)
    claimed = _claimed(name)
    if claimed and claimed != format_ and {claimed, format_} != {"text", "markdown"}:
        return Sniffed(format_, f"the name says {claimed}, the content is {format_}: read as that")
    return Sniffed(format_)


def _claimed(name: str) -> str:
    suffix = _suffix(name)
    return _KNOWN.get(suffix) or (_BY_NAME.get(suffix, "") if suffix else "")


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _by_magic(name: str, data: bytes, limits: Limits) -> str | None:
    if data.startswith(_ZIP):
        return _package(name, data, limits)
    if b"%PDF" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise _office_container(name, data)
    for mark, what in _OTHERS:
        if data.startswith(mark):
            raise _unsupported(name, what)
    return None


def _package(name: str, data: bytes, limits: Limits) -> str:
    """DOCX, XLSX or a plain ZIP, by the content types that the package declares."""
    try:
        with open_zip(name, io.BytesIO(data), limits) as archive:
            format_ = _office_format(name, _content_types(archive))
            if format_ != "zip":
                refuse_entities_at_the_top(name, archive)
    except ZIP_ERRORS as error:
        raise UnreadableFileError(
            name,
            FailureReason.DAMAGED,
            "the archive is cut off or broken; copy or download it again",
        ) from error
    return format_


def _office_format(name: str, types: bytes) -> str:
    if any(mark in types for mark in _WORD):
        return "docx"
    if any(mark in types for mark in _SHEET):
        return "xlsx"
    if types:
        raise _unsupported(name, "an Office file of another kind")
    return "zip"


def _content_types(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("[Content_Types].xml") as part:
            return part.read(_TYPES_LIMIT)
    except KeyError:
        return b""


def _office_container(name: str, data: bytes) -> UnreadableFileError:
    if _ENCRYPTED_OFFICE in data:
        return UnreadableFileError(
            name,
            FailureReason.ENCRYPTED,
            "it opens only with a password; save a copy without one and add that",
        )
    return _unsupported(name, "an Office file of the form before 2007")


def _by_text(name: str, data: bytes) -> str:
    decoded = decode(data)
    suffix = _suffix(name)
    if decoded is None:
        raise _unsupported(name, "a binary file of unknown kind")
    text = decoded[0]
    if suffix in _KNOWN and not _HTML.search(text[:_HEAD]):
        raise UnreadableFileError(
            name,
            FailureReason.DAMAGED,
            f"its name says {_KNOWN[suffix]} but it is not one inside; export it again",
        )
    if suffix in {".md", ".markdown", ".mdx"}:
        return "markdown"
    if _HTML.search(text[:_HEAD]):
        return "html"
    if suffix in _BY_NAME and suffix:
        return _markdown_or(_BY_NAME[suffix], text)
    if suffix and suffix not in _KNOWN:
        raise _unsupported(name, f"a text file of the kind {suffix}")
    if text.lstrip().startswith("<?xml"):
        raise _unsupported(name, "an XML file")
    return _markdown_or("text", text)


def _markdown_or(format_: str, text: str) -> str:
    return "markdown" if format_ == "text" and _MARKDOWN.search(text) else format_


def _unsupported(name: str, what: str) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        FailureReason.UNSUPPORTED,
        f"it is {what}; save it as PDF, DOCX, XLSX, HTML, Markdown, text or CSV",
    )
