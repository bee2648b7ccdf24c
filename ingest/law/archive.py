"""Takes the XML files out of a package, within limits."""

import io
import zipfile

from domain.errors import LawTextError

_MAX_FILES = 200
_MAX_BYTES = 64 * 1024 * 1024


def xml_files(data: bytes, name: str) -> dict[str, bytes]:
    """The XML files of a ZIP by name; raises `LawTextError` for a damaged or huge one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise LawTextError(f"{name}: damaged or encrypted ZIP ({error}); load it again") from error


def _read(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    members = [one for one in package.infolist() if one.filename.lower().endswith(".xml")]
    if len(members) > _MAX_FILES or sum(one.file_size for one in members) > _MAX_BYTES:
        raise LawTextError(
            f"{name}: more than {_MAX_FILES} files or {_MAX_BYTES >> 20} MB of XML inside; "
            "a Formex package of one act is far smaller"
        )
    return {one.filename: package.read(one) for one in members}
