"""What the commands that ask a chat model share: which one, how often, for how much."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from review.assembly import Workbench
    from review.assisted.order import Assist, Estimate

Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="PROVIDER:NAME", help="A chat model; 'none' for none. CITEMARK_MODEL."
    ),
]
Repeat = Annotated[
    int, typer.Option("--repeat", min=1, max=20, help="Put each question to the model N times.")
]
Budget = Annotated[
    int | None,
    typer.Option("--budget", min=0, help="Tokens a review may take. CITEMARK_MODEL_BUDGET."),
]
_ANSWERS = "model-answers"


def chosen(model: str | None) -> str | None:
    """The model as a setting: none is no model, None leaves it to the environment."""
    return "" if model is not None and model.lower() == "none" else model


def told_assist(bench: "Workbench", out: Path | None, repeat: int) -> "Assist | None":
    """The model of a review, None without one; its answers are kept beside the reports.

    A review that was ended goes on from them. Without a folder for reports nothing is kept.
    """
    from prompts.recorded import AnswerFolder  # noqa: PLC0415
    from review.second_reading import assist_of  # noqa: PLC0415

    answers = AnswerFolder(out / _ANSWERS) if out is not None else None

    def tell(estimate: "Estimate") -> None:
        typer.echo(f"citemark: {bench.settings.model} reads too: {estimate.sentence}", err=True)

    return assist_of(bench, answers, repeat, tell)
