"""What the benchmark reads: dossiers and long files, made from the sample's own sources."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook

from samples.build import SOURCES, rendered
from samples.markup import Source, read_source
from samples.pdf import write_pdf
from samples.word import write_docx

_SENTENCE_END = re.compile(r"(?<=[a-z])\.(?=\s)")
_ROWS_A_PAGE = 40
_LONGEST = "CER-005.md"
_PAGES_A_COPY = 6


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files in one folder: a dossier, a file of it as it was edited, and long single files."""

    folder: Path

    @property
    def dossier(self) -> Path:
        """The folder of the dossier."""
        return self.folder / "dossier"

    @property
    def edited(self) -> Path:
        """The same dossier with one file changed."""
        return self.folder / "edited"

    @property
    def passages(self) -> Path:
        """The plain pipeline's passages of the dossier as a JSON list, once they are written."""
        return self.folder / "passages.json"

    def long_file(self, ending: str) -> Path:
        """A long PDF, DOCX or XLSX."""
        return self.folder / f"long.{ending}"


def make_inputs(folder: Path, copies: int, pages: int) -> Inputs:
    """Write a dossier of that many times the sample's 35 pages, and files of some `pages`.

    Each copy has sentences of its own, so that nothing is the same text twice.
    """
    made = Inputs(folder)
    made.dossier.mkdir(parents=True)
    for copy in range(copies):
        for name, data in renamed(copy):
            (made.dossier / name).write_bytes(data)
    shutil.copytree(made.dossier, made.edited)
    _edit(made.edited)
    write_long_pdf(made.long_file("pdf"), pages)
    made.long_file("docx").write_bytes(write_docx(_long_source(pages)))
    _write_rows(made.long_file("xlsx"), pages * _ROWS_A_PAGE)
    return made


def write_long_pdf(path: Path, pages: int) -> None:
    """Write a PDF of about that many pages."""
    path.write_bytes(write_pdf(_long_source(pages), SOURCES))


def renamed(copy: int) -> Iterator[tuple[str, bytes]]:
    """The sample's files by new names, from the second copy on with sentences of their own."""
    with tempfile.TemporaryDirectory() as made:
        sources = Path(made)
        for path in SOURCES.iterdir():
            if path.suffix == ".md" and copy:
                (sources / path.name).write_text(_own_words(path.read_text("utf-8"), copy), "utf-8")
            else:
                shutil.copy(path, sources)
        for name, data in rendered(sources):
            yield f"part-{copy + 1}-{name}", data


def _own_words(text: str, copy: int) -> str:
    return _SENTENCE_END.sub(f" in part {copy + 1}.", text)


def _edit(folder: Path) -> None:
    """One Markdown file with a sentence more: what an author changes between two reviews."""
    path = min(folder.glob("*.md"))
    added = "\n\nThe head of quality reviews this procedure once a year.\n"
    path.write_text(path.read_text("utf-8") + added, "utf-8")


def _long_source(pages: int) -> Source:
    source = read_source(SOURCES / _LONGEST)
    return replace(source, blocks=source.blocks * max(1, pages // _PAGES_A_COPY))


def _write_rows(path: Path, rows: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(["Id", "Hazard", "Measure", "Verified by"])
    for number in range(rows):
        measure = f"Warning {number} is shown until it is acknowledged"
        sheet.append([f"H-{number}", f"Finding {number} is overlooked", measure, f"T-{number}"])
    book.save(path)
