# ruff: noqa: S608 - statements against our own tables, by their names
"""The audit trail: what is done is in it, and no change of it goes unseen."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine

from domain.access import LOCAL
from domain.audit import PROGRAM, AuditCheck, AuditHead, Deed, EventKind
from domain.decision import Decision, DecisionKind
from domain.errors import RequestError
from store import DossierId, ReviewId, Store
from store.audit_check import as_ranges, check, in_ranges
from tests.store.examples import PROFILE, document, failure, review

TABLES = ("audit", "audit_words", "decisions", "sign_offs", "reviews", "review_documents")


def decision(review_number: int = 1, obligation: str = "o1", text: str = "") -> Decision:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    kind = DecisionKind.COMMENT if text else DecisionKind.AGREE
    return Decision(review_number, obligation, kind, "Ada", at, "f", text)


def deed(subject: str = "o1") -> Deed:
    return Deed(EventKind.DECISION, subject, "gap", "agree")


def lived(store: Store) -> DossierId:
    """A dossier with something of everything that is recorded."""
    dossier = store.create_dossier("ThoraFlag", PROFILE, who="Ada")
    held = store.add_document(dossier, "plan.md", b"text", who="Ada")
    store.put_parsed(dossier, document(b"text"))
    store.put_failure(dossier, failure("x.pdf"), who="Ada")
    store.set_document_type(dossier, held, "RMP", who="Bo")
    store.put_review(dossier, review(document(b"text")), who="Bo")
    store.put_decisions(dossier, [decision(), decision(text="look")], deed(), who="Ada")
    store.put_decisions(dossier, [decision(obligation="o2")], deed("o2"), who="Ada")
    store.record(Deed(EventKind.EXPORTED, "review 1", new="review.xlsx"), who="Bo", dossier=dossier)
    store.sign_off(dossier, ReviewId(1), who="Ada")
    store.rename_dossier(dossier, "ThoraFlag 2", who="Ada")
    store.set_profile(dossier, None, who="Ada")
    store.remove_document(dossier, "plan.md", who="Ada")
    return dossier


def test_everything_done_is_recorded_with_who_and_when(store: Store) -> None:
    dossier = lived(store)
    events = store.events(LOCAL)
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert [event.deed.what.name for event in events if event.deed] == [
        "DOSSIER_CREATED",
        "DOCUMENT_ADDED",
        "DOCUMENT_UNREADABLE",
        "DOCUMENT_TYPE_CHANGED",
        "REVIEW_MADE",
        "DECISION",
        "DECISION",
        "EXPORTED",
        "SIGNED_OFF",
        "DOSSIER_RENAMED",
        "DEVICE_CHANGED",
        "DOCUMENT_REMOVED",
    ]
    assert {event.who for event in events} == {"Ada", "Bo"}
    assert all(event.at and datetime.now(UTC) - event.at < timedelta(minutes=1) for event in events)
    assert store.events(dossier) == events
    assert store.check_audit(store.audit_head().hash) == AuditCheck(store.audit_head(), 0, ())


def test_what_changes_nothing_is_not_recorded(store: Store, dossier: DossierId) -> None:
    store.add_document(dossier, "a.md", b"a")
    before = store.audit_head()
    store.add_document(dossier, "a.md", b"a")
    store.rename_dossier(dossier, "ThoraFlag")
    store.set_profile(dossier, None)
    assert store.audit_head() == before


def test_a_change_that_fails_is_not_recorded(store: Store, dossier: DossierId) -> None:
    before = store.audit_head()
    with pytest.raises(RequestError):
        store.put_decisions(dossier, [decision(7)], deed(), who="Ada")
    with pytest.raises(RequestError, match="CITEMARK_USER"):
        store.rename_dossier(dossier, "new", who=" ")
    assert store.audit_head() == before
    assert store.dossier(dossier).name == "ThoraFlag"


def test_the_words_go_with_their_dossier_and_the_chain_stays(store: Store, folder: Path) -> None:
    marker = "M" + secrets.token_hex(8)
    other = store.create_dossier("other")
    gone = store.create_dossier(marker, who="Ada")
    store.add_document(gone, f"{marker}.md", b"text")
    store.put_review(gone, review(document(b"text")))
    store.put_decisions(gone, [decision(text=marker)], deed(marker), who="Ada")
    printed = store.audit_head()
    store.delete_dossier(gone, who="Bo")
    assert not any(marker.encode() in file.read_bytes() for file in folder.rglob("*.*"))
    found = store.check_audit(printed.hash)
    assert (found.faults, found.erased) == ((), 4)
    assert [event.deed is None for event in store.events(LOCAL)] == [False, *[True] * 4, False]
    last = store.events(LOCAL)[-1]
    assert (last.who, last.deed and last.deed.what) == ("Bo", EventKind.DOSSIER_DELETED)
    assert store.events(other)[0].who == PROGRAM


@pytest.mark.parametrize("table", ["audit", "audit_words", "decisions", "sign_offs"])
def test_sqlite_itself_refuses_to_change_the_record(store: Store, folder: Path, table: str) -> None:
    lived(store)
    with closing(sqlite3.connect(folder / "citemark.db")) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = 99"):
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                raw.execute(statement)


def test_sqlite_itself_refuses_a_decision_after_sign_off(store: Store, folder: Path) -> None:
    dossier = lived(store)
    with (
        closing(sqlite3.connect(folder / "citemark.db")) as raw,
        pytest.raises(sqlite3.IntegrityError, match="signed off"),
    ):
        raw.execute("INSERT INTO decisions VALUES (99, ?, 1, 'o1', 1, x'00')", (dossier.token,))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a long trail, an erased dossier in it, and the printed head."""
    folder = tmp_path_factory.mktemp("written") / "data"
    with Store.open(folder) as store:
        lived(store)
        store.delete_dossier(lived(store), who="Ada")
        lived(store)
        return folder, store.audit_head().hash


