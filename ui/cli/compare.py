"""`citemark compare`: revision against revision."""

from pathlib import Path
from typing import Annotated

import typer

from domain.errors import RequestError
from ui.cli.output import Data, Json, told_errors, workbench, write_json

_WHAT = "a dossier's name or id with #2 for its second review, or a folder or review.json"


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help=f"The older: {_WHAT}.")],
    new: Annotated[
        str,
        typer.Argument(
            metavar="[NEW]", help="The newer, in the same way; else the newest against the last."
        ),
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="List every row that changed.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.xlsx", help="Write a workbook too.")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show what was closed, what is new, what came back and whose evidence changed."""
    with workbench(data) as bench:
        from review.comparison_files import (  # noqa: PLC0415 - `--help` must not wait for it
            comparison_lines,
            comparison_payload,
            comparison_workbook,
        )
        from review.comparisons import compare_named  # noqa: PLC0415

        found = compare_named(bench, old, new)
        if out is not None:
            _write(out, comparison_workbook(found))
    if json:
        write_json(comparison_payload(found))
        return
    for line in comparison_lines(found, whole=every):
        typer.echo(line)
    if out is not None:
        typer.echo(f"\nEvery row side by side: {out}")


def _write(path: Path, data: bytes) -> None:
    with told_errors():
        try:
            path.write_bytes(data)
        except OSError as error:
            raise RequestError(f"{path}: cannot be written ({error.strerror})") from error
