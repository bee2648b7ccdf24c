"""Installation qualification: what stands on this machine, by version and hash."""

import platform
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, distribution, distributions, requires, version
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from domain.errors import InstallationError
from regulations.catalogue import load_catalogue
from retrieval.model_files import MINILM
from review.validation.checks import Check

_ROOMS = (
    *("app", "domain", "eval", "ingest", "prompts", "regulations"),
    *("retrieval", "review", "samples", "store", "ui"),
)
_SHOWN = 16


def identity() -> dict[str, str]:
    """What the record is about: names, versions and digests, in the order they are shown."""
    return {
        "citemark": version("citemark"),
        "Digest of its code and data": code_digest(),
        "Catalogue of obligations": load_catalogue().digest,
        "Embedding model": MINILM.name,
        "Python": sys.version.split()[0],
        "Computer": platform.node() or "without a name",
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Installed in": sys.prefix,
    }


def code_digest() -> str:
    """One sha256 over the path and bytes of every file of citemark that is not compiled."""
    whole = sha256()
    for room in _ROOMS:
        for path in _files(room):
            whole.update(path.as_posix().encode() + b"\0")
            whole.update(sha256(_root(room).parent.joinpath(path).read_bytes()).digest())
    return whole.hexdigest()


def _root(room: str) -> Path:
    """The folder of a package, the file of a single module."""
    spec = find_spec(room)
    if spec is None or spec.origin is None:
        raise InstallationError(f"{room} of citemark is missing; install citemark again")
    return Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)


def _files(room: str) -> Iterator[Path]:
    root = _root(room)
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path.relative_to(root.parent)


def packages() -> list[tuple[str, str]]:
    """Every installed package with its version, by name."""
    found = {canonicalize_name(one.name): one.version for one in distributions() if one.name}
    return sorted(found.items())


def installation_checks() -> list[Check]:
    """The checks of the installation."""
    return [
        Check(
            "IQ-1",
            "Python is of a version that citemark is made for",
            "3.11 or newer",
            lambda: (sys.version_info >= (3, 11), sys.version.split()[0]),
        ),
        Check(
            "IQ-2",
            "Every package that citemark needs is installed in a version it allows",
            "none missing, none out of range",
            _requirements,
        ),
        Check(
            "IQ-3",
            "The files of installed packages are those their makers recorded",
            "0 files altered",
            _recorded,
        ),
        Check(
            "IQ-4",
            "The embedding model is the pinned one, by sha256",
            MINILM.name,
            lambda: (MINILM.verified_folder().is_dir(), MINILM.name),
        ),
        Check(
            "IQ-5",
            "The catalogue of obligations loads and names its version",
            "loads without an error",
            _catalogue,
        ),
    ]


def _needed() -> list[Requirement]:
    wanted = [Requirement(line) for line in requires("citemark") or []]
    return [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]


def _requirements() -> tuple[bool, str]:
    installed: dict[str, str] = dict(packages())
    wrong = []
    for one in _needed():
        here = installed.get(canonicalize_name(one.name), "")
        if not here or not one.specifier.contains(here, prereleases=True):
            wrong.append(f"{one.name} {here or 'missing'}")
    return not wrong, ", ".join(wrong) or f"{len(_needed())} packages in range"


def _recorded() -> tuple[bool, str]:
    looked = 0
    altered = []
    for one in _needed():
        for path, same in _compared(distribution(one.name)):
            looked += 1
            if not same:
                altered.append(path)
    names = ", ".join(altered[:_SHOWN])
    return not altered, f"{looked} files, {len(altered)} altered{': ' if names else ''}{names}"


def _compared(package: Distribution) -> Iterator[tuple[str, bool]]:
    """Each file of code with whether its bytes are the recorded ones."""
    import base64  # noqa: PLC0415 - of this comparison only

    for file in package.files or []:
        if file.hash is None or file.hash.mode != "sha256" or file.suffix not in {".py", ".so"}:
            continue
        path = Path(str(file.locate()))
        found = sha256(path.read_bytes()).digest() if path.is_file() else b""
        words = base64.urlsafe_b64encode(found).rstrip(b"=").decode()
        yield str(file), words == file.hash.value


def _catalogue() -> tuple[bool, str]:
    catalogue = load_catalogue()
    rows = len(catalogue.obligations)
    return rows > 0, f"{rows} obligations, digest {catalogue.digest[:_SHOWN]}"
