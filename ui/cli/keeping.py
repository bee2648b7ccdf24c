"""`citemark backup` and `citemark restore`."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import Data, Json, told_errors, workbench, write_json


def backup(
    file: Annotated[Path, typer.Argument(help="The new file to write.", dir_okay=False)],
    json: Json = False,
    data: Data = None,
) -> None:
    """Write everything that is kept to one file, also while the application is open."""
    with workbench(data, writable=False) as bench:
        size = bench.store.back_up(file)
    if json:
        write_json({"file": str(file), "bytes": size})
    else:
        typer.echo(f"{file}: {size:,} bytes. Keep it as safe as the documents: it holds them.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `citemark backup` wrote.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Make a backup the content of the data folder; what was there is moved aside."""
    with told_errors():
        from review.keeping import restore_backup  # noqa: PLC0415 - `--help` must not wait for it

        folder, aside = restore_backup(file, data)
    if json:
        write_json({"folder": str(folder), "moved_aside": str(aside) if aside else None})
        return
    typer.echo(f"{folder} now holds what was in {file}.")
    if aside:
        typer.echo(f"What was there before is in {aside}; it goes when a dossier is deleted.")
