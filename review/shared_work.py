"""What helpers take off a review: documents of which nothing is kept, and links across documents.

What a document says depends on that document alone, so that each helper packs what it found as it
is kept, and this process goes on as if it had been kept before.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from pydantic import TypeAdapter

from domain.device import DeviceProfile
from domain.law import Obligation
from domain.observation import Observation
from domain.ports import Progress
from review.chains import broken_links
from review.chains.said import Said
from review.corpus import Corpus
from review.evidence_search import EvidenceSearch
from review.helpers import Helpers, Outcome
from review.kept_documents import KeptDocuments
from review.kept_facts import kept_facts
from review.kept_said import kept_said
from review.references import References

_LINKS = TypeAdapter(tuple[Observation, ...])


@dataclass(frozen=True, slots=True)
class SharedWork:
    """What can be shared of a review: `rows` are those that criteria are asked of."""

    corpus: Corpus
    profile: DeviceProfile
    rows: Sequence[Obligation]
    search: EvidenceSearch
    kept: KeptDocuments
    references: References

    @contextmanager
    def begun(self, helpers: Helpers | None) -> Iterator["Helped"]:
        """Have helpers begin, if there are any and enough to do for them."""
        if helpers is None or self._lacking < helpers.least:
            yield Helped(self)
            return
        mine, *others = self._shares(helpers)
        if others:
            self.search.begin(self.search.judged.lacking)
        pieces = [partial(self._packed, some) for some in others]
        with helpers.at_work([*pieces, self._packed_links]) as (*judged, links):
            yield Helped(self, mine, judged, links)

    @property
    def _lacking(self) -> int:
        """Of how many sentences nothing is kept: what follows links is soon done beside few."""
        return sum(self.search.judged.waiting.values())

    def _shares(self, helpers: Helpers) -> Sequence[Collection[str]]:
        sizes = self.search.judged.waiting if self.kept.keeps else {}
        return shares(sizes, helpers.count + 1, helpers.least)

    def _packed(self, documents: Collection[str]) -> bytes:
        """What a helper finds in its share, as it is kept."""
        self.search.judge(documents, self.rows)
        self.search.judged.keep()
        self.read(documents)
        return self.kept.packed(documents)

    def read(self, documents: Collection[str]) -> None:
        """Keep what documents say beside what they say to criteria."""
        part = self.corpus.part(documents)
        kept_facts(part, self.profile, self.kept)
        kept_said(part, self.kept)

    def _packed_links(self) -> bytes:
        return _LINKS.dump_json(self.links())

    def links(self, said: Said | None = None) -> tuple[Observation, ...]:
        """What is broken across documents; `said` is what they say, where it is known already."""
        return broken_links(self.corpus, self.references, said)


class Helped:
    """The side of this process, which judges the documents of its own share: `mine`.

    What a helper does not bring to its end is done here, when it is asked for.
    """

    def __init__(
        self,
        work: SharedWork,
        mine: Collection[str] = (),
        judged: Sequence[Outcome] = (),
        links: Outcome | None = None,
    ) -> None:
        self._work = work
        self._mine = mine
        self._judged = judged
        self._links = links

    def judge(self, progress: Progress) -> bool:
        """Judge the documents and join what helpers found; False where none were shared."""
        if not self._judged:
            return False
        work = self._work
        work.search.judge(self._mine, _told(work.rows, progress))
        work.read(self._mine)
        for content in (outcome() for outcome in self._judged):
            if content is not None:
                work.kept.unpack(content)
        work.search.judged.take_over()
        return True

    def links(self, said: Said) -> tuple[Observation, ...]:
        """What is broken across documents, which say this."""
        content = self._links() if self._links else None
        return self._work.links(said) if content is None else _LINKS.validate_json(content)


def _told(rows: Sequence[Obligation], progress: Progress) -> Iterator[Obligation]:
    for done, row in enumerate(rows):
        progress(done, len(rows), row.pinpoint.label)
        yield row


def shares(sizes: Mapping[str, int], most: int, least: int) -> Sequence[Collection[str]]:
    """Documents in at most so many shares of about the same size, which is `least` or more.

    There is one share at least.
    """
    count = max(1, min(most, len(sizes), sum(sizes.values()) // least))
    found: list[list[str]] = [[] for _ in range(count)]
    filled = [0] * count
    for document in sorted(sizes, key=lambda key: (-sizes[key], key)):
        lightest = filled.index(min(filled))
        found[lightest].append(document)
        filled[lightest] += sizes[document]
    return found
