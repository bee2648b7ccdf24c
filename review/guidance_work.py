"""Papers of guidance as the application keeps and searches them, one at a time."""

from threading import Lock

from domain.finding import GuidanceNote
from review.assembly import Workbench
from review.guidance import Paper, papers


class GuidanceWork:
    """Guidance over a workbench; `busy` is held while it works."""

    def __init__(self, bench: Workbench, busy: Lock) -> None:
        self._bench = bench
        self._busy = busy

    def papers(self) -> tuple[Paper, ...]:
        """All papers at hand, by title."""
        return papers(self._bench.store)

    def search(self, query: str, top: int) -> list[GuidanceNote]:
        """The passages that a question is about, best first."""
        with self._busy:
            return self._bench.law.guidance_search.search(query, top)

    def add(self, name: str, data: bytes) -> list[Paper]:
        """Read a paper and keep it; see `review.guidance.add_papers` for errors."""
        with self._busy:
            return self._bench.law.add_guidance(name, data)

    def remove(self, name: str) -> None:
        """Remove the paper of that title or sha256."""
        with self._busy:
            self._bench.law.remove_guidance(name)
