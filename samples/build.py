"""Write the sample dossier from its sources: `python -m samples.build`."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from samples import dossier_path
from samples.markup import read_source
from samples.office import write_xlsx
from samples.pdf import write_pdf
from samples.plain import write_markdown
from samples.word import write_docx

SOURCES = Path(__file__).parent / "sources"


def build(target: Path) -> None:
    """Write all files of the dossier into the folder `target`, which must exist."""
    for name, data in rendered():
        (target / name).write_bytes(data)


def rendered(sources: Path = SOURCES) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of a dossier in such a folder, by document code."""
    for path in sorted(sources.glob("*-*.md")):
        yield _document(path)
    for path in sorted(sources.glob("*-*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield content["file"], write_xlsx(content)


def _document(path: Path) -> tuple[str, bytes]:
    source = read_source(path)
    match source.control["format"]:
        case "pdf":
            data = write_pdf(source, path.parent)
        case "docx":
            data = write_docx(source)
        case _:
            data = write_markdown(source)
    return source.control["file"], data


if __name__ == "__main__":
    build(dossier_path())