@pytest.fixture(scope="module")
def altered(written: tuple[Path, str]) -> Iterator[Engine]:
    """That folder's file without its guards, open to anything; what is done is not kept."""
    engine = create_engine(f"sqlite:///{written[0] / 'citemark.db'}")
    with engine.begin() as raw:
        named = raw.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in named.all():
            raw.exec_driver_sql(f"DROP TRIGGER {name}")
    yield engine
    engine.dispose()


def rowids(raw: Connection, table: str) -> list[int]:
    found = raw.exec_driver_sql(f"SELECT rowid FROM {table} ORDER BY rowid")
    return [row[0] for row in found]


def test_an_untouched_folder_is_sound(written: tuple[Path, str], altered: Engine) -> None:
    with altered.connect() as raw:
        found = check(raw, written[1])
    assert found.sound
    assert (found.erased, found.head) == (12, AuditHead(37, written[1]))


def flipped(value: object, at: int) -> object:
    """The value with one bit, digit or character changed."""
    if isinstance(value, int):
        return value + 1 + at % 3
    if isinstance(value, bytes):
        place = at % max(1, len(value))
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    text = str(value or "")
    place = at % max(1, len(text))
    return text[:place] + ("x" if text[place : place + 1] != "x" else "y") + text[place + 1 :]


@settings(max_examples=400)
@given(table=st.sampled_from(TABLES), row=st.integers(0, 99), place=st.integers(0, 9999))
def test_every_flip_of_any_value_is_found(
    written: tuple[Path, str], altered: Engine, table: str, row: int, place: int
) -> None:
    with altered.connect() as raw:
        columns = [name for _, name, *_ in raw.exec_driver_sql(f"PRAGMA table_info({table})")]
        rows = rowids(raw, table)
        column, chosen = columns[place % len(columns)], rows[row % len(rows)]
        old = raw.exec_driver_sql(
            f"SELECT {column} FROM {table} WHERE rowid = ?", (chosen,)
        ).scalar_one()
        raw.exec_driver_sql(
            f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?",
            (flipped(old, place), chosen),
        )
        assert not check(raw, written[1]).sound


def of_another_kind(value: object) -> object:
    """The value as SQLite keeps it under another type; whole numbers stay numbers there."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value.encode() if isinstance(value, str) else b"0"


@settings(max_examples=200)
@given(table=st.sampled_from(TABLES), row=st.integers(0, 99), place=st.integers(0, 99))
def test_a_value_of_another_kind_is_found(
    written: tuple[Path, str], altered: Engine, table: str, row: int, place: int
) -> None:
    with altered.connect() as raw:
        named = list(raw.exec_driver_sql(f"PRAGMA table_info({table})"))
        columns = [name for _, name, kind, _, _, key in named if (kind, key) != ("INTEGER", 1)]
        rows = rowids(raw, table)
        column, chosen = columns[place % len(columns)], rows[row % len(rows)]
        old = raw.exec_driver_sql(
            f"SELECT {column} FROM {table} WHERE rowid = ?", (chosen,)
        ).scalar_one()
        raw.exec_driver_sql(
            f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?",
            (of_another_kind(old), chosen),
        )
        assert not check(raw, written[1]).sound


@settings(max_examples=100)
@given(table=st.sampled_from(TABLES), row=st.integers(0, 99))
def test_every_dropped_row_is_found(
    written: tuple[Path, str], altered: Engine, table: str, row: int
) -> None:
    with altered.connect() as raw:
        rows = rowids(raw, table)
        raw.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (rows[row % len(rows)],))
        assert not check(raw, written[1]).sound


@settings(max_examples=200)
@given(
    pair=st.lists(st.integers(0, 36), min_size=2, max_size=2, unique=True),
    tables=st.sampled_from([("audit",), ("audit_words",), ("audit", "audit_words")]),
)
def test_every_exchange_of_two_events_is_found(
    written: tuple[Path, str], altered: Engine, pair: list[int], tables: tuple[str, ...]
) -> None:
    with altered.connect() as raw:
        for table in tables:
            one, other = (at + 1 for at in pair)
            for old, new in ((one, -1), (other, one), (-1, other)):
                raw.exec_driver_sql(f"UPDATE {table} SET number = ? WHERE number = ?", (new, old))
        both_erased = tables == ("audit_words",) and {one, other} <= set(range(13, 25))
        assert check(raw, written[1]).sound is both_erased


@pytest.mark.parametrize("kept", [0, 1, 20, 36])
def test_a_cut_end_is_found_against_the_printed_head(
    written: tuple[Path, str], altered: Engine, kept: int
) -> None:
    with altered.connect() as raw:
        for table in ("audit_words", "audit"):
            raw.exec_driver_sql(f"DELETE FROM {table} WHERE number > ?", (kept,))
        assert any("cut off" in fault for fault in check(raw, written[1]).faults)


def test_a_head_is_known_by_its_beginning_but_not_by_a_guess(store: Store) -> None:
    lived(store)
    printed = store.audit_head().hash
    assert store.check_audit(printed[:16].upper()).sound
    assert not store.check_audit(printed[:6]).sound
    assert not store.check_audit("0" * 64).sound


@given(st.sets(st.integers(1, 60)))
def test_ranges_say_the_same_numbers(numbers: set[int]) -> None:
    rising = sorted(numbers)
    assert list(in_ranges(as_ranges(rising))) == rising
