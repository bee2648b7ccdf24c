"""One check of a qualification: what is asked, what must come out and what came out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import CitemarkError

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """A check before it is run. `look` gives whether it passed and what was found, in words."""

    id: str
    requirement: str
    expected: str
    look: Callable[[], tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found on this machine."""

    id: str
    requirement: str
    expected: str
    found: str
    passed: bool


def run(check: Check) -> Result:
    """Run a check; an error is a check that did not pass."""
    try:
        passed, found = check.look()
    except CitemarkError as error:
        passed, found = False, str(error)
    except Exception as error:  # noqa: BLE001 - a check that breaks has not passed
        _LOG.exception("check %s could not be run", check.id)
        passed, found = False, f"the check itself failed: {type(error).__name__}"
    return Result(check.id, check.requirement, check.expected, found, passed)
