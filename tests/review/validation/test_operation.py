"""Each key test of a qualification passes here, and fails where the thing it tests is broken."""

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from domain.audit import AuditCheck, AuditHead
from review.validation import operation
from review.validation.checks import Check, Result, run
from review.validation.installation import identity, installation_checks
from review.validation.operation import Operation
from store import Store
from store.locking import WriteLock

SOUND = AuditCheck(AuditHead(1, "h"), 0, ())
QUICK = {
    "claimed": "A sentence that states",
    "denied": "A sentence that states",
    "unread": "From a document that could not be read",
    "audit": "An altered audit trail",
    "backup": "A backup that is restored",
    "locked": "A second process",
    "roles": "A person without a role",
    "erasure": "Of a dossier that is deleted",
    "network": "None of these tests opened",
}
Break = Callable[[pytest.MonkeyPatch], None]


def check_of(at_work: Operation, begins: str) -> Check:
    (found,) = (one for one in at_work.checks() if one.requirement.startswith(begins))
    return found


def outcome(folder: Path, name: str) -> Result:
    return run(check_of(Operation(folder), QUICK[name]))


@pytest.mark.parametrize("name", QUICK)
def test_it_passes_where_nothing_is_broken(tmp_path: Path, name: str) -> None:
    found = outcome(tmp_path, name)
    assert found.passed, found.found


BROKEN: Mapping[str, Break] = {
    "claimed": lambda patch: patch.setattr(operation, "_ASSERTED", "does not explain"),
    "denied": lambda patch: patch.setattr(operation, "_DENIED", "explains"),
    "audit": lambda patch: patch.setattr(Store, "check_audit", lambda *_: SOUND),
    "backup": lambda patch: patch.setattr(Store, "restore", lambda *_: None),
    "locked": lambda patch: patch.setattr(WriteLock, "acquire", lambda _: None),
    "roles": lambda patch: patch.setattr(Store, "documents", lambda *_: []),
    "erasure": lambda patch: patch.setattr(Store, "delete_dossier", lambda *_: None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_fails_where_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    BROKEN[name](monkeypatch)
    found = outcome(tmp_path, name)
    assert not found.passed
    assert "itself failed" not in found.found


def test_a_connection_to_elsewhere_is_refused_and_counted(tmp_path: Path) -> None:
    at_work = Operation(tmp_path)
    with at_work.watched(), socket.socket() as one, pytest.raises(OSError, match="refused"):
        one.connect(("192.0.2.1", 80))
    found = run(check_of(at_work, QUICK["network"]))
    assert (found.passed, found.found) == (False, "1 connections")


def test_the_environment_names_no_database_and_no_model_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEMARK_DATABASE", "postgresql+psycopg://u:s3cret@127.0.0.1:1/record")
    monkeypatch.setenv("CITEMARK_MODEL", "openai:gpt")
    assert outcome(tmp_path, "denied").passed


def test_a_check_that_breaks_has_not_passed() -> None:
    def broken() -> tuple[bool, str]:
        raise ValueError("secret words")

    found = run(Check("OQ-0", "r", "e", broken))
    assert (found.passed, found.found) == (False, "the check itself failed: ValueError")


def test_every_check_has_a_number_of_its_own(tmp_path: Path) -> None:
    numbers = [one.id for one in (*installation_checks(), *Operation(tmp_path).checks())]
    assert len(set(numbers)) == len(numbers) >= 18


def test_the_quick_ones_are_all_but_those_over_the_sample(tmp_path: Path) -> None:
    names = [one.requirement for one in Operation(tmp_path).checks()]
    assert sum(name.startswith(tuple(QUICK.values())) for name in names) == len(set(QUICK.values()))


def test_the_digest_covers_the_code_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    before = identity()["Digest of its code and data"]
    real = Path.read_bytes

    def altered(path: Path) -> bytes:
        return real(path) + (b"#" if path.name == "decide.py" else b"")

    monkeypatch.setattr(Path, "read_bytes", altered)
    assert identity()["Digest of its code and data"] != before
