"""What the commands share: options, one JSON document on stdout, progress on stderr, exit codes."""

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from domain.errors import (
    CitemarkError,
    LawTextError,
    ModelSettingError,
    RequestError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from domain.document import ReadFailure
    from domain.ports import Progress
    from review.assembly import Workbench


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    INPUT = 3


Json = Annotated[bool, typer.Option("--json", help="Write one JSON document to stdout.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Data folder; also CITEMARK_DATA.", file_okay=False),
]


@contextmanager
def workbench(
    data: Path | None, *, writable: bool = True, **given: object
) -> Iterator["Workbench"]:
    """The application over the data folder, with errors turned into exit codes.

    `given` are settings that a command was told; what is None is left to the environment.
    """
    with told_errors():
        from review.assembly import Workbench  # noqa: PLC0415 - `--help` must not wait for it
        from review.helpers import usual_helpers  # noqa: PLC0415
        from review.settings import load_settings  # noqa: PLC0415

        told = {"data": data, **given}
        settings = load_settings(**{name: v for name, v in told.items() if v is not None})
        with Workbench(settings, writable=writable, helpers=usual_helpers()) as bench:
            yield bench


@contextmanager
def told_errors() -> Iterator[None]:
    """Every error of citemark as one line on stderr and the exit code of its kind."""
    try:
        yield
    except CitemarkError as error:
        fail(str(error), _code(error))


def person(bench: "Workbench") -> str:
    """Whose name goes into the record: CITEMARK_USER, else the login name."""
    if bench.settings.user:
        return bench.settings.user
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unnamed person"


def _code(error: CitemarkError) -> ExitCode:
    if isinstance(error, RequestError | ModelSettingError):
        return ExitCode.USAGE
    if isinstance(error, UnreadableFileError | LawTextError):
        return ExitCode.INPUT
    return ExitCode.UNEXPECTED


def fail(message: str, code: ExitCode) -> NoReturn:
    """Say what went wrong on stderr and end with that code."""
    typer.echo(f"citemark: {message}", err=True)
    raise typer.Exit(int(code))


def end_with(failures: "Sequence[ReadFailure]") -> None:
    """Name the files that could not be read on stderr, and say by the exit code that some were."""
    for failure in failures:
        typer.echo(f"citemark: {failure.name}: {failure.reason.value}: {failure.detail}", err=True)
    if failures:
        raise typer.Exit(int(ExitCode.INPUT))


def write_json(content: object) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def progress_bar(what: str) -> Iterator["Progress"]:
    """A progress bar on stderr; nothing where stderr is no terminal."""
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, total: int, _what: str) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
