"""`citemark law fetch`, `list`, `use` and `remove`: which texts are at hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.law import law
from ui.cli.output import Data, ExitCode, Json, workbench, write_json

if TYPE_CHECKING:
    from review.law_keeping import Fetched, KeptText

Text = Annotated[
    str, typer.Argument(metavar="CELEX", help="The CELEX number, or the start of the sha256.")
]


@law.command()
def fetch(
    acts: Annotated[
        list[str] | None, typer.Argument(help="mdr, ivdr, aia; all three where none is named.")
    ] = None,
    version: Annotated[
        str, typer.Option("--version", metavar="latest|oj|CELEX", help="Which text of the act.")
    ] = "latest",
    base: Annotated[
        str, typer.Option("--from", metavar="URL", help="Another server of the same interface.")
    ] = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """Take official texts from the Publications Office; what is not whole is refused."""
    with workbench(data) as bench:
        found = list(bench.law.fetch(acts or [], version, base))
    if json:
        write_json([_fetched(one) for one in found])
    else:
        for one in found:
            typer.echo(_line(one))
    if any(one.error for one in found):
        raise typer.Exit(int(ExitCode.INPUT))


def _line(fetched: "Fetched") -> str:
    if fetched.text is None:
        return fetched.error
    use = "in use" if fetched.text.current else "kept; a text of a later day stays in use"
    missed = "".join(f"\n! not served: {told}" for told in fetched.passed_over)
    return f"{fetched.text.version.label}: {fetched.provisions} provisions, {use}{missed}"


def _fetched(fetched: "Fetched") -> dict[str, object]:
    return {
        "act": fetched.act.value,
        "text": _row(fetched.text) if fetched.text else None,
        "address": fetched.address,
        "provisions": fetched.provisions,
        "passed_over": list(fetched.passed_over),
        "error": fetched.error or None,
    }


@law.command("list")
def list_(json: Json = False, data: Data = None) -> None:
    """List the texts that are kept; * marks the one that speaks for its act."""
    with workbench(data) as bench:
        from review.law_keeping import kept_texts  # noqa: PLC0415 - `--help` must not wait for it

        kept = kept_texts(bench.store)
    if json:
        write_json([_row(text) for text in kept])
        return
    for text in kept:
        typer.echo(_listed(text))
    if not kept:
        typer.echo(
            "no text has been added; take one with `citemark law fetch` or add an official file "
            "with `citemark law add FILE`"
        )


def _listed(text: "KeptText") -> str:
    mark, version = "*" if text.current else " ", text.version
    behind = f"; newer is known: {text.behind}" if text.behind else ""
    told = f"{version.form}, sha256 {version.sha256[:12]}, added {text.added}"
    return f"{mark} {version.act.label:<7} {version.label}, {told}{behind}"


def _row(text: "KeptText") -> dict[str, object]:
    version = text.version
    return {
        "act": version.act.value,
        "celex": version.celex,
        "form": version.form,
        "as_of": version.as_of.isoformat(),
        "sha256": version.sha256,
        "added": text.added.isoformat(),
        "current": text.current,
        "newer_known": text.behind or None,
    }


@law.command()
def use(text: Text, json: Json = False, data: Data = None) -> None:
    """Let a kept text speak for its act."""
    with workbench(data) as bench:
        chosen = bench.law.use(text)
    _tell(chosen, "in use", json=json)


@law.command()
def remove(text: Text, json: Json = False, data: Data = None) -> None:
    """Remove a kept text; of those left the one of the latest day is then in use."""
    with workbench(data) as bench:
        gone = bench.law.remove(text)
    _tell(gone, "removed", json=json)


def _tell(text: "KeptText", what: str, *, json: bool) -> None:
    if json:
        write_json(_row(text) | {"done": what})
    else:
        typer.echo(f"{text.version.label}: {what}")
