"""Unexpected errors in the log: what and where, never the words, which may be of a document."""

import logging
from collections.abc import Iterator
from traceback import extract_tb


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log an error by its kind and the lines of code that it went through."""
    log.error("%s failed: %s", what, "; because of ".join(map(_told, _causes(error))))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def _told(error: BaseException) -> str:
    places = (f"{step.filename}:{step.lineno}" for step in extract_tb(error.__traceback__))
    return f"{type(error).__name__} at {' > '.join(places)}"
