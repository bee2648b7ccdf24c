"""`citemark batch`: many submissions in one go."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.assisting import Budget, Model, Repeat, chosen
from ui.cli.obligations import OnDay
from ui.cli.output import Data, ExitCode, Json, progress_bar, workbench, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.batch import Batch, Submission
    from review.assembly import Workbench
    from review.batch import BatchRun, RunOptions
    from review.batch.crew import Order

_INTERRUPTED = 130
"""How a shell counts a command that was ended by Ctrl-C."""

Folder = Annotated[
    Path, typer.Argument(help="Each sub-folder and each ZIP file in it is a submission.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where the reports go; FOLDER-reports if not given."),
]
AnyDevice = Annotated[
    Path | None,
    typer.Option(
        "--device", metavar="DEVICE.yaml", help="For submissions without a device.yaml of theirs."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Submissions at once; one a processor, at most 4."),
]
Dask = Annotated[
    str, typer.Option("--dask", metavar="ADDRESS", help="Review on the Dask cluster at ADDRESS.")
]


def batch(
    folder: Folder,
    out: Out = None,
    jobs: Jobs = None,
    device: AnyDevice = None,
    on: OnDay = None,
    dask: Dask = "",
    model: Model = None,
    repeat: Repeat = 1,
    budget: Budget = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Review many submissions; started again, it goes on where it was. A model, where set, reads.

    --budget bounds the tokens of each submission.
    """
    with workbench(data, model=chosen(model), model_budget=budget) as bench:
        from regulations.profile import load_profile  # noqa: PLC0415 - `--help` must not wait
        from review.batch import BatchRun, BatchSpec, hire, open_batch, reports_beside  # noqa: PLC0415

        given = load_profile(device) if device else None
        day = on.date() if on else None
        spec = BatchSpec(folder, out or reports_beside(folder), given, day)
        opened = open_batch(bench, spec)
        typer.echo(f"The law as of {opened.made_for}. Reports go to {opened.out}", err=True)
        options = _options(bench, repeat)
        run = BatchRun(bench, opened, hire(bench, jobs, dask), options=options)
        _watched(run)
        _hand_over(bench, opened, run, json=json)


def _options(bench: "Workbench", repeat: int) -> "RunOptions":
    """Says what has ended and, where a model reads too, what it takes at most before it starts.

    A model that cannot be set up is told before anything starts.
    """
    from regulations.profile import parse_profile  # noqa: PLC0415
    from review.assisted.order import told_of_all  # noqa: PLC0415
    from review.batch import RunOptions  # noqa: PLC0415
    from review.second_reading import estimates_of  # noqa: PLC0415

    if bench.chat is None:
        return RunOptions(ended=_say)

    def tell(orders: "Sequence[Order]") -> None:
        profiles = [parse_profile(order.profile) for order in orders]
        if estimates := estimates_of(bench, profiles, repeat):
            name, most = bench.settings.model, told_of_all(estimates)
            typer.echo(f"citemark: {name} reads too: at most {most}", err=True)

    return RunOptions(repeat, tell, _say)


def _watched(run: "BatchRun") -> None:
    try:
        with progress_bar("reviewing submissions") as tell:
            run.run(tell)
    except KeyboardInterrupt:
        typer.echo("\ncitemark: stopped; the same command again goes on from here", err=True)
        raise typer.Exit(_INTERRUPTED) from None


def _say(row: "Submission") -> None:
    if row.result is None:
        typer.echo(f"citemark: {row.name}: failed: {row.reason}", err=True)
        return
    typer.echo(f"{row.name}: done", err=True)
    for unread in row.result.unread:
        typer.echo(f"citemark: {row.name}: {unread}", err=True)


def _hand_over(bench: "Workbench", opened: "Batch", run: "BatchRun", *, json: bool) -> None:
    from domain.batch import SubmissionState  # noqa: PLC0415

    rows = bench.store.submissions(opened.id)
    for name in run.passed_over:
        typer.echo(f"citemark: {name}: no folder or ZIP file, passed over", err=True)
    if json:
        write_json(
            {
                "folder": opened.folder,
                "out": opened.out,
                "made_for": opened.made_for.isoformat(),
                "submissions": [_row(row) for row in rows],
            }
        )
    else:
        _summary(opened, rows, run)
    if any(row.state is SubmissionState.FAILED or _unread(row) for row in rows):
        raise typer.Exit(int(ExitCode.INPUT))


def _unread(row: "Submission") -> bool:
    return row.result is not None and bool(row.result.unread)


def _summary(opened: "Batch", rows: "list[Submission]", run: "BatchRun") -> None:
    for row in rows:
        if row.result is None:
            typer.echo(f"{row.name}: {row.state.value}: {row.reason}")
            continue
        counts = ", ".join(f"{count} {name}" for name, count in row.result.verdicts.items())
        typer.echo(f"{row.name}: {counts}; {len(row.result.conflicts)} conflicts")
    typer.echo(f"\nAll side by side: {Path(opened.out) / 'summary.html'} and summary.xlsx")
    if run.peak:
        typer.echo(f"Most memory in one process: {run.peak // 2**20} MiB")


def _row(row: "Submission") -> dict[str, object]:
    result = row.result
    return {
        "name": row.name,
        "reports": row.label if result else None,
        "state": row.state.value,
        "reason": row.reason or None,
        "device": result.device if result else None,
        "verdicts": dict(result.verdicts) if result else None,
        "conflicts": list(result.conflicts) if result else [],
        "unread": list(result.unread) if result else [],
    }
