"""Office packages (DOCX, XLSX): a ZIP of XML parts, opened with limits and without entities."""

import io
from types import TracebackType
from typing import Self

from lxml import etree

from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive_limits import ZIP_ERRORS, open_zip
from ingest.documents.package_entities import refuse_entities
from ingest.limits import Limits

_OUT_OF_MEMORY = ("memory", "unknown error")
"""What libxml2 says when memory is refused to it."""


class Package:
    """The parts of an Office file. Use it as a context."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self._name = name
        self._zip = open_zip(name, io.BytesIO(data), limits)
        self.names = frozenset(self._zip.namelist())
        refuse_entities(name, self.names, self._read)

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
