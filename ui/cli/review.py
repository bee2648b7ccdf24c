"""`citemark review` and `citemark demo`: documents in, findings out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.assisting import Budget, Model, Repeat, chosen, told_assist
from ui.cli.mapping import Files
from ui.cli.obligations import Device, OnDay
from ui.cli.output import Data, Json, end_with, progress_bar, workbench

if TYPE_CHECKING:
    from domain.device import DeviceProfile
    from domain.finding import Review
    from review.assembly import Workbench
    from review.assisted.order import Assist

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write review.json, .md and .xlsx here."),
]


def review(
    paths: Files,
    device: Device,
    out: Out = None,
    on: OnDay = None,
    model: Model = None,
    repeat: Repeat = 1,
    budget: Budget = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Review documents against the obligations of a device; a model, where set, reads too."""
    with workbench(data, model=chosen(model), model_budget=budget) as bench:
        from regulations.profile import load_profile  # noqa: PLC0415

        profile = load_profile(device)
        day = on.date() if on else None
        made = _reviewed(bench, paths, profile, day, told_assist(bench, out, repeat))
        _hand_over(bench, made, out, json=json)


def demo(
    out: Out = None,
    model: Model = None,
    repeat: Repeat = 1,
    budget: Budget = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Review the sample dossier that comes with citemark; a model reads too where --model says."""
    import samples  # noqa: PLC0415

    with workbench(data, model=chosen(model) or "", model_budget=budget) as bench:
        from regulations.profile import load_profile  # noqa: PLC0415

        profile = load_profile(samples.device_path())
        assist = told_assist(bench, out, repeat)
        made = _reviewed(bench, [samples.dossier_path()], profile, None, assist)
        _hand_over(bench, made, out, json=json)


def _reviewed(
    bench: "Workbench",
    paths: Sequence[Path],
    profile: "DeviceProfile",
    on: date | None,
    assist: "Assist | None",
) -> "Review":
    from review.second_reading import read_too  # noqa: PLC0415

    with progress_bar("reviewing") as tell:
        corpus = bench.read(paths)
        step = ""

        def told(done: int, total: int, what: str) -> None:
            nonlocal step
            step = what
            tell(done, total, what)

        made = bench.review(corpus, profile, on, told)
        if assist is not None:
            made = read_too(bench, made, corpus, assist, tell)
    if "taken over" in step:
        typer.echo(f"citemark: {step}", err=True)
    return made


def _hand_over(bench: "Workbench", made: "Review", out: Path | None, *, json: bool) -> None:
    from review.report import review_json, write_reports  # noqa: PLC0415

    if out is not None:
        write_reports(made, bench.catalogue, bench.law.shelf, out)
    if json:
        typer.echo(review_json(made, bench.catalogue, bench.law.shelf).decode(), nl=False)
    else:
        _summary(bench, made, out)
    end_with(made.failures)


def _summary(bench: "Workbench", made: "Review", out: Path | None) -> None:
    from review.report.summary import summary_lines  # noqa: PLC0415

    for line in summary_lines(made, bench.catalogue):
        typer.echo(line)
    if out is not None:
        typer.echo(f"\nreview.json, review.md and review.xlsx are in {out}")
    else:
        typer.echo("\nThe whole review with every quote: add --out DIR")
