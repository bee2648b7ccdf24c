"""An answer on a terminal while it comes; taken away when the whole of it is there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.finding import Statement
    from review.assisted.answering import Show


@contextmanager
def coming(lines: Callable[["Sequence[Statement]"], Iterable[str]]) -> "Iterator[Show | None]":
    """Shows on stderr what is checked so far, as `lines` words it; None where it is no terminal."""
    from rich.console import Console, Group  # noqa: PLC0415 - `--help` must not wait for it
    from rich.live import Live  # noqa: PLC0415
    from rich.spinner import Spinner  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    waiting = Spinner("dots", "looking")
    with Live(waiting, console=console, transient=True, vertical_overflow="visible") as live:

        def show(statements: "Sequence[Statement]") -> None:
            live.update(Group(Text("\n".join(lines(statements))), waiting))

        yield show
