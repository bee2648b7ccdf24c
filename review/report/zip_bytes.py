"""ZIP-based files without a clock in them: same content, same bytes."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_STAMP = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def without_clock(data: bytes) -> bytes:
    """The same archive with every time stamp set to the earliest that the format knows."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return target.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as an archive; the same files give the same bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return target.getvalue()
