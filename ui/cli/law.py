"""`citemark law`: official texts added, listed, shown and searched."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, progress_bar, workbench, write_json

if TYPE_CHECKING:
    from domain.law import Catalogue
    from domain.pinpoint import Pinpoint
    from review.assembly import Workbench
    from review.law import LawQuote, LawShelf

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
        text = bench.law.add(file.name, file.read_bytes())
    except OSError as error:
        return row | {"error": f"{file}: cannot be read ({error.strerror})"}
    except LawTextError as error:
        told = str(error)
        named = told if told.startswith(file.name) else f"{file.name}: {told}"
        return row | {"error": named}
    return row | {"version": text.version.label, "provisions": len(text.provisions)}


@law.command()
def show(
    pinpoint: Annotated[str, typer.Argument(help="A place, such as mdr.annex-i.17.2.")],
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="CELEX", help="A kept text that is not the current one."),
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show a provision's official words, and what has been superseded."""
    with workbench(data) as bench:
        from domain.errors import UnknownRecordError  # noqa: PLC0415
        from review.law import place_quote  # noqa: PLC0415

        shelf = bench.law.shelf_with(version) if version else bench.law.shelf
        place = _read_place(pinpoint, shelf, bench.catalogue)
        quote = place_quote(place, shelf, bench.catalogue)
        if quote is None:
            raise UnknownRecordError(
                f"{place.label} is neither in the texts at hand nor in the catalogue; "
                "`citemark law list` shows which texts have been added"
            )
        if json:
            from review.report.payload import law_payload  # noqa: PLC0415

            write_json(law_payload(quote) | {"caution": quote.caution})
            return
        typer.echo(f"{place.label}, {_where(quote, shelf)}")
        typer.echo(quote.words or f"(our paraphrase) {quote.paraphrase}")
        for change in quote.superseded:
            typer.echo(f"! {change}")
        if quote.caution:
            typer.echo(f"({quote.caution})")
        typer.echo(quote.url)


def _where(quote: "LawQuote", shelf: "LawShelf") -> str:
    if quote.version:
        return quote.version.label
    text = shelf.texts.get(quote.pinpoint.act)
    return f"not in {text.version.label}" if text else "text not added"


def _read_place(text: str, shelf: "LawShelf", catalogue: "Catalogue") -> "Pinpoint":
    """The place that is meant: of those that the words can mean the first that there is."""
    from domain.pinpoint import Pinpoint  # noqa: PLC0415
    from review.law import place_quote  # noqa: PLC0415
    from review.pinpoint_reading import read_pinpoints, read_rules  # noqa: PLC0415

    named = [*read_pinpoints(text), *read_rules(text, shelf.texts)]
    there = (place for place in named if place_quote(place, shelf, catalogue))
    return next(there, None) or (named[0] if named else Pinpoint.parse(text))


@law.command()
def search(
    query: Annotated[str, typer.Argument(help="A question or words.")],
    top: Annotated[int, typer.Option("--top", min=1, help="How many provisions.")] = 10,
    json: Json = False,
    data: Data = None,
) -> None:
    """Find the provisions that a question is about, best first."""
    with workbench(data) as bench:
        from domain.pinpoint import Pinpoint  # noqa: PLC0415
        from review.law import place_quote  # noqa: PLC0415

        with progress_bar("searching"):
            hits = bench.law.search.search(query, top)
        shelf = bench.law.shelf
        rows = []
        for hit in hits:
            quote = place_quote(Pinpoint.parse(hit.id), shelf, bench.catalogue)
            words = (quote.words or quote.paraphrase) if quote else ""
            superseded = list(quote.superseded) if quote else []
            row = {"pinpoint": hit.id, "score": hit.score, "text": words}
            rows.append(row | {"superseded": superseded})
    if json:
        write_json(rows)
        return
    for row in rows:
        mark = "! superseded in part: " if row["superseded"] else ""
        typer.echo(f"{row['pinpoint']}: {mark}{' '.join(str(row['text']).split())[:160]}")
