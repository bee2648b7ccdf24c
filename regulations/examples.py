"""What an answer to a criterion may look like: sentences that we wrote, by the criterion's text.

`data/examples/` holds them under the same file names as the criteria. They are on invented
devices, in the voices of many manufacturers, and serve twice: `eval.evidence_fit` learns from them
which sentences answer a criterion, and their words are searched for in documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, shown, texts


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences that answer one criterion, and sentences `near` to it that do not."""

    obligation: str
    answers: tuple[str, ...]
    near: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_examples() -> Mapping[str, Examples]:
    """The examples of every criterion that has some, by the criterion's text.

    Criteria of two acts that ask for the same in the same words share theirs. Raises
    `CatalogueError` where a file is not of that form or a criterion stands twice.
    """
    found: dict[str, Examples] = {}
    for path in sorted((DATA / "examples").rglob("*.yaml")):
        for obligation, rows in read_mapping(path).items():
            for text, examples in _examples(obligation, rows, shown(path)):
                if text in found:
                    raise CatalogueError(f"{shown(path)}: {text!r} has examples elsewhere too")
                found[text] = examples
    return found


def _examples(obligation: str, rows: object, where: str) -> list[tuple[str, Examples]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CatalogueError(f"{where}: {obligation}: holds no list of criteria with examples")
    return [
        (
            str(row.get("criterion", "")),
            Examples(obligation, texts(row.get("answers")), texts(row.get("near"))),
        )
        for row in rows
    ]
