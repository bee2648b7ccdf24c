"""`citemark prompts`: what is said to a chat model, shown without saying it."""

from typing import Annotated

import typer

from ui.cli.mapping import Files
from ui.cli.obligations import Device
from ui.cli.output import Data, Json, workbench, write_json

prompts = typer.Typer(help="What is said to a chat model.", no_args_is_help=True)

Row = Annotated[str, typer.Argument(metavar="OBLIGATION", help="Its id, such as aia.art-14.4.d.")]


@prompts.command()
def show(
    obligation: Row, paths: Files, device: Device, json: Json = False, data: Data = None
) -> None:
    """Print what a review of these documents would send on an obligation; nothing is sent."""
    with workbench(data) as bench:
        from prompts.size import input_tokens  # noqa: PLC0415
        from regulations.profile import load_profile  # noqa: PLC0415
        from review.second_reading import request_on  # noqa: PLC0415

        request = request_on(bench, obligation, bench.read(paths), load_profile(device))
    if json:
        write_json(
            {
                "obligation": obligation,
                "system": request.system,
                "prompt": request.prompt,
                "schema": request.schema,
                "max_tokens": request.max_tokens,
                "input_tokens": input_tokens(request),
            }
        )
        return
    typer.echo(f"{request.system}\n\n{request.prompt}")
    typer.echo(
        f"Schema: {request.schema}\nAbout {input_tokens(request)} tokens, at most "
        f"{request.max_tokens} for the answer. Nothing was sent.",
        err=True,
    )


@prompts.command("list")
def list_(json: Json = False, data: Data = None) -> None:  # noqa: ARG001 - every command takes it
    """List the templates with their hashes, as a review's manifest names them."""
    from prompts.versions import templates  # noqa: PLC0415

    if json:
        write_json(list(templates()))
        return
    for template in templates():
        typer.echo(template)
