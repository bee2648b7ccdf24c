"""`citemark obligations`: what applies to a device, what does not, and why."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import Data, Json, told_errors, write_json

Device = Annotated[
    Path, typer.Option("--device", metavar="DEVICE.yaml", help="The device profile.")
]
OnDay = Annotated[
    datetime | None,
    typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="The law as of this day."),
]


def obligations(
    device: Device,
    every: Annotated[bool, typer.Option("--all", help="Also rows that do not apply.")] = False,
    on: OnDay = None,
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """List the obligations of a device with the reason for each."""
    with told_errors():
        from review.obligations import obligation_rows  # noqa: PLC0415

        rows = obligation_rows(device, on.date() if on else None, every=every)
    if json:
        write_json(rows)
        return
    marks = {True: "applies", False: "no", None: "open"}
    for row in rows:
        since = f" (from {row['from']})" if row["from"] else ""
        applies = row["applies"]
        mark = marks[applies if isinstance(applies, bool) else None]
        typer.echo(f"{mark:<8}{row['pinpoint']}: {row['title']}{since}. {row['reason']}")
