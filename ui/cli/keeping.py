"""`citemark backup`, `citemark restore` and `citemark rebuild-index`."""

from pathlib import Path
from typing import Annotated

import typer

from domain.access import LOCAL
from ui.cli.output import Data, Json, progress_bar, told_errors, workbench, write_json


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


def rebuild_index(json: Json = False, data: Data = None) -> None:
    """Throw the search index of every dossier away and build it from what is kept."""
    with workbench(data) as bench:
        from review.dossier_work import DossierWork  # noqa: PLC0415 - `--help` must not wait for it

        at_work = DossierWork(bench)
        with progress_bar("building the index") as tell:
            built = {d.id: at_work.rebuild_index(d.id, tell) for d in bench.store.dossiers(LOCAL)}
        names = {dossier.id: dossier.name for dossier in bench.store.dossiers(LOCAL)}
    if json:
        rows = [{"dossier": names[key], "passages": count} for key, count in built.items()]
        write_json(rows)
        return
    for key, count in built.items():
        typer.echo(f"{names[key]}: {count:,} passages")
    if not built:
        typer.echo("There is no dossier, so there is no index to build.")
