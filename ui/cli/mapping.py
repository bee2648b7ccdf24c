"""`citemark map`: each passage of the documents with the obligations it speaks to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, Json, end_with, progress_bar, workbench, write_json

if TYPE_CHECKING:
    from review.mapping import MappedPassage

Files = Annotated[list[Path], typer.Argument(help="Documents, folders or ZIP files.")]


def map_files(
    files: Files,
    top: Annotated[int, typer.Option("--top", min=1, help="Obligations a passage.")] = 10,
    device: Annotated[
        Path | None, typer.Option("--device", metavar="DEVICE.yaml", help="Narrow to a device.")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Map passages to obligations."""
    with workbench(data) as bench:
        from regulations.profile import load_profile  # noqa: PLC0415

        profile = load_profile(device) if device else None
        with progress_bar("reading"):
            corpus = bench.read(files)
            mapped = bench.map(corpus, top, profile)
    names = {document.id: document.name for document in corpus.documents}
    if json:
        write_json([_row(one, names) for one in mapped])
    else:
        for one in mapped:
            typer.echo(_line(one, names))
    end_with(corpus.failures)


def _row(mapped: "MappedPassage", names: dict[str, str]) -> dict[str, object]:
    passage = mapped.passage
    return {
        "document": names[passage.document],
        "page": passage.page,
        "section": " > ".join(passage.section),
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "obligations": [{"id": hit.id, "score": round(hit.score, 6)} for hit in mapped.obligations],
    }


def _line(mapped: "MappedPassage", names: dict[str, str]) -> str:
    passage = mapped.passage
    page = f", p. {passage.page}" if passage.page else ""
    found = ", ".join(hit.id for hit in mapped.obligations[:5])
    return f"{names[passage.document]}{page}: {' '.join(passage.text.split())[:90]}\n    {found}"
