"""`citemark export`: a kept review, or one written by `citemark review --out`, as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import RequestError
from ui.cli.output import Data, Json, person, told_errors, workbench, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from review.assembly import Workbench
    from review.handover import Format, HandedOver

_REVIEW = (
    "A dossier's name or id, with #2 for its second review; or the folder or review.json that "
    "`citemark review --out` wrote. Without it, what there is."
)
Named = Annotated[str, typer.Argument(metavar="[REVIEW]", help=_REVIEW)]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="xlsx, docx, html, json, csv, md or commented (the Word documents of the dossier "
        "with comments); repeatable. docx writes the commented documents too.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="PATH", help="A folder, or the file for a single format."),
]


def export(
    review: Named = "",
    formats: Formats = None,
    out: Out = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Hand a review over as a file: checklists, gap report, page, data."""
    if not review:
        _list(data, json=json)
        return
    with told_errors():
        from review.shelved import is_file  # noqa: PLC0415 - `--help` must not wait for it

        wanted = _wanted(formats or [])
    if is_file(review):
        made = _from_file(Path(review), wanted)
    else:
        with workbench(data) as bench:
            made = _kept(bench, review, wanted)
    with told_errors():
        paths = [_write(one, out, alone=len(made) == 1) for one in made]
    if json:
        write_json([str(path) for path in paths])
        return
    for path in paths:
        typer.echo(str(path))


def _wanted(formats: "Sequence[str]") -> "list[Format]":
    from review.handover import Format  # noqa: PLC0415

    known = [each.value for each in Format]
    if strays := [one for one in formats if one.lower() not in known]:
        raise RequestError(f"--format {strays[0]}: unknown; choose of {', '.join(known)}")
    return [Format(one.lower()) for one in dict.fromkeys(formats)] or [Format.XLSX, Format.DOCX]


def _from_file(path: Path, wanted: "Sequence[Format]") -> "list[HandedOver]":
    with told_errors():
        from review.handover import read_report, written  # noqa: PLC0415

        report = read_report(path)
        return [written(report, one, {}) for one in wanted]


def _kept(bench: "Workbench", words: str, wanted: "Sequence[Format]") -> "list[HandedOver]":
    """The files; with the gap report come the commented documents where there are any."""
    from review.handover import Format, export, has_word_documents  # noqa: PLC0415
    from review.shelved import find  # noqa: PLC0415

    of = find(bench.store, words)
    if Format.DOCX in wanted and Format.COMMENTED not in wanted and has_word_documents(of):
        wanted = [*wanted, Format.COMMENTED]
    return [export(bench, of, one, who=person(bench)) for one in wanted]


def _write(made: "HandedOver", out: Path | None, *, alone: bool) -> Path:
    single = alone and out is not None and bool(out.suffix) and not out.is_dir()
    path = out if single and out else (out or Path()) / made.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
    except OSError as error:
        raise RequestError(f"{path}: cannot be written ({error.strerror}); choose --out") from error
    return path


def _list(data: Path | None, *, json: bool) -> None:
    with workbench(data, writable=False) as bench:
        from review.shelved import shelved  # noqa: PLC0415

        kept = shelved(bench.store)
    if json:
        write_json(
            [
                {
                    "dossier": one.name,
                    "id": one.dossier.token,
                    "revision": one.number,
                    "made": one.made.isoformat(timespec="seconds"),
                    "signed_off_by": one.signed_by or None,
                }
                for one in kept
            ]
        )
        return
    for one in kept:
        typer.echo(one.told)
    if not kept:
        typer.echo("no review is kept yet: make one in the application (`citemark app`)")
