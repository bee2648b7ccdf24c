"""`python -m eval.bench.again [COPIES]`: a dossier reviewed, then again after an edit.

As the screen does it: files are kept and read, the review runs in a process of its own. The dossier
has ten of the sample's files, COPIES times with sentences of its own; one file of ten is changed.
Writes seconds, seconds of the processor (child processes included) and the share of the second
review in the first as JSON.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import samples
from domain.finding import Review
from eval.bench.inputs import renamed
from eval.bench.side import timed
from regulations.profile import load_profile
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings

File = tuple[str, bytes]
_FILES = 10
_ADDED = b"\n\nThe head of quality reviews this procedure once a year.\n"


def main() -> None:
    """Measure and print."""
    figures = reviewed_again(int((*sys.argv[1:], "1")[0]))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def reviewed_again(copies: int) -> dict[str, object]:
    """The first review of a dossier and the one after a tenth of its files was changed."""
    every = [_some(list(renamed(copy))) for copy in range(copies)]
    files = [file for some in every for file in some]
    changed = [_edited(some) for some in every]
    with tempfile.TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        work = DossierWork(bench)
        dossier = bench.store.create_dossier("bench", load_profile(samples.device_path()))
        first = timed(lambda: _review(work, dossier, files))
        pages = sum(len(document.pages) or 1 for document in work.corpus(dossier).documents)
        again = timed(lambda: _review(work, dossier, changed))
    share = {f"share, {kind}": round(again[kind] / first[kind], 3) for kind in _KINDS}
    return {"files": len(files), "pages": pages, "first": first, "again": again, **share}


_KINDS = ("seconds", "processor")


def _some(files: Sequence[File]) -> list[File]:
    """Ten files, the one that can be edited among them."""
    edited = min(name for name, _ in files if name.endswith(".md"))
    return sorted(files, key=lambda file: (file[0] != edited, file[0]))[:_FILES]


def _edited(files: Sequence[File]) -> File:
    """One Markdown file with a sentence more: what an author changes between two reviews."""
    name, data = next(file for file in files if file[0].endswith(".md"))
    return name, data + _ADDED


def _review(work: DossierWork, dossier: DossierId, files: Sequence[File]) -> Review:
    work.add_files(dossier, files, _nobody)
    return work.review(dossier, _nobody)


def _nobody(_done: int, _all: int, _step: str) -> None:
    """Tell nobody."""


if __name__ == "__main__":
    main()
