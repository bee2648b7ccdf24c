"""How the tables came to be: each step as the statements that were released, never edited.

A new step is added at the end of `MIGRATIONS`; its number is its place, counted from 1, and
stands in the file as `user_version`.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from domain.errors import StoreError
from store.database import Database

APPLICATION_ID = 0x43697465
"""Marks a SQLite file as citemark's: the letters `Cite`."""

_FIRST = """
CREATE TABLE blobs (
  sha256 VARCHAR NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (sha256)
);

CREATE TABLE dossiers (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  profile BLOB,
  created VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE texts (
  digest VARCHAR NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (digest)
);

CREATE TABLE vectors (
  scope VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (scope, model, "key")
);

CREATE TABLE documents (
  id INTEGER NOT NULL,
  dossier VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  revision INTEGER NOT NULL,
  superseded BOOLEAN NOT NULL,
  sha256 VARCHAR,
  text VARCHAR,
  failure BLOB,
  recognised_type VARCHAR,
  chosen_type VARCHAR,
  PRIMARY KEY (id),
  UNIQUE (dossier, name, revision),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE,
  FOREIGN KEY(sha256) REFERENCES blobs (sha256),
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_documents_sha256 ON documents (sha256);

CREATE INDEX ix_documents_text ON documents (text);

CREATE UNIQUE INDEX one_current_document_a_name ON documents (dossier, name) WHERE superseded = 0;

CREATE TABLE law_versions (
  id INTEGER NOT NULL,
  act VARCHAR NOT NULL,
  celex VARCHAR NOT NULL,
  form VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  sha256 VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  added DATE NOT NULL,
  digest VARCHAR NOT NULL,
  current BOOLEAN NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (sha256),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256)
);

CREATE UNIQUE INDEX one_current_version_an_act ON law_versions (act) WHERE current = 1;

CREATE TABLE parses (
  sha256 VARCHAR NOT NULL,
  reader VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (sha256, reader),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_parses_text ON parses (text);

CREATE TABLE reviews (
  dossier VARCHAR NOT NULL,
  number INTEGER NOT NULL,
  made VARCHAR NOT NULL,
  manifest BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (dossier, number),
  FOREIGN KEY(dossier) REFERENCES dossiers (id) ON DELETE CASCADE
);

CREATE TABLE provisions (
  version INTEGER NOT NULL,
  pinpoint VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  children VARCHAR NOT NULL,
  PRIMARY KEY (version, pinpoint),
  FOREIGN KEY(version) REFERENCES law_versions (id) ON DELETE CASCADE
);

CREATE TABLE review_documents (
  dossier VARCHAR NOT NULL,
  review INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (dossier, review, position),
  FOREIGN KEY(dossier, review) REFERENCES reviews (dossier, number) ON DELETE CASCADE,
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_review_documents_text ON review_documents (text);
"""

_ORDERED_WORDS_AND_GUIDANCE = """
CREATE TEMPORARY TABLE kept_provisions AS SELECT * FROM provisions;

DROP TABLE provisions;

CREATE TABLE provisions (
  version INTEGER NOT NULL,
  pinpoint VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  children VARCHAR NOT NULL,
  closing VARCHAR NOT NULL,
  midst VARCHAR NOT NULL,
  PRIMARY KEY (version, pinpoint),
  FOREIGN KEY(version) REFERENCES law_versions (id) ON DELETE CASCADE
);

INSERT INTO provisions
SELECT version, pinpoint, position, number, heading, text, children, '', '[]'
FROM kept_provisions;

DROP TABLE kept_provisions;

UPDATE law_versions SET digest = '';

CREATE TABLE guidance (
  sha256 VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  added DATE NOT NULL,
  PRIMARY KEY (sha256),
  FOREIGN KEY(sha256) REFERENCES blobs (sha256),
  FOREIGN KEY(text) REFERENCES texts (digest)
);

CREATE INDEX ix_guidance_text ON guidance (text);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _ORDERED_WORDS_AND_GUIDANCE)


def migrate(database: Database, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Bring the file to the newest schema, with a copy in `backups` before each step.

    Raises `StoreError` for a file of a newer schema or of another program, and in a reader for
    an older one.
    """
    known = len(migrations)
    found = _version(database)
    if found > known:
        raise StoreError(
            f"{database.path} was written by a newer citemark (schema {found}, this one knows "
            f"{known}); update citemark to open it"
        )
    if found < known and not database.writable:
        raise StoreError(
            f"{database.path} has the older schema {found}; open it once for writing so that it "
            f"is brought to schema {known}"
        )
    for number in range(found + 1, known + 1):
        if found:
            _back_up(database.path, number - 1)
        _step(database, number, migrations[number - 1])


def backups(folder: Path) -> Path:
    """Where the copies of a data folder are kept."""
    return folder / "backups"


def _version(database: Database) -> int:
    with database.read() as connection:
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if owner != APPLICATION_ID and (version or tables):
        raise StoreError(f"{database.path} is a database of another program; choose another folder")
    return version


def _step(database: Database, number: int, statements: str) -> None:
    with database.write() as connection:
        for statement in filter(str.strip, statements.split(";\n")):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _back_up(path: Path, version: int) -> None:
    """Copy the file as it is; a half-written copy never carries the final name."""
    target = backups(path.parent) / f"schema-{version}.db"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{path} was not upgraded because no copy could be written to {target} ({error}); "
            "free some space or check the folder's permissions, then open it again"
        ) from error
