"""`citemark guidance`: papers that explain the law, kept and searched as guidance."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, progress_bar, workbench, write_json

if TYPE_CHECKING:
    from review.assembly import Workbench
    from review.guidance import Paper

guidance = typer.Typer(help="Papers of guidance, such as those of the MDCG.", no_args_is_help=True)


@guidance.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Papers: PDF, Word, Markdown, HTML, text.")],
    title: Annotated[
        str, typer.Option("--title", help="The name to cite it by; the paper's own number else.")
    ] = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Read papers of guidance and keep them, apart from the law."""
    with workbench(data) as bench:
        added = [_added(bench, file, title) for file in files]
        with progress_bar("indexing"):
            bench.law.guidance_search.search("guidance", 1)
    if json:
        write_json(added)
    else:
        for row in added:
            typer.echo(row["error"] or f"{row['title']}: kept as guidance")
    if any(row["error"] for row in added):
        raise typer.Exit(int(ExitCode.INPUT))


def _added(bench: "Workbench", file: Path, title: str) -> dict[str, object]:
    from domain.errors import LawTextError, UnreadableFileError  # noqa: PLC0415

    row: dict[str, object] = {"file": file.name, "title": None, "error": None}
    try:
        (paper,) = bench.law.add_guidance(file.name, file.read_bytes(), title)
    except OSError as error:
        return row | {"error": f"{file}: cannot be read ({error.strerror})"}
    except (LawTextError, UnreadableFileError) as error:
        return row | {"error": str(error)}
    return row | _row(paper)


def _row(paper: "Paper") -> dict[str, object]:
    return {
        "title": paper.title,
        "file": paper.document.name,
        "sha256": paper.document.id,
        "about": paper.about,
        "caution": paper.caution,
        "added": paper.added.isoformat(),
    }


@guidance.command("list")
def list_(json: Json = False, data: Data = None) -> None:
    """List the papers that are kept."""
    with workbench(data) as bench:
        from review.guidance import papers  # noqa: PLC0415 - `--help` must not wait for it

        kept = papers(bench.store)
    if json:
        write_json([_row(paper) for paper in kept])
        return
    for paper in kept:
        about = f": {paper.about}" if paper.about else ""
        typer.echo(f"{paper.title}{about} ({paper.document.name}, added {paper.added})")
        if paper.caution:
            typer.echo(f"    mind: {paper.caution}")
    if not kept:
        typer.echo("no guidance has been added; add a paper with `citemark guidance add FILE`")


@guidance.command()
def search(
    query: Annotated[str, typer.Argument(help="A question or words.")],
    top: Annotated[int, typer.Option("--top", min=1, help="How many passages.")] = 5,
    json: Json = False,
    data: Data = None,
) -> None:
    """Find the passages of guidance that a question is about, best first."""
    with workbench(data) as bench:
        from review.report.answer import guidance_lines, guidance_payload  # noqa: PLC0415

        with progress_bar("searching"):
            notes = bench.law.guidance_search.search(query, top)
        if json:
            write_json([guidance_payload(note) for note in notes])
        else:
            for line in guidance_lines(notes):
                typer.echo(line)


@guidance.command()
def remove(
    paper: Annotated[str, typer.Argument(help="The title, or the start of the sha256.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Remove a paper of guidance."""
    with workbench(data) as bench:
        gone = bench.law.remove_guidance(paper)
    if json:
        write_json(_row(gone) | {"done": "removed"})
    else:
        typer.echo(f"{gone.title}: removed")
