"""`citemark validate`: qualify the installation and write the record."""

from pathlib import Path
from typing import Annotated

import typer

from domain.errors import RequestError
from ui.cli.output import Data, ExitCode, Json, progress_bar, told_errors, write_json


def validate(
    out: Annotated[
        Path, typer.Option("--out", help="The Word file to write.", dir_okay=False)
    ] = Path("citemark-qualification.docx"),
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Check versions, hashes and key functions on this machine; write a record to sign.

    Nothing of the data folder is read or changed, and no network is used but for the database
    that CITEMARK_DATABASE names: it is tried in a schema of its own, which is dropped.
    """
    with told_errors(), progress_bar("Qualifying") as progress:
        from review.settings import load_settings  # noqa: PLC0415
        from review.validation import as_record, qualify  # noqa: PLC0415 - slow to import

        _require_writable(out)
        made = qualify(progress, load_settings().database.get_secret_value())
        _write(out, as_record(made))
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


def _require_writable(out: Path) -> None:
    """Refuse before minutes of work what could not be written after them."""
    if out.suffix.lower() != ".docx":
        raise RequestError(f"{out}: the record is a Word document; let its name end in .docx")
    new = not out.exists()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("ab"):
            pass
        if new:
            out.unlink()
    except OSError as error:
        raise _refused(out, error) from error


def _write(out: Path, record: bytes) -> None:
    try:
        out.write_bytes(record)
    except OSError as error:
        raise _refused(out, error) from error


def _refused(out: Path, error: OSError) -> RequestError:
    return RequestError(f"{out}: cannot be written ({error.strerror}); choose another --out")
