"""Qualification of the database that keeps the record, where one does.

The tests run in a schema of their own, which is dropped; of the record only its version is read.
"""

from contextlib import suppress
from pathlib import Path

import samples
from domain.access import User
from domain.errors import UnknownRecordError
from regulations.profile import load_profile
from review.assembly import Workbench
from review.law import LawShelf
from review.report import review_json
from review.settings import Settings
from review.validation.checks import Check
from review.validation.operation import corpus_from, own_settings
from store import DossierId, Store
from store.scratch import rows_kept, scratch_schema

_TEXT = (
    b"# Oversight\n\nThe training of users explains the limitations of the model to overseers.\n"
)
_STRANGER = User("stranger@example.org", "stranger")


class DatabaseTests:
    """The checks of the database at an address; `folder` is a folder of the tests."""

    def __init__(self, database: str, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def installation(self) -> list[Check]:
        """Whether it is there, in the version of this citemark."""
        what = "The database that keeps the record answers and has the tables of this version"
        return [Check("IQ-6", what, "reached, no upgrade pending", self._reached)]

    def operation(self) -> list[Check]:
        """What it must do, in a schema of its own: the one connection that leaves this machine."""
        told = (
            ("A review kept in the database equals the one in the data folder, byte for byte",
             "identical", self._same_review),
            ("What the database keeps comes back, to those with a role only",
             "the same; refused to others", self._kept),
            ("Of a dossier that is deleted no row is left in the database", "0 rows", self._erased),
        )  # fmt: skip
        return [
            Check(f"OQ-{number}", what, expected, look)
            for number, (what, expected, look) in enumerate(told, start=14)
        ]

    def _reached(self) -> tuple[bool, str]:
        with Store.open(self._folder / "look", writable=False, database=self._database):
            return True, "reached, no upgrade pending"

    def _same_review(self) -> tuple[bool, str]:
        here = self._reviewed(own_settings(self._folder / "here"))
        with scratch_schema(self._database, self._folder) as trial:
            there = self._reviewed(own_settings(self._folder / "there", trial))
        same = bool(here) and here == there
        return same, "identical" if same else "the reports differ"

    @staticmethod
    def _reviewed(settings: Settings) -> bytes:
        profile = load_profile(samples.device_path())
        with Workbench(settings) as bench:
            dossier = bench.store.create_dossier("trial", profile)
            corpus = corpus_from("oversight.md", _TEXT)
            bench.store.put_review(dossier, bench.review(corpus, profile, dossier=dossier))
            kept = bench.store.latest_review(dossier)
            return review_json(kept, bench.catalogue, LawShelf({})) if kept else b""

    def _kept(self) -> tuple[bool, str]:
        with scratch_schema(self._database, self._folder) as trial:
            with Store.open(self._folder / "kept", database=trial) as store:
                dossier = store.create_dossier("trial")
                document = store.add_document(dossier, "oversight.md", _TEXT)
            with Store.open(self._folder / "kept", database=trial) as store:
                same = (
                    store.document_bytes(dossier, document) == _TEXT and store.check_audit().sound
                )
                with suppress(UnknownRecordError):
                    store.documents(DossierId(dossier.token, _STRANGER))
                    return False, "shown to a person without a role"
        return same, "the same; refused to others" if same else "something else"

    def _erased(self) -> tuple[bool, str]:
        with scratch_schema(self._database, self._folder) as trial:
            with Store.open(self._folder / "erased", database=trial) as store:
                dossier = store.create_dossier("trial")
                store.add_document(dossier, "oversight.md", _TEXT)
                before = rows_kept(trial, self._folder)
                store.delete_dossier(dossier)
            left = rows_kept(trial, self._folder)
        return before > 0 and not left, f"{left} rows"
