"""The process that forks, of a test's own."""

from collections.abc import Iterator

import pytest

from ingest.documents.ready import Ready


@pytest.fixture
def ready() -> Iterator[Ready]:
    """One that nobody else asks; it is gone after the test."""
    made = Ready()
    yield made
    made.close()
