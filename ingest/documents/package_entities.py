"""XML of an Office package that declares entities: no Office program writes any."""

import re
import zipfile
from collections.abc import Callable, Iterable

from domain.errors import FailureReason, UnreadableFileError

_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_HEAD = 4096


def refuse_entities(name: str, parts: Iterable[str], read: Callable[[str], bytes]) -> None:
    """Raise `UnreadableFileError` where what `read` gives of an XML part declares any."""
    for part in sorted(parts):
        if part.lower().endswith(_XML) and _declares(read(part)):
            raise UnreadableFileError(
                name,
                FailureReason.UNSAFE,
                "its XML declares entities, which no Office program writes; get a clean copy",
            )


def refuse_entities_at_the_top(name: str, package: zipfile.ZipFile) -> None:
    """The same for the first 4 KiB of each part: nearly nothing is unpacked to see them."""

    def head(part: str) -> bytes:
        with package.open(part) as content:
            return content.read(_HEAD)

    refuse_entities(name, package.namelist(), head)


def _declares(content: bytes) -> bool:
    """In whatever width its characters are written, either end first."""
    narrow = content.replace(b"\0", b"")
    return b"<!" in narrow and _DOCTYPE.search(narrow) is not None
