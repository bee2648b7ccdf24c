"""All commands under one name."""

import typer

from review.garbage import look_seldom
from ui.cli import law_versions  # noqa: F401 - its commands hang on `law`
from ui.cli.access import access, retention
from ui.cli.ask import ask
from ui.cli.audit import audit
from ui.cli.batch import batch
from ui.cli.compare import compare
from ui.cli.device import classify, crosswalk, status
from ui.cli.evaluate import evaluate
from ui.cli.export import export
from ui.cli.guidance import guidance
from ui.cli.keeping import backup, rebuild_index, restore
from ui.cli.law import law
from ui.cli.mapping import map_files
from ui.cli.obligations import obligations
from ui.cli.prompts import prompts
from ui.cli.review import demo, review
from ui.cli.system import app, doctor
from ui.cli.validate import validate

cli = typer.Typer(
    name="citemark",
    help="Read the technical documentation of an AI medical device as a reviewer does.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(law, name="law")
cli.add_typer(guidance, name="guidance")
cli.add_typer(access, name="access")
cli.add_typer(retention, name="retention")
cli.add_typer(prompts, name="prompts")
cli.add_typer(audit, name="audit")
cli.command()(obligations)
cli.command()(crosswalk)
cli.command()(classify)
cli.command()(status)
cli.command("map")(map_files)
cli.command()(review)
cli.command()(batch)
cli.command()(ask)
cli.command()(export)
cli.command()(compare)
cli.command()(demo)
cli.command("eval")(evaluate)
cli.command()(backup)
cli.command()(restore)
cli.command("rebuild-index")(rebuild_index)
cli.command()(app)
cli.command()(doctor)
cli.command()(validate)


def main() -> None:
    """Run the command line."""
    look_seldom()
    cli()
