"""`citemark access` and `citemark retention`: who may do what, and how long it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.access import Role
from ui.cli.output import Data, Json, person, workbench, write_json

if TYPE_CHECKING:
    from review.members import Keeper, Kept

access = typer.Typer(help="Who may do what with a dossier.", no_args_is_help=True)
retention = typer.Typer(help="How long a dossier is kept, and legal holds.", no_args_is_help=True)

Dossier = Annotated[str, typer.Argument(help="The id or the name of a dossier.")]
Person = Annotated[
    str, typer.Argument(metavar="PERSON", help="The e-mail address that the sign-in gives.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the record.")]


@access.command("list")
def list_members(json: Json = False, data: Data = None) -> None:
    """All dossiers with their members and how long they are kept."""
    with _keeper(data, writable=False) as keeper:
        _show(keeper.all(), json)


@access.command("set")
def set_role(
    dossier: Dossier,
    member: Person,
    role: Annotated[Role, typer.Argument(help="What the person may do.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Give a person a role in a dossier."""
    with _keeper(data) as keeper:
        _show([keeper.give_role(dossier, member, role)], json)


@access.command("remove")
def remove(dossier: Dossier, member: Person, json: Json = False, data: Data = None) -> None:
    """Take a person's role in a dossier away."""
    with _keeper(data) as keeper:
        _show([keeper.give_role(dossier, member, None)], json)


@retention.command("until")
def until(
    dossier: Dossier,
    day: Annotated[str, typer.Argument(help="The last day, as 2036-12-31, or `none`.")],
    reason: Reason = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Keep a dossier to the end of a day; nothing of it can be erased before."""
    last = None if day == "none" else _day(day)
    with _keeper(data) as keeper:
        _show([keeper.keep_until(dossier, last, reason)], json)


@retention.command("hold")
def hold(
    dossier: Dossier,
    cause: Annotated[str, typer.Argument(help="What it is held for.")],
    reason: Reason = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Put a dossier under a legal hold: nothing of it can be erased until it is released."""
    with _keeper(data) as keeper:
        _show([keeper.hold(dossier, cause, reason)], json)


@retention.command("release")
def release(dossier: Dossier, reason: Reason = "", json: Json = False, data: Data = None) -> None:
    """Release a dossier from its legal hold."""
    with _keeper(data) as keeper:
        _show([keeper.release(dossier, reason)], json)


@retention.command("erase-due")
def erase_due(json: Json = False, data: Data = None) -> None:
    """Erase the dossiers whose last day is over and that nothing holds."""
    with _keeper(data) as keeper:
        gone = keeper.erase_due()
    if json:
        write_json([{"dossier": one.id.token, "name": one.name} for one in gone])
        return
    for one in gone:
        typer.echo(f"erased: {one.name} ({one.id.token})")
    if not gone:
        typer.echo("Nothing is due.")


@contextmanager
def _keeper(data: Path | None, *, writable: bool = True) -> Iterator["Keeper"]:
    with workbench(data, writable=writable) as bench:
        from review.members import Keeper  # noqa: PLC0415 - `--help` must not wait for it

        yield Keeper(bench.store, person(bench))


def _day(words: str) -> date:
    try:
        return datetime.strptime(words, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, not a time
    except ValueError as error:
        raise typer.BadParameter("give the day as 2036-12-31, or `none`") from error


def _show(found: "list[Kept]", json: bool) -> None:
    if json:
        write_json([_told(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.dossier.id.token}  {one.dossier.name}")
        for member in one.members:
            typer.echo(f"  {member.role}: {member.user}")
        if one.retention.until:
            typer.echo(f"  kept until {one.retention.until.isoformat()}")
        if one.retention.hold:
            typer.echo(f"  legal hold: {one.retention.hold}")
    if not found:
        typer.echo("There is no dossier.")


def _told(one: "Kept") -> dict[str, object]:
    return {
        "dossier": one.dossier.id.token,
        "name": one.dossier.name,
        "members": {member.user: member.role.value for member in one.members},
        "until": one.retention.until.isoformat() if one.retention.until else None,
        "hold": one.retention.hold or None,
    }
