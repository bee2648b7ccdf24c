"""A dossier worked on: files added and read, the review run, its files made.

Safe to call from several threads: what embeds or reads runs one at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

import ingest
from domain.access import LOCAL, User
from domain.audit import PROGRAM
from domain.decision import DecisionKind
from domain.device import DeviceProfile
from domain.document import Document, ReadFailure, Span
from domain.errors import CitemarkError, FailureReason, RequestError, UnknownRecordError
from domain.finding import Answer, Review
from domain.law import LawText
from domain.ports import Hit, Progress
from regulations.document_types import recognise
from regulations.profile import digest
from review.apart import Keep, Order, Ready, Work
from review.assembly import Workbench
from review.assisted.answering import Show
from review.carrying import carried_over
from review.corpus import Corpus
from review.dossier_index import build_index, forget_others, to_embed
from review.file_limits import file_limits
from review.guidance_work import GuidanceWork
from review.page_image import PageImage, page_image
from review.reading import stored_corpus
from review.second_reading import assist_of, beside
from review.unpacking import File, unpacked
from store import DossierId, StoredDocument, StoredDossier

__all__ = ["DossierId", "DossierWork", "StoredDocument", "StoredDossier"]

_FEW = 100
"""How many passages the process that answers embeds itself."""


class DossierWork:
    """The use cases of one dossier over the application."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._busy = Lock()
        self._ready = Ready()
        bench.at_close(self._ready.close)
        self.guidance = GuidanceWork(bench, self._busy)
        self._naming = Lock()
        self._listed: dict[str, tuple[str, list[StoredDocument]]] = {}

    def documents(self, dossier: DossierId) -> list[StoredDocument]:
        """The newest revision of each file, read again once anything of them is another."""
        state = self.bench.store.state_of_documents(dossier)
        before, listed = self._listed.get(dossier.token, ("", []))
        if state != before:  # told before they are read: what changes meanwhile is seen next time
            listed = self.bench.store.documents(dossier)
            self._listed[dossier.token] = state, listed
        return listed

    def remove_document(self, dossier: DossierId, name: str, *, who: str = PROGRAM) -> None:
        """Remove a file with all its revisions, and what was computed from it."""
        self.bench.store.remove_document(dossier, name, who=who)
        forget_others(self.bench, self.corpus(dossier), dossier)

    def set_type(
        self, dossier: DossierId, document: str, code: str | None, *, who: str = PROGRAM
    ) -> None:
        """Keep a person's choice of what a document is; None goes back to what was recognised."""
        self.bench.store.set_document_type(dossier, document, code, who=who)

    def found_or_made(
        self, name: str, profile: DeviceProfile, user: User = LOCAL
    ) -> tuple[DossierId, bool]:
        """The user's first dossier of that name, and whether it was made now for that device."""
        with self._naming:
            for kept in self.bench.store.dossiers(user):
                if kept.name == name:
                    return kept.id, False
            return self.bench.store.create_dossier(name, profile, user=user), True

    def add_folder(self, dossier: DossierId, folder: Path, progress: Progress) -> None:
        """Keep and read all files of a folder."""
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in found]
        self.add_files(dossier, files, progress)

    def add_files(
        self,
        dossier: DossierId,
        files: Sequence[File],
        progress: Progress,
        *,
        who: str = PROGRAM,
    ) -> tuple[ReadFailure, ...]:
        """Keep files, archives unpacked, and read them; gives those that could not be read.

        What is kept but was not read, because the program ended, is read too.
        """
        failures: list[ReadFailure] = []
        with self._busy:
            for part in (part for file in files for part in unpacked(*file, file_limits())):
                kept = self._keep(dossier, part, who)
                failures += [kept] if kept else []
            failures += self._read_waiting(dossier, progress)
        return tuple(failures)

    def read_waiting(self, dossier: DossierId, progress: Progress) -> None:
        """Read the files that are kept and have not been read yet."""
        with self._busy:
            self._read_waiting(dossier, progress)

    def _keep(self, dossier: DossierId, part: File | ReadFailure, who: str) -> ReadFailure | None:
        store = self.bench.store
        failure = part if isinstance(part, ReadFailure) else None
        try:
            if failure is not None:
                store.put_failure(dossier, failure, who=who)
            elif not isinstance(part, ReadFailure):
                store.add_document(dossier, *part, who=who)
        except CitemarkError as error:
            name = part.name if isinstance(part, ReadFailure) else part[0]
            return ReadFailure(name, FailureReason.DAMAGED, f"it could not be kept: {error}")
        return failure

    def _read_waiting(self, dossier: DossierId, progress: Progress) -> list[ReadFailure]:
        waiting = self.bench.store.waiting(dossier)
        failures: list[ReadFailure] = []
        for done, document in enumerate(waiting):
            progress(done, len(waiting), f"reading {document.name}")
            failures += self._read(dossier, document)
        return failures

    def _read(self, dossier: DossierId, document: StoredDocument) -> Iterator[ReadFailure]:
        data = self.bench.store.document_bytes(dossier, document.id)
        limits = replace(file_limits(), max_nesting=0)
        for part in ingest.read_bytes(document.name, data, limits):
            if isinstance(part, Document):
                self.bench.store.put_parsed(dossier, part, recognise(part))
            else:
                self.bench.store.put_failure(dossier, part)
                yield part

    def corpus(self, dossier: DossierId) -> Corpus:
        """The newest revision of every document, with the types that a person has set."""
        return stored_corpus(self.documents(dossier))

    def review(
        self, dossier: DossierId, progress: Progress, *, who: str = PROGRAM, asked: int = 0
    ) -> Review:
        """Review the dossier and keep the review; raises `RequestError` for what is missing.

        Decisions on earlier reviews hold on where their evidence is the same. `asked` is how often
        each question is put to the configured model, 0 where it does not read too. Its answers stay
        with the dossier, so that a review that was ended goes on without asking again.
        """
        with self._busy:
            self._read_waiting(dossier, progress)
            profile = self.bench.store.dossier(dossier).profile
            corpus = self.corpus(dossier)
            if profile is None or not corpus.documents:
                raise RequestError(_missing(profile))
            progress(0, 1, "comparing every passage with every obligation")
            made = self._apart(Work.REVIEW, dossier, progress)
            if made is None or _ids(corpus) != made.manifest.documents:
                raise RequestError("the documents changed meanwhile; run the review again")
            made = replace(made, documents=corpus.documents)
            answers = self.bench.store.answers_of(dossier)
            if asked and (assist := assist_of(self.bench, answers, asked)) is not None:
                vectors = self.bench.store.vectors_of(dossier)
                made = beside(self.bench, made, corpus, vectors).read_by(assist, progress)
            self._keep_review(dossier, made, who)
        return made

    def _apart(self, work: Work, dossier: DossierId, progress: Progress) -> Review | None:
        """Long work in a process of its own; what it computes is kept as it comes."""
        bench = self.bench
        database = bench.settings.database.get_secret_value()
        folder = bench.settings.data.absolute()
        bench.embedders.prepare(progress)
        order = Order(work, dossier, bench.today(), folder, database, bench.embedders.endpoint)
        keep = Keep(bench.store.vectors_of(dossier), bench.store.judgements_of(dossier))
        return self._ready.run(order, keep, progress)

    def _keep_review(self, dossier: DossierId, made: Review, who: str) -> None:
        """Keep a review with the decisions of the one before whose evidence is the same."""
        store = self.bench.store
        decided = store.decisions(dossier)
        marked = any(one.kind is DecisionKind.MARK for one in decided)
        before = store.latest_review(dossier) if marked else None
        held = carried_over(decided, before, made)
        store.put_review(dossier, made, held, who=who)

    def changed_since(self, dossier: DossierId, review: Review) -> tuple[str, ...]:
        """What is not as it was when the review was made, each as a few words."""
        corpus = self.corpus(dossier)
        profile = self.bench.store.dossier(dossier).profile
        types = {key: code or "" for key, code in corpus.types.items()}
        law = {kept.version.label for kept in self.bench.store.law_versions() if kept.current}
        same_files = sorted(types) == sorted(review.manifest.documents)
        changes = {
            "documents": not same_files or corpus.failures != review.failures,
            "the type of a document": same_files and types != dict(review.document_types),
            "the device": profile is not None and digest(profile) != review.manifest.profile,
            "the official texts": law != set(review.manifest.law),
            "citemark's catalogue": self.bench.catalogue.digest != review.manifest.catalogue,
        }
        return tuple(what for what, changed in changes.items() if changed)

    def ask(
        self, question: str, dossier: DossierId | None, show: Show | None = None
    ) -> tuple[Answer, Corpus | None]:
        """An answer from the law and, where one is given, from a dossier.

        `show` is given what a model says and is checked, while the answer comes.
        """
        with self._busy:
            if dossier is None:
                return self.bench.ask(question, show=show), None
            corpus = self.corpus(dossier)
            if to_embed(self.bench, corpus, dossier) > _FEW:
                self._apart(Work.INDEX, dossier, _nobody)
            profile = self.bench.store.dossier(dossier).profile
            return self.bench.ask(question, corpus, profile, dossier, show), corpus

    def rebuild_index(self, dossier: DossierId, progress: Progress) -> int:
        """Throw the index of a dossier away and build it from what is kept; gives its size."""
        with self._busy:
            corpus = self.corpus(dossier)
            forget_others(self.bench, corpus, dossier)
            return build_index(self.bench, corpus, dossier, progress)

    def page_image(
        self, dossier: DossierId, document: Document, page: int, cited: Span
    ) -> PageImage | None:
        """A page with the cited place marked; None where it cannot be drawn any more."""
        if document.format != "pdf":
            return None
        try:
            data = self.bench.store.document_bytes(dossier, document.id)
        except UnknownRecordError:
            return None
        return page_image(document, data, page, cited)

    def search_law(self, query: str, top: int) -> list[Hit]:
        """The pinpoints that a question is about, best first."""
        with self._busy:
            return self.bench.law.search.search(query, top)

    def add_law(self, name: str, data: bytes) -> LawText:
        """Read an official text and keep it; raises `LawTextError`."""
        with self._busy:
            return self.bench.law.add(name, data)

    def use_law(self, name: str) -> None:
        """Let the text of that CELEX number or sha256 speak for its act."""
        with self._busy:
            self.bench.law.use(name)

    def remove_law(self, name: str) -> None:
        """Remove the text of that CELEX number or sha256."""
        with self._busy:
            self.bench.law.remove(name)

    def next_revision(self, dossier: DossierId, name: str, *, who: str = PROGRAM) -> DossierId:
        """A copy of a dossier to go on with: files, device, newest review and decisions."""
        with self._busy:
            return self.bench.store.copy_dossier(dossier, name, who=who)

    def delete(self, dossier: DossierId, *, who: str = PROGRAM) -> None:
        """Erase a dossier once nothing works on it any more."""
        with self._busy:
            self.bench.store.delete_dossier(dossier, who=who)
            self._listed.pop(dossier.token, None)


def _nobody(_done: int, _all: int, _what: str) -> None:
    """Tell nobody."""


def _ids(corpus: Corpus) -> tuple[str, ...]:
    return tuple(sorted(document.id for document in corpus.documents))


def _missing(profile: DeviceProfile | None) -> str:
    if profile is None:
        return "the device is not described yet; fill in the Device page"
    return "there is no document that could be read; add files on the Documents page"
