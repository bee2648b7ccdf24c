"""Fixtures for all rooms: no network but loopback, and the material beside the checkout."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

from store import Store
from tests import postgres_server

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # what a machine is slow at is no fault of what is tested

SHARED = Path(__file__).parents[1] / ".." / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the files of tests/golden anew instead of comparing with them; read the diff",
    )
    parser.addoption(
        "--faults",
        action="store_true",
        help="the long forms of tests/faults: minutes instead of seconds each",
    )


FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def amount(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """Of a short and a long amount, the one that was asked for."""
    long = bool(pytestconfig.getoption("--faults"))
    return lambda few, many: many if long else few


@pytest.fixture(scope="session")
def figure(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Takes a line for the table of figures at the end of the run."""
    return pytestconfig.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    figures = config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures")
    for line in figures:
        terminalreporter.write_line(line)


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


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with postgres_server.running() as address:
        yield address


@pytest.fixture(scope="session")
def tables(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of that server with all tables."""
    with postgres_server.database(server) as address:
        Store.open(tmp_path_factory.mktemp("tables"), database=address).close()
        yield address
