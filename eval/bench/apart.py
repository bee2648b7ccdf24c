"""A measurement in a process of its own, which begins with nothing in its memory."""

import json
import subprocess
import sys
from typing import Any


def figures_of(module: str, *asked: object) -> dict[str, Any]:
    """What a module of the benchmark prints as JSON where it is asked for these."""
    command = [sys.executable, "-m", module, *map(str, asked)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 - ours
    figures: dict[str, Any] = json.loads(printed)
    return figures
