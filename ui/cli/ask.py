"""`citemark ask`: the places in the law and in documents that answer a question."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.assisting import Model, chosen
from ui.cli.coming import coming
from ui.cli.output import Data, Json, end_with, progress_bar, workbench, write_json


def ask(
    question: Annotated[str, typer.Argument(help="A question in plain words.")],
    within: Annotated[
        list[Path] | None, typer.Option("--in", metavar="PATH", help="Documents to ask too.")
    ] = None,
    device: Annotated[
        Path | None, typer.Option("--device", metavar="DEVICE.yaml", help="The device meant.")
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option("--after", metavar="QUESTION", help="The question before this one."),
    ] = None,
    model: Model = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question with cited words, or say that nothing at hand answers it."""
    with workbench(data, model=chosen(model)) as bench:
        from regulations.profile import load_profile  # noqa: PLC0415
        from review.report.answer import (  # noqa: PLC0415
            answer_lines,
            answer_payload,
            statement_lines,
        )
        from review.thread import standing_alone  # noqa: PLC0415

        profile = load_profile(device) if device else None
        with progress_bar("reading"):
            corpus = bench.read(within) if within else None
        with coming(lambda said: statement_lines(said, corpus, bench.law.shelf)) as show:
            answer = bench.ask(standing_alone(question, after or []), corpus, profile, show=show)
        if json:
            write_json(answer_payload(answer, corpus, bench.law.shelf))
        else:
            for line in answer_lines(answer, corpus, bench.law.shelf):
                typer.echo(line)
    end_with(corpus.failures if corpus else ())
