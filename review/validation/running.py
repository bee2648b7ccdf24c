"""A qualification from the first check to the last."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.ports import Progress
from review.validation.checks import Result, run
from review.validation.installation import identity, installation_checks, packages
from review.validation.operation import Operation


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


def qualify(progress: Progress) -> Qualification:
    """Run all checks, the operation in a temporary folder that is deleted at the end."""
    began, start = datetime.now(UTC), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="citemark-validate-") as folder:
        operation = Operation(Path(folder))
        with operation.watched():
            results = tuple(_run(operation, progress))
    cut = len(installation_checks())
    return Qualification(
        began,
        time.monotonic() - start,
        identity(),
        tuple(packages()),
        results[:cut],
        results[cut:],
    )


def _run(operation: Operation, progress: Progress) -> Iterator[Result]:
    checks = [*installation_checks(), *operation.checks()]
    for done, check in enumerate(checks):
        progress(done, len(checks), check.requirement)
        yield run(check)
