"""`citemark eval`: quality in figures, against a stored run."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import Data, ExitCode, Json, fail, told_errors, workbench

if TYPE_CHECKING:
    from eval.runner import Baseline, Run
    from review.assembly import Workbench

_Suites = Annotated[
    list[str] | None,
    typer.Argument(
        help="verdicts, citations, gaps, law, questions, injection, mapping, parsing, "
        "retrieval; or all."
    ),
]
_File = Annotated[Path | None, typer.Option(metavar="FILE")]


def evaluate(
    suites: _Suites = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="Compare with this run.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the run as JSON.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what failed.")] = False,
    model: Annotated[
        bool,
        typer.Option("--model", help="Questions with the model of CITEMARK_MODEL too; it is paid."),
    ] = False,
    corpus: _File = None,
    queries: _File = None,
    qrels: _File = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Measure quality; with --corpus, --queries and --qrels the search over your own texts."""
    files = _all_or_none(corpus, queries, qrels)
    with told_errors():
        from eval.runner import NO_MODEL, read_baseline, run_json, worsened  # noqa: PLC0415

        baseline = read_baseline(against) if against else None
    with workbench(data, model=None if model else "") as bench:
        if model and not bench.settings.model:
            fail(NO_MODEL, ExitCode.USAGE)
        run = _run(bench, suites or [], files)
    if out is not None:
        out.write_text(run_json(run), "utf-8")
    if json:
        typer.echo(run_json(run), nl=False)
    else:
        _show(run, baseline, misses=misses)
    if baseline is not None and worsened(run, baseline):
        raise typer.Exit(int(ExitCode.UNEXPECTED))


def _all_or_none(*files: Path | None) -> tuple[Path, Path, Path] | None:
    corpus, queries, qrels = files
    if corpus and queries and qrels:
        return corpus, queries, qrels
    if any(files):
        fail("--corpus, --queries and --qrels are given together", ExitCode.USAGE)
    return None


def _run(bench: "Workbench", suites: list[str], files: tuple[Path, Path, Path] | None) -> "Run":
    from eval.runner import run_files, run_suites  # noqa: PLC0415

    if files is None:
        return run_suites(bench, suites)
    if suites not in ([], ["retrieval"]):
        fail("a corpus goes with the suite retrieval only", ExitCode.USAGE)
    return run_files(bench, *files)


def _show(run: "Run", baseline: "Baseline | None", *, misses: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for it

    from eval.table import result_table  # noqa: PLC0415

    console = Console()
    for result in run.results:
        console.print(result_table(result, baseline))
        for miss in result.misses if misses else ():
            typer.echo(f"{miss.kind}: {miss.case}: {miss.detail}")
