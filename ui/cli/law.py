"""`citemark law`: official texts added, listed, shown and searched."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, progress_bar, workbench, write_json

if TYPE_CHECKING:
    from domain.pinpoint import Pinpoint
    from review.assembly import Workbench

law = typer.Typer(help="Official texts of the MDR, the IVDR and the AI Act.", no_args_is_help=True)


@law.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Official files: XHTML, Formex or PDF.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Read official files, check that they are whole, and keep them."""
    with workbench(data) as bench:
        added = [_added(bench, file) for file in files]
    if json:
        write_json(added)
    else:
        for row in added:
            typer.echo(row["error"] or f"{row['version']}: {row['provisions']} provisions")
    if any(row["error"] for row in added):
        raise typer.Exit(int(ExitCode.INPUT))


def _added(bench: "Workbench", file: Path) -> dict[str, object]:
    from domain.errors import LawTextError  # noqa: PLC0415

    row: dict[str, object] = {"file": file.name, "version": None, "provisions": 0, "error": None}
    try:
        text = bench.add_law(file.name, file.read_bytes())
    except OSError as error:
        return row | {"error": f"{file}: cannot be read ({error.strerror})"}
    except LawTextError as error:
        return row | {"error": f"{file.name}: {error}"}
    return row | {"version": text.version.label, "provisions": len(text.provisions)}


@law.command("list")
def list_(json: Json = False, data: Data = None) -> None:
    """List the texts that are kept."""
    with workbench(data) as bench:
        kept = bench.store.law_versions()
    if json:
        write_json(
            [
                {
                    "act": row.version.act.value,
                    "celex": row.version.celex,
                    "form": row.version.form,
                    "as_of": row.version.as_of.isoformat(),
                    "sha256": row.version.sha256,
                    "added": row.added.isoformat(),
                    "current": row.current,
                }
                for row in kept
            ]
        )
        return
    for row in kept:
        mark = "*" if row.current else " "
        typer.echo(f"{mark} {row.version.act.label:<7} {row.version.label}, added {row.added}")
    if not kept:
        typer.echo("no text has been added; add an official file with `citemark law add FILE`")


@law.command()
def show(
    pinpoint: Annotated[str, typer.Argument(help="A place, such as mdr.annex-i.17.2.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Show a provision's official words, and what has been superseded."""
    with workbench(data) as bench:
        from domain.errors import UnknownRecordError  # noqa: PLC0415
        from review.law import place_quote  # noqa: PLC0415

        place = _read_place(pinpoint)
        quote = place_quote(place, bench.shelf, bench.catalogue)
        if quote is None:
            raise UnknownRecordError(
                f"{place.label} is neither in the texts at hand nor in the catalogue; "
                "`citemark law list` shows which texts have been added"
            )
        if json:
            from review.report.payload import law_payload  # noqa: PLC0415

            write_json(law_payload(quote))
            return
        typer.echo(f"{place.label}, {quote.version.label if quote.version else 'text not added'}")
        typer.echo(quote.words or f"(our paraphrase) {quote.paraphrase}")
        for change in quote.superseded:
            typer.echo(f"! {change}")
        typer.echo(quote.url)


def _read_place(text: str) -> "Pinpoint":
    from domain.pinpoint import Pinpoint  # noqa: PLC0415
    from review.pinpoint_reading import read_pinpoints  # noqa: PLC0415

    named = read_pinpoints(text)
    return named[0] if named else Pinpoint.parse(text)


@law.command()
def search(
    query: Annotated[str, typer.Argument(help="A question or words.")],
    top: Annotated[int, typer.Option("--top", min=1, help="How many provisions.")] = 10,
    json: Json = False,
    data: Data = None,
) -> None:
    """Find the provisions that a question is about, best first."""
    with workbench(data) as bench:
        from review.law import place_quote  # noqa: PLC0415

        with progress_bar("searching"):
            hits = bench.search_law(query, top)
        shelf = bench.shelf
        rows = []
        for hit in hits:
            quote = place_quote(_read_place(hit.id), shelf, bench.catalogue)
            words = (quote.words or quote.paraphrase) if quote else ""
            rows.append({"pinpoint": hit.id, "score": hit.score, "text": words})
    if json:
        write_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['pinpoint']}: {' '.join(str(row['text']).split())[:160]}")
