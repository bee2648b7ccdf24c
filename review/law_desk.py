"""The desk for texts of law and papers of guidance: what is at hand changes here, and is searched.

What a kept text is stands in `review.law_keeping`, what a paper is in `review.guidance`, how the
law is searched in `review.law_search`; what is only read of them needs no desk.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from domain.law import LawText
from domain.pinpoint import Act
from ingest.law import Office, read_law
from regulations.catalogue import load_catalogue
from review.embedders import Embedders
from review.guidance import GuidanceSearch, Paper, add_papers, paper_named, papers
from review.law import LawShelf
from review.law_keeping import Fetched, KeptText, fetch_texts, kept_text, wanted_texts
from review.law_search import LawSearch, search_over
from store import Store


class LawDesk:
    """The texts of law of one record, and its papers of guidance.

    A search is made when it is first needed, and made again after what it goes over has changed.
    """

    def __init__(
        self,
        store: Store,
        embedders: Embedders,
        today: Callable[[], date],
        office: Callable[[str], Office],
    ) -> None:
        """`office` gives the Publications Office, or the server at an address that is not ""."""
        self._store = store
        self._embedders = embedders
        self._today = today
        self._office = office
        self._shelf = LawShelf({})

    @property
    def shelf(self) -> LawShelf:
        """The current official texts, read again when another text speaks for an act."""
        current = tuple(law.version for law in self._store.law_versions() if law.current)
        if set(current) != set(self._shelf.versions):
            self._shelf = LawShelf({one.act: self._store.law_text(one) for one in current})
        return self._shelf

    def shelf_with(self, name: str) -> LawShelf:
        """The current texts, and of one act the text of that CELEX number or sha256."""
        version = kept_text(self._store, name).version
        return LawShelf({**self.shelf.texts, version.act: self._store.law_text(version)})

    def add(self, name: str, data: bytes) -> LawText:
        """Read an official file, check it and keep it; raises `LawTextError`."""
        law = read_law(name, data)
        self._store.add_law(law, data, self._today())
        self._forget("search")
        return law

    def fetch(self, acts: Sequence[str], version: str, base: str = "") -> Iterator[Fetched]:
        """Take texts from the Publications Office, or from a server at `base` that is like it."""
        wanted = wanted_texts(acts, version)
        self._forget("search")
        return fetch_texts(self._store, wanted, self._office(base), self._today())

    def use(self, name: str) -> KeptText:
        """Let the text of that CELEX number or sha256 speak for its act."""
        self._store.set_current(kept_text(self._store, name).version)
        self._forget("search")
        return kept_text(self._store, name)

    def remove(self, name: str) -> KeptText:
        """Remove the text of that CELEX number or sha256, and return what it was."""
        gone = kept_text(self._store, name)
        self._store.remove_law(gone.version)
        self._forget("search")
        return gone

    @cached_property
    def search(self) -> LawSearch:
        """Search over the current texts and the catalogue."""
        return self.search_over(self.shelf.texts)

    def search_over(self, texts: Mapping[Act, LawText]) -> LawSearch:
        """Search over these texts and the catalogue."""
        embedders = self._embedders
        return search_over(texts, load_catalogue(), embedders.shared, embedders.of_questions)

    def add_guidance(self, name: str, data: bytes, title: str = "") -> list[Paper]:
        """Read a paper of guidance and keep it; see `review.guidance.add_papers` for errors."""
        added = add_papers(self._store, name, data, title, self._today())
        self._forget("guidance_search")
        return added

    def remove_guidance(self, name: str) -> Paper:
        """Remove the paper of that title or sha256, and return what it was."""
        gone = paper_named(self._store, name)
        self._store.remove_guidance(gone.document.id)
        self._forget("guidance_search")
        return gone

    @cached_property
    def guidance_search(self) -> GuidanceSearch:
        """Search over the papers of guidance."""
        return GuidanceSearch(papers(self._store), self._embedders.shared)

    def _forget(self, made: str) -> None:
        """Let a search be made again when it is next needed."""
        self.__dict__.pop(made, None)
