"""A qualification from the first check to the last."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.ports import Progress
from review.validation.checks import Check, Result, run
from review.validation.database import DatabaseTests
from review.validation.installation import identity, installation_checks, packages
from review.validation.operation import Operation
from store.postgres import place_of


@dataclass(frozen=True, slots=True)
class Qualification:
    """What was found; `began` in UTC, `seconds` is how long it took."""

    began: datetime
    seconds: float
    identity: dict[str, str]
    packages: tuple[tuple[str, str], ...]
    installation: tuple[Result, ...]
    operation: tuple[Result, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(result.passed for result in (*self.installation, *self.operation))


def qualify(progress: Progress, database: str = "") -> Qualification:
    """Run all checks, the operation in a temporary folder that is deleted at the end.

    Where a `database` keeps the record, it is qualified too.
    """
    began, start = datetime.now(UTC), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="citemark-validate-") as folder:
        operation = Operation(Path(folder))
        tests = DatabaseTests(database, Path(folder)) if database else None
        installed = [*installation_checks(), *(tests.installation() if tests else [])]
        worked = [*operation.checks(), *(tests.operation() if tests else [])]
        with operation.watched():
            results = tuple(_run([*installed, *worked], progress))
    cut = len(installed)
    return Qualification(
        began,
        time.monotonic() - start,
        _identity(database),
        tuple(packages()),
        results[:cut],
        results[cut:],
    )


def _identity(database: str) -> dict[str, str]:
    return identity() | {
        "Record kept in": place_of(database) if database else "the data folder",
        "Settings in the tests": "as they come; embedding model as packaged, no chat model",
    }


def _run(checks: Sequence[Check], progress: Progress) -> Iterator[Result]:
    for done, check in enumerate(checks):
        progress(done, len(checks), check.requirement)
        yield run(check)
