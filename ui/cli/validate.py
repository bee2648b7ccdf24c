"""`citemark validate`: qualify the installation and write the record."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, progress_bar, told_errors, write_json


def validate(
    out: Annotated[
        Path, typer.Option("--out", help="The Word file to write.", dir_okay=False)
    ] = Path("citemark-qualification.docx"),
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Check versions, hashes and key functions on this machine; write a record to sign.

    Nothing of the data folder is read or changed, and no network is used.
    """
    with told_errors(), progress_bar("Qualifying") as progress:
        from review.validation import as_record, qualify  # noqa: PLC0415 - slow to import

        made = qualify(progress)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(as_record(made))
    results = (*made.installation, *made.operation)
    if json:
        told = [{"id": r.id, "passed": r.passed, "found": r.found} for r in results]
        write_json({"file": str(out), "passed": made.passed, "checks": told})
    else:
        for result in results:
            sign = "ok  " if result.passed else "FAIL"
            typer.echo(f"{sign}  {result.id}  {result.requirement}: {result.found}")
        typer.echo(f"The record to sign is {out}.")
    if not made.passed:
        raise typer.Exit(int(ExitCode.UNEXPECTED))
