"""Office packages (DOCX, XLSX): a ZIP of XML parts, opened with limits and without entities."""

import io
import re
import zipfile
from types import TracebackType
from typing import Self

from lxml import etree

from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive_limits import ZIP_ERRORS, check_members
from ingest.limits import Limits

_DOCTYPE = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_OUT_OF_MEMORY = ("memory", "unknown error")
"""What libxml2 says when memory is refused to it."""
_XML = (".xml", ".rels", ".vml")


class Package:
    """The parts of an Office file. Use it as a context."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise self._damaged() from error
        check_members(name, self._zip.infolist(), limits)
        self.names = frozenset(self._zip.namelist())
        self._refuse_doctypes()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        if part not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
        )
        try:
            return etree.fromstring(self._read(part), parser)
        except etree.XMLSyntaxError as error:
            if any(sign in str(error).lower() for sign in _OUT_OF_MEMORY):
                raise MemoryError from error
            raise self._damaged() from error

    def bytes_of(self, part: str) -> bytes:
        """The bytes of a part; none where the package has no such part."""
        return self._read(part) if part in self.names else b""

    def _refuse_doctypes(self) -> None:
        """No Office part has a document type; one that has is made to do harm."""
        for part in sorted(self.names):
            if not part.lower().endswith(_XML):
                continue
            head = self._read(part)
            texts = (head.decode("latin-1"), head.decode("utf-16", "ignore"))
            if any(_DOCTYPE.search(text) for text in texts if "<!" in text):
                raise UnreadableFileError(
                    self._name,
                    FailureReason.UNSAFE,
                    "its XML declares entities, which no Office program writes; get a clean copy",
                )

    def _read(self, part: str) -> bytes:
        try:
            return self._zip.read(part)
        except ZIP_ERRORS as error:
            raise self._damaged() from error

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(
            self._name,
            FailureReason.DAMAGED,
            "a part of it is cut off or broken; open it in an Office program and save it anew",
        )
