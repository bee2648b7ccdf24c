"""`citemark audit`: who did what and when, and whether the record still is what it was."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, told_errors, workbench, write_json

if TYPE_CHECKING:
    from domain.audit import AuditCheck, Event
    from review.deciding import Desk

audit = typer.Typer(help="The record of who did what and when.", no_args_is_help=True)


@audit.command()
def show(
    dossier: Annotated[
        str, typer.Argument(metavar="[DOSSIER]", help="A dossier's name or id; else all.")
    ] = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Show the events, oldest first, and the head that stands for all of them."""
    with workbench(data, writable=False) as bench:
        from domain.access import LOCAL  # noqa: PLC0415 - `--help` must not wait for it
        from review.deciding import Desk  # noqa: PLC0415
        from review.shelved import dossier_of  # noqa: PLC0415

        desk = Desk(bench)
        events = desk.events(dossier_of(bench.store, dossier) if dossier else LOCAL)
        head = desk.head()
    if json:
        write_json(
            {"head": {"number": head.number, "hash": head.hash}, "events": list(map(_row, events))}
        )
        return
    for event in events:
        typer.echo(_line(event))
    typer.echo(f"\nHead: event {head.number}, {head.hash}")


def _row(event: "Event") -> dict[str, object]:
    deed = event.deed
    return {
        "number": event.number,
        "hash": event.hash,
        "at": event.at.isoformat(timespec="seconds") if event.at else None,
        "who": event.who or None,
        "dossier": event.dossier or None,
        "what": deed.what.value if deed else None,
        "subject": deed.subject if deed else None,
        "old": deed.old if deed else None,
        "new": deed.new if deed else None,
        "reason": deed.reason if deed else None,
    }


def _line(event: "Event") -> str:
    if event.deed is None or event.at is None:
        return f"{event.number:>5}  (erased with its dossier)"
    deed = event.deed
    change = " -> ".join(part for part in (deed.old, deed.new) if part)
    told = "; ".join(part for part in (change, deed.reason) if part)
    said = f"{deed.what.value}: {deed.subject}{f' ({told})' if told else ''}"
    return f"{event.number:>5}  {event.at:%Y-%m-%d %H:%M:%S}  {event.who}: {said}"


@audit.command()
def verify(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[REPORT]...", help="Exported files whose printed head to check."),
    ] = None,
    head: Annotated[
        str, typer.Option("--head", metavar="HASH", help="A head that was printed or noted.")
    ] = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Check the chain of events, what they vouch for, and the heads printed in reports."""
    with told_errors():
        expected = [("--head", head)] if head else []
        expected += [(str(path), one) for path in reports or [] for one in _printed(path)]
    with workbench(data, writable=False) as bench:
        from review.deciding import Desk  # noqa: PLC0415

        desk = Desk(bench)
        whole = desk.check()
        wrong = {where: _missing(desk, one, whole) for where, one in expected}
    faults = [*whole.faults, *(fault for found in wrong.values() for fault in found)]
    if json:
        write_json(_payload(whole, wrong, faults))
    else:
        _tell(whole, wrong, faults)
    if faults:
        raise typer.Exit(int(ExitCode.INPUT))


def _printed(path: Path) -> tuple[str, ...]:
    from review.printed_head import printed_heads  # noqa: PLC0415

    return printed_heads(path)


def _missing(desk: "Desk", head: str, whole: "AuditCheck") -> list[str]:
    """What checking with that head finds beyond the faults of the trail itself."""
    return [fault for fault in desk.check(head).faults if fault not in whole.faults]


def _payload(
    whole: "AuditCheck", wrong: dict[str, list[str]], faults: list[str]
) -> dict[str, object]:
    return {
        "sound": not faults,
        "events": whole.head.number,
        "head": whole.head.hash,
        "erased": whole.erased,
        "faults": faults,
        "reports": {where: not found for where, found in wrong.items()},
    }


def _tell(whole: "AuditCheck", wrong: dict[str, list[str]], faults: list[str]) -> None:
    for where, found in wrong.items():
        typer.echo(f"{where}: {'; '.join(found) if found else 'its head is in the trail'}")
    for fault in whole.faults:
        typer.echo(f"! {fault}")
    erased = f", {whole.erased} of them erased with their dossiers" if whole.erased else ""
    state = f"{len(faults)} faults" if faults else "sound"
    typer.echo(f"The audit trail is {state}: {whole.head.number} events{erased}.")
    typer.echo(f"Head: {whole.head.hash}")
