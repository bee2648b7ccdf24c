"""Folders, wheel contents and architecture contracts name the same rooms; `app.py` stays thin."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WHEEL = set(CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
ROOMS = set(CONFIG["tool"]["importlinter"]["root_packages"])


def packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_every_room_is_in_the_wheel() -> None:
    assert packages() | {"app.py"} == WHEEL


def test_every_room_is_under_the_contracts() -> None:
    assert packages() - {"samples"} == ROOMS


def test_app_only_calls_the_screen() -> None:
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"streamlit.starlette", "ui.server"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_readme_names_every_command_and_setting() -> None:
    import typer.main  # noqa: PLC0415 - only this test needs it

    from review.settings import Settings  # noqa: PLC0415
    from ui.cli.main import cli  # noqa: PLC0415

    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in typer.main.get_command(cli).commands.items():  # type: ignore[attr-defined]
        for child in getattr(command, "commands", {"": None}):
            assert f"citemark {name} {child}".strip() in readme
    for field in Settings.model_fields:
        assert f"CITEMARK_{field.upper()}" in readme
