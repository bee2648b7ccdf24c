"""Operation qualification: the key tests, each run on this machine in a folder of its own."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from pydantic import SecretStr

import ingest
import samples
from domain.access import LOCAL, User
from domain.device import DeviceProfile
from domain.document import Document
from domain.errors import StoreLockedError, UnknownRecordError
from domain.finding import Review, Verdict
from regulations.document_types import recognise
from regulations.profile import load_profile
from review.assembly import Workbench
from review.corpus import Corpus
from review.law import LawShelf
from review.reading import corpus_of
from review.report import report_files, review_json
from review.settings import Settings, endpoint_settings
from review.validation.checks import Check
from review.validation.planted import planted_faults
from review.verify import stands_at, unverified
from store import DossierId, Store

_MARKER = "qualification-marker-7f3a"
_COVERING = {Verdict.COVERED, Verdict.PARTIAL}
_OVERSIGHT = "aia.art-14.4.a"
_CLAIM = "# Oversight\n\nThe training of users {} the limitations of the model to overseers.\n"
_ASSERTED, _DENIED = "explains", "does not explain"


def own_settings(folder: Path, database: str = "") -> Settings:
    """A data folder of the test alone: no database and no model that the environment names."""
    packaged = endpoint_settings(None)
    return Settings(data=folder, database=SecretStr(database), model="", **packaged)


class Operation:
    """The tests over one folder; the sample dossier is read and reviewed once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._calls: list[str] = []

    def checks(self) -> list[Check]:
        """The checks, in the order in which they are run."""
        zero = "0"
        told = (
            ("The same documents reviewed twice give the same report, byte for byte",
             "identical", self._repeatable),
            ("Every quote that is shown stands in its document at the cited place",
             f"{zero} that do not", self._quotes),
            ("Planted denials, promises and blanks are not taken as evidence",
             "every planted row as expected", self._planted),
            ("A sentence that states a measure counts, its denial does not",
             "said: covered or partial; denied: neither", self._denial),
            ("A quote with a changed word is not accepted", "refused", self._altered_quote),
            ("From a document that could not be read no gap is concluded",
             f"{zero} gaps", self._unread),
            ("What could act as a formula is written as text into the workbook",
             f"{zero} formulas", self._formulas),
            ("An altered audit trail is found", "found", self._audit),
            ("A backup that is restored holds what was kept", "the same", self._backup),
            ("A second process that would write is refused", "refused", self._locked),
            ("A person without a role cannot tell a dossier from none", "refused", self._roles),
            ("Of a dossier that is deleted nothing is left in the data folder",
             f"{zero} places", self._erasure),
            ("None of these tests opened a connection to another machine",
             f"{zero} connections", self._network),
        )  # fmt: skip
        return [
            Check(f"OQ-{number}", what, expected, look)
            for number, (what, expected, look) in enumerate(told, start=1)
        ]

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Refuse and count every connection that would leave this machine."""
        real = socket.socket.connect

        def connect(made: socket.socket, address: object) -> None:
            host = str(address[0]) if isinstance(address, tuple) else ""
            if isinstance(address, tuple) and not host.startswith(("127.", "::1", "localhost")):
                self._calls.append(host)
                raise OSError("refused while the installation is qualified")
            real(made, address)  # type: ignore[arg-type]

        socket.socket.connect = connect  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            socket.socket.connect = real  # type: ignore[method-assign]

    @cached_property
    def _profile(self) -> DeviceProfile:
        return load_profile(samples.device_path())

    @cached_property
    def _corpus(self) -> Corpus:
        return Workbench.read([samples.dossier_path()])

    @cached_property
    def _review(self) -> Review:
        return self._reviewed(self._corpus, "sample")

    def _settings(self, name: str) -> Settings:
        return own_settings(self._folder / name)

    def _reviewed(self, corpus: Corpus, name: str) -> Review:
        with Workbench(self._settings(name)) as bench:
            return bench.review(corpus, self._profile)

    def _repeatable(self) -> tuple[bool, str]:
        again = self._reviewed(self._corpus, "again")
        first, second = (self._json(made) for made in (self._review, again))
        return first == second, "identical" if first == second else "the reports differ"

    def _json(self, made: Review) -> bytes:
        with Workbench(self._settings("sample")) as bench:
            return review_json(made, bench.catalogue, LawShelf({}))

    def _quotes(self) -> tuple[bool, str]:
        wrong = len(unverified(self._review))
        cited = sum(len(finding.citations) for finding in self._review.findings)
        return not wrong and cited > 0, f"{cited} quotes read back, {wrong} not found"

    def _planted(self) -> tuple[bool, str]:
        looked, wrong = planted_faults(self._review)
        return not wrong and looked > 0, f"{looked} rows, {', '.join(wrong) or 'all as expected'}"

    def _denial(self) -> tuple[bool, str]:
        said, denied = (self._verdict_on(words) for words in (_ASSERTED, _DENIED))
        right = said in _COVERING and denied not in _COVERING
        return right, f"said: {said.value}; denied: {denied.value}"

    def _verdict_on(self, words: str) -> Verdict:
        made = self._reviewed(corpus_from("oversight.md", _CLAIM.format(words).encode()), words)
        return next(f.verdict for f in made.findings if f.obligation == _OVERSIGHT)

    def _altered_quote(self) -> tuple[bool, str]:
        cited = next(f for f in self._review.findings if f.citations).citations[0]
        document = next(d for d in self._review.documents if d.id == cited.document)
        words = cited.span.of(document.text)
        first, _, rest = words.strip().partition(" ")
        accepted = stands_at(document, cited, f"{first} not {rest}")
        right = stands_at(document, cited, words)
        return right and not accepted, "refused" if not accepted else "accepted"

    def _unread(self) -> tuple[bool, str]:
        made = self._reviewed(corpus_from("scan.pdf", b"%PDF-1.7 broken"), "unread")
        gaps = sum(finding.verdict is Verdict.GAP for finding in made.findings)
        return not gaps and bool(made.failures), f"{gaps} gaps, {len(made.failures)} file named"

    def _formulas(self) -> tuple[bool, str]:
        from io import BytesIO  # noqa: PLC0415 - of this check only

        from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

        text = b"# =1+1\n\n=HYPERLINK(1) The risk management process is established.\n"
        made = self._reviewed(corpus_from("=1+1.md", text), "formulas")
        with Workbench(self._settings("formulas")) as bench:
            files = report_files(made, bench.catalogue, LawShelf({}))
        book = load_workbook(BytesIO(files["review.xlsx"]))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        found = sum(cell.data_type == "f" for cell in cells)
        return not found and bool(cells), f"{found} formulas in {len(cells)} cells"

    def _audit(self) -> tuple[bool, str]:
        folder = self._folder / "audit"
        with Store.open(folder) as store:
            for number in range(3):
                store.create_dossier(f"dossier {number}")
            sound = store.check_audit().sound
        with closing(sqlite3.connect(folder / "citemark.db")) as file, file:
            file.execute("DROP TRIGGER audit_words_keep_values")
            file.execute("UPDATE audit_words SET content = content || x'20' WHERE number = 2")
        with Store.open(folder) as store:
            faults = store.check_audit().faults
        return sound and bool(faults), "; ".join(faults) or "not found"

    def _backup(self) -> tuple[bool, str]:
        file = self._folder / "backup.citemark"
        with Store.open(self._folder / "kept") as store:
            store.create_dossier(_MARKER, self._profile)
            store.back_up(file)
        Store.restore(file, self._folder / "restored")
        with Store.open(self._folder / "restored") as store:
            kept = [(found.name, found.profile) for found in store.dossiers(LOCAL)]
        same = kept == [(_MARKER, self._profile)]
        return same, "the same" if same else "something else"

    def _locked(self) -> tuple[bool, str]:
        with Store.open(self._folder / "held"):
            try:
                Store.open(self._folder / "held").close()
            except StoreLockedError:
                return True, "refused, with the holder's name"
        return False, "both could write"

    def _roles(self) -> tuple[bool, str]:
        stranger = User("stranger@example.org", "stranger")
        with Store.open(self._folder / "roles") as store:
            own = store.create_dossier(_MARKER)
            try:
                store.documents(DossierId(own.token, stranger))
            except UnknownRecordError:
                return store.dossiers(stranger) == [], "refused"
        return False, "shown"

    def _erasure(self) -> tuple[bool, str]:
        folder = self._folder / "erased"
        with Store.open(folder) as store:
            dossier = store.create_dossier(_MARKER)
            store.add_document(dossier, f"{_MARKER}.md", _MARKER.encode() * 1000)
        before = _places(folder)
        with Store.open(folder) as store:
            store.delete_dossier(dossier)
        left = _places(folder)
        return before > 0 and not left, f"{left} places, {before} before"

    def _network(self) -> tuple[bool, str]:
        return not self._calls, f"{len(self._calls)} connections"


def _places(folder: Path) -> int:
    """How often the marker stands in the files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.read_bytes().count(_MARKER.encode()) for path in files)


def corpus_from(name: str, data: bytes) -> Corpus:
    """A corpus of one file."""
    parts = list(ingest.read_bytes(name, data, ingest.Limits()))
    types = {part.id: recognise(part) for part in parts if isinstance(part, Document)}
    return corpus_of(parts, types)
