"""The one place that names concrete adapters and puts the application together."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.device import DeviceProfile
from domain.finding import Answer, Review
from domain.law import Catalogue
from domain.pinpoint import Act
from domain.ports import ChatModel, JudgementCache, NearestVectors, Progress, VectorCache
from ingest.law import load_office
from prompts.connecting import connect
from prompts.recorded import AnswerFolder, RecordedChat
from regulations.applicability import binding_from, reaching
from regulations.catalogue import load_catalogue
from retrieval.embedding import Backend, Embedder, MemoryCache
from review.answering import answer
from review.asking import ask_documents
from review.assisted.answering import Show, assisted_answer, device_line
from review.corpus import Corpus
from review.embedders import Embedders
from review.file_limits import file_limits
from review.helpers import Helpers
from review.law_desk import LawDesk
from review.library import Library
from review.mapping import MappedPassage, map_passages
from review.reading import read_corpus
from review.reviewing import Ground, review_by_meaning
from review.settings import Settings, chat_options, endpoint_options
from store import DossierId, Store

Today = Callable[[], date]
_GUIDANCE_SHOWN = 3


class Workbench:
    """The application over one data folder. Use it as a context manager.

    Parts are built when they are first needed: nothing is embedded and no model is loaded before
    a vector is missing.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        writable: bool = True,
        today: Today = date.today,
        helpers: Helpers | None = None,
        model: Backend | None = None,
    ) -> None:
        """`helpers` judge a part of the documents; `model` is the packaged one, loaded already."""
        self.settings = settings
        self._helpers = helpers
        endpoint = endpoint_options(settings)
        self._today = today
        self._open = ExitStack()
        database = settings.database.get_secret_value()
        record = Store.open(settings.data, writable=writable, database=database)
        self.store: Store = self._open.enter_context(record)
        self.embedders = Embedders(endpoint, self.store, keeps=writable, packaged=model)
        self.law = LawDesk(self.store, self.embedders, today, load_office)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the data folder."""
        self._open.close()

    def at_close(self, step: Callable[[], None]) -> None:
        """Have a step done before the data folder is let go of."""
        self._open.callback(step)

    def today(self) -> date:
        """The day where the user is."""
        return self._today()

    @property
    def catalogue(self) -> Catalogue:
        """All obligations."""
        return load_catalogue()

    @property
    def embedder(self) -> Embedder:
        """Texts to vectors; kept ones and those that come with citemark cost nothing."""
        return self.embedders.shared

    def embedder_of(self, dossier: DossierId | None) -> Embedder:
        """Texts of a dossier to vectors that go with it; of loose documents where it is None."""
        return self.embedders.over(self.vectors_of(dossier))

    def vectors_of(self, dossier: DossierId | None) -> VectorCache:
        """Where the vectors of a dossier are kept; of loose documents where it is None."""
        return self.store.loose_vectors() if dossier is None else self.store.vectors_of(dossier)

    def judged_of(self, dossier: DossierId | None) -> JudgementCache:
        """Where it is kept what was judged in a dossier; of loose documents where it is None."""
        return self.store.judgements_of(dossier)

    @staticmethod
    def read(paths: Sequence[Path]) -> Corpus:
        """Read files and folders; failures are named in the corpus."""
        return read_corpus(paths, file_limits())

    def map(
        self, corpus: Corpus, top: int, profile: DeviceProfile | None = None
    ) -> tuple[MappedPassage, ...]:
        """Every passage with its best obligations, of the device's acts where one is given."""
        self.embedders.prepare()
        embedder = self.embedder_of(None)
        return map_passages(corpus, self.catalogue, embedder, top, self.allowed(profile))

    def allowed(self, profile: DeviceProfile | None, on: date | None = None) -> set[str] | None:
        """The obligations that may reach a device on a day; None without one."""
        return reaching(self.catalogue, profile, on or self._today()) if profile else None

    def review(
        self,
        corpus: Corpus,
        profile: DeviceProfile,
        on: date | None = None,
        progress: Progress | None = None,
        dossier: DossierId | None = None,
    ) -> Review:
        """Review documents for a device, as the law stands on a day, today if none is given.

        `dossier` is the one that they belong to, None for loose documents.
        """
        self.embedders.prepare(progress)
        ground = self._ground(on, self.judged_of(dossier))
        return review_by_meaning(corpus, profile, ground, self.embedder_of(dossier), progress)

    def review_apart(
        self,
        corpus: Corpus,
        profile: DeviceProfile,
        on: date,
        progress: Progress | None = None,
        vectors: VectorCache | None = None,
    ) -> Review:
        """Review documents with vectors made from them alone, none kept from other documents.

        A kept vector may have been computed on another machine and differ in its last digits.
        So the review does not depend on what was reviewed before, or where. `vectors` takes them.
        """
        made = MemoryCache() if vectors is None else vectors
        embedder = self.embedders.over(made)
        self.embedders.prepare(progress)
        return review_by_meaning(corpus, profile, self._ground(on), embedder, progress)

    def _ground(self, on: date | None, judged: JudgementCache | None = None) -> Ground:
        day = on or self._today()
        law, model = self.law.shelf.versions, self.embedder.name
        return Ground(day, self.catalogue, law, model, judged, helpers=self._helpers)

    def ask(
        self,
        question: str,
        corpus: Corpus | None = None,
        profile: DeviceProfile | None = None,
        dossier: DossierId | None = None,
        show: Show | None = None,
    ) -> Answer:
        """Answer a question from the law and, where given, from documents.

        `dossier` is the one that they belong to: its index is kept, and built again where it is
        damaged. A device profile leaves out the device law that the device does not follow.
        A model, where set, words the answer; `show` is given what is checked of it as it comes.
        """
        acts = frozenset({profile.framework.act, Act.AIA}) if profile else frozenset[Act]()
        since = binding_from(self.catalogue, profile, self._today()) if profile else {}
        library = Library(self.law.search, self.law.shelf, self.catalogue, acts, since)
        if corpus is None or not corpus.passages:
            return self._answer(question, profile, show, library)
        embedder = self.embedder_of(dossier)
        place = None if dossier is None else self.index_of(dossier, embedder)
        told = partial(self._answer, question, profile, show)
        return ask_documents(library, corpus, embedder, place, told)

    def index_of(self, dossier: DossierId, embedder: Embedder) -> Path | NearestVectors:
        """Where the index of a dossier is: in the record or in a folder of its own."""
        kept = self.store.nearest_of(dossier, embedder.name)
        return self.store.index_folder(dossier) if kept is None else kept

    def _answer(
        self, question: str, profile: DeviceProfile | None, show: Show | None, library: Library
    ) -> Answer:
        model = self.model if library.documents is None else self.chat
        if model is None:
            found = answer(question, library)
        else:
            found = assisted_answer(question, library, model, device_line(profile), show)
        return replace(found, guidance=self.law.guidance_search.beside(question, _GUIDANCE_SHOWN))

    @cached_property
    def chat(self) -> ChatModel | None:
        """The configured chat model, None without one.

        Raises `ModelSettingError` where it cannot be set up.
        """
        return connect(chat_options(self.settings)) if self.settings.model else None

    @cached_property
    def model(self) -> ChatModel | None:
        """The chat model behind a store of its answers: a question of law is paid for once.

        Answers about a manufacturer's documents go to `chat` and are not kept, so that erasing a
        dossier leaves nothing of it.
        """
        if self.chat is None:
            return None
        return RecordedChat(self.chat, AnswerFolder(self.settings.data / "answers"))
