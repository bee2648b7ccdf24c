"""One file of a known format to a document: the table of readers, and how failures are named."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module

from domain.document import Document, ReadFailure
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.builder import Builder
from ingest.limits import Limits

Reader = Callable[[str, bytes, Limits], Builder]


@dataclass(frozen=True, slots=True)
class Format:
    """Where the reader of a format stands and whether it must run in a process of its own.

    Readers are imported when first used, so that a process loads only the libraries it needs.
    """

    module: str
    reader: str
    apart: bool


FORMATS = {
    "pdf": Format("pdf", "read_pdf", apart=True),
    "docx": Format("docx", "read_docx", apart=True),
    "xlsx": Format("xlsx", "read_xlsx", apart=True),
    "html": Format("html", "read_html", apart=True),
    "markdown": Format("markdown", "read_markdown", apart=False),
    "text": Format("text", "read_text", apart=False),
    "csv": Format("csv", "read_csv", apart=False),
}


def parse(name: str, format_: str, data: bytes, limits: Limits) -> Document | ReadFailure:
    """Read one file in this process; every failure has a name, none is raised.

    The file is in memory, so an error of the system or of loading a library is want of memory.
    """
    digest = sha256(data).hexdigest()
    try:
        builder = reader_of(format_)(name, data, limits)
        _check(name, builder, limits)
    except UnreadableFileError as error:
        return ReadFailure(name, error.reason, error.detail, digest)
    except (MemoryError, ImportError, OSError):
        return ReadFailure(name, FailureReason.TOO_MUCH_MEMORY, MEMORY_DETAIL, digest)
    except Exception as error:  # noqa: BLE001 - a parser of hostile input may raise anything
        detail = f"the {format_} content is broken ({type(error).__name__}); save the file anew"
        return ReadFailure(name, FailureReason.DAMAGED, detail, digest)
    return builder.document(digest, name, format_)


MEMORY_DETAIL = "reading it needs more memory than allowed; split it or remove large pictures"


def reader_of(format_: str) -> Reader:
    """The reader of a format, with the libraries that it needs loaded."""
    entry = FORMATS[format_]
    reader: Reader = getattr(import_module(f"ingest.documents.{entry.module}"), entry.reader)
    return reader


def _check(name: str, builder: Builder, limits: Limits) -> None:
    if builder.length > limits.max_characters:
        raise UnreadableFileError(
            name,
            FailureReason.TOO_LARGE,
            f"it has {builder.length} characters, the limit is {limits.max_characters}; split it",
        )
    if builder.empty and not builder.pages:
        raise UnreadableFileError(
            name, FailureReason.NO_TEXT, "it has no words; check that it is the right file"
        )
