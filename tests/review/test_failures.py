"""What is logged of an unexpected error holds none of its words."""

import logging

import pytest

from review.failures import log_failure


def test_kind_and_place_are_logged_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    def inner() -> None:
        raise KeyError("zebrafinch-4711")

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError("sk-canary-zebrafinch") from error
    except ValueError as error:
        log_failure(logging.getLogger("t"), "Reviewing", error)
    assert "Reviewing failed: ValueError at" in caplog.text
    assert "because of KeyError at" in caplog.text
    assert "test_failures.py:" in caplog.text
    assert "zebrafinch" not in caplog.text
