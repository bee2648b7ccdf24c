"""Documents of which nothing is kept, judged by several processes, each of them with a share.

What a document says depends on that document alone, so that each process packs what it found as it
is kept, and this one goes on as if it had been kept before.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from domain.device import DeviceProfile
from domain.law import Obligation
from domain.ports import Progress
from review.corpus import Corpus
from review.evidence_search import EvidenceSearch
from review.helpers import Helpers
from review.kept_documents import KeptDocuments
from review.kept_facts import kept_facts
from review.kept_said import kept_said

_BESIDES = 5


@dataclass(frozen=True, slots=True)
class SharedJudging:
    """What documents say to the criteria of `rows`, and all else that is kept of each."""

    corpus: Corpus
    profile: DeviceProfile
    rows: Sequence[Obligation]
    search: EvidenceSearch
    kept: KeptDocuments

    def do(self, helpers: Helpers, progress: Progress, besides: Callable[[], object]) -> bool:
        """Have the documents of which nothing is kept judged, if there are enough for helpers.

        Then this process does something `besides`, which weighs as much as judging a fifth of
        all. What a helper does not bring to its end is left to be judged when it is asked for.
        """
        sizes = {key: len(self.corpus.by_document[key]) for key in self.search.judged.lacking}
        begun = len(self.corpus.sentences) // _BESIDES
        mine, *others = shares(sizes, helpers.count + 1, helpers.least, begun)
        if not others or not self.kept.keeps:
            return False
        self.search.begin(sizes)
        pieces = [partial(self._packed, some) for some in others]

        def own() -> None:
            self.search.judge(mine, _told(self.rows, progress))
            besides()
            self._read(mine)

        for outcome in helpers.share(pieces, own):
            if outcome is not None:
                self.kept.unpack(outcome)
        self.search.judged.take_over()
        return True

    def _packed(self, documents: Collection[str]) -> bytes:
        """What a helper finds in its share, as it is kept."""
        self.search.judge(documents, self.rows)
        self.search.judged.keep()
        self._read(documents)
        return self.kept.packed(documents)

    def _read(self, documents: Collection[str]) -> None:
        """Keep what documents say beside what they say to criteria."""
        part = self.corpus.part(documents)
        kept_facts(part, self.profile, self.kept)
        kept_said(part, self.kept)


def _told(rows: Sequence[Obligation], progress: Progress) -> Iterator[Obligation]:
    for done, row in enumerate(rows):
        progress(done, len(rows), row.pinpoint.label)
        yield row


def shares(
    sizes: Mapping[str, int], most: int, least: int, begun: int = 0
) -> Sequence[Collection[str]]:
    """Documents in at most so many shares of about the same size, which is `least` or more.

    There is one share at least; the first counts as if it held something of the size `begun`.
    """
    count = max(1, min(most, len(sizes), sum(sizes.values()) // least))
    found: list[list[str]] = [[] for _ in range(count)]
    filled = [begun, *[0] * (count - 1)]
    for document in sorted(sizes, key=lambda key: (-sizes[key], key)):
        lightest = filled.index(min(filled))
        found[lightest].append(document)
        filled[lightest] += sizes[document]
    return found
