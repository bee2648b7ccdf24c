"""Reviews of made documents, with what is kept of each of them."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from domain.device import DeviceProfile, Fact, Framework
from domain.finding import Review
from domain.law import Catalogue
from domain.ports import JudgementCache, Progress
from regulations.catalogue import load_catalogue
from retrieval.embedding import Embedder
from review.corpus import Corpus
from review.helpers import Helpers
from review.judged import JudgedDocuments
from review.kept_documents import KeptDocuments
from review.law import LawShelf
from review.report import review_json
from review.reviewing import Ground, review_by_meaning
from tests.review.making import corpus

DAY = date(2026, 11, 24)
PROFILE = DeviceProfile(
    "HepaVigil",
    "1",
    Framework.MDR,
    "IIb",
    dict.fromkeys(("software", "ai-system", "training-data"), Fact.YES),
)

THREE = {
    "plan": "The risk management process is established, documented and maintained.\n\n"
    "Training data were not examined for bias.\n",
    "ifu": "On the test set the sensitivity is 94.1 %.\n\nStop the device at any time.\n",
    "notes": "On the test set the sensitivity is 81.3 %.\n\n[to be completed]\n",
}


class Kept:
    """A cache that counts what it gives."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}
        self.given = 0

    def get_judged(self, version: str) -> Mapping[str, bytes]:
        found = {key[1]: content for key, content in self.held.items() if key[0] == version}
        self.given += len(found)
        return found

    def put_judged(
        self, version: str, judged: Mapping[str, bytes], documents: Collection[str]
    ) -> None:
        self.held |= {(version, key): content for key, content in judged.items()}
        self.held = {key: one for key, one in self.held.items() if key[1] in documents}


@cache
def catalogue() -> Catalogue:
    """Every eighth row, so that a review takes a moment."""
    whole = load_catalogue()
    some = dict(list(whole.obligations.items())[::8])
    return Catalogue(some, whole.digest)


@cache
def embedder() -> Embedder:
    return Embedder()


def reviewed(
    files: Mapping[str, str],
    judged: JudgementCache | None,
    tell: Progress | None = None,
    helpers: Helpers | None = None,
    profile: DeviceProfile = PROFILE,
) -> Review:
    ground = Ground(DAY, catalogue(), (), embedder().name, judged, helpers=helpers)
    return review_by_meaning(corpus(**files), profile, ground, embedder(), tell)


def shown(made: Review) -> bytes:
    return review_json(made, catalogue(), LawShelf({}))


def judged(
    whole: Corpus, cache: Kept | None, strictness: float = 0.5, embedding: str = "e"
) -> JudgedDocuments:
    return JudgedDocuments(whole, strictness, KeptDocuments(whole, cache, embedding))
