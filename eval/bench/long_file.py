"""`python -m eval.bench.long_file PAGES`: how much memory one long PDF takes while it is read.

Prints as JSON pages and bytes of the file, seconds, and the most memory held by the process that
asked and by the one that parsed. The file is made in a process of its own, whose memory counts for
nothing here. Reading may take as long as it takes: the limit of a file's time is lifted.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import ingest
from domain.document import Document
from eval.bench.apart import figures_of
from eval.bench.inputs import write_long_pdf
from eval.bench.side import timed
from ingest.documents.ready import ready_for
from review.batch.memory import peak_bytes

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

_MEBIBYTE = 2**20
_PATIENT = ingest.Limits(max_seconds=3600)
_OWN = "eval.bench.long_file"
_MAKE, _READ = "--make", "--read"


def main() -> None:
    """Make a file, read it, or both in turn, as the first argument says."""
    sys.stdout.write(json.dumps(_asked(*sys.argv[1:]), indent=1) + "\n")


def _asked(what: str, *more: str) -> dict[str, float]:
    if what == _MAKE:
        path, pages = more
        write_long_pdf(Path(path), int(pages))
        return {}
    return _read(Path(*more)) if what == _READ else long_file(int(what))


def long_file(pages: int) -> dict[str, float]:
    """Time and memory (MiB) of reading a PDF of about that many pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        figures_of(_OWN, _MAKE, path, pages)
        return figures_of(_OWN, _READ, path)


def _read(path: Path) -> dict[str, float]:
    read: list[Document] = []
    before = peak_bytes() // _MEBIBYTE
    times = timed(lambda: read.extend(_documents(path)))
    ready_for(os.getpid()).close()  # what its children held is told once it has ended
    return {
        "pages": len(read[0].pages),
        "MiB of the file": round(path.stat().st_size / _MEBIBYTE, 2),
        "seconds": round(times["seconds"], 1),
        "processor": round(times["processor"], 1),
        "MiB before": before,
        "MiB at most in the process that asked": peak_bytes() // _MEBIBYTE,
        "MiB at most in the process that parsed": _largest_child(),
    }


def _documents(path: Path) -> list[Document]:
    return [part for part in ingest.read_path(path, _PATIENT) if isinstance(part, Document)]


def _largest_child() -> int:
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 // _MEBIBYTE


if __name__ == "__main__":
    main()
