"""The gold cases that come with the project, as rows."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


def gold_rows(name: str) -> list[Row]:
    """The rows of `eval/gold/<name>.jsonl`."""
    text = (files("eval") / "gold" / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]
