"""`citemark app` and `citemark doctor`."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, told_errors, write_json

_THEME = Path(__file__).parents[1] / "theme.toml"
_FLAGS = (
    f"--theme.base={_THEME}",
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--client.toolbarMode=viewer",
    "--server.fileWatcherType=none",
    "--runner.magicEnabled=false",
)


def app(
    sample: Annotated[bool, typer.Option("--sample", help="Open with the sample dossier.")] = False,
    port: Annotated[int, typer.Option("--port", help="The port to listen on.")] = 8501,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; another needs a login.")
    ] = "127.0.0.1",
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser.")] = False,
    json: Json = False,  # noqa: ARG001 - every command takes it
    data: Data = None,
) -> None:
    """Open the application in a browser; others reach it only with a login."""
    with told_errors():
        from review.login import require_login  # noqa: PLC0415 - `--help` must not wait for it
        from review.settings import load_settings  # noqa: PLC0415

        login = load_settings().login
        require_login(host, login)
    spec = find_spec("app")
    if spec is None or spec.origin is None:
        raise typer.Exit(int(ExitCode.UNEXPECTED))
    environment = os.environ | {"CITEMARK_SAMPLE": "1" if sample else ""}
    if data is not None:
        environment["CITEMARK_DATA"] = str(data)
    command = [sys.executable, "-P", "-m", "streamlit", "run", spec.origin, *_FLAGS]
    command += [f"--server.address={host}", f"--server.port={port}"]
    command += [f"--secrets.files={login}"] if login else []
    command += [f"--server.headless={'true' if headless else 'false'}"]
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own command, in our place


def doctor(json: Json = False, data: Data = None) -> None:
    """Check the installation; a chat model and an embedding endpoint are tried with one call."""
    with told_errors():
        from review.doctor import examine  # noqa: PLC0415
        from review.settings import load_settings  # noqa: PLC0415

        settings = load_settings() if data is None else load_settings(data=data)
        checks = examine(settings, call=True)
    if json:
        write_json([{"check": c.name, "ok": c.ok, "detail": c.detail} for c in checks])
    else:
        for check in checks:
            typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}")
    if not all(check.ok for check in checks):
        raise typer.Exit(int(ExitCode.UNEXPECTED))
