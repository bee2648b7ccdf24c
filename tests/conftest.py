"""Fixtures for all rooms: no network but loopback, and the material beside the checkout."""

from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

SHARED = Path(__file__).parents[1] / ".." / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the files of tests/golden anew instead of comparing with them; read the diff",
    )


@pytest.fixture(autouse=True)
def _no_network() -> None:
    """Refuse every connection that leaves the machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of law texts and sample documents that are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared with law texts and documents of others is absent")
    return SHARED.resolve()
