"""Passages to obligations: are the obligations that a passage answers among its first ten?

Each passage is a document of its own under its title and is mapped among the obligations of its
device. `full` and `partial` labels are to be found; a near miss is not. Recall is of the labelled
obligations, or of ten where there are more; nDCG counts a full label twice a partial one; the
first obligation is right in accuracy@1 when a labelled one is in the same article, or in the same
section of the same annex.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import samples
from domain.device import DeviceProfile
from domain.pinpoint import Pinpoint
from domain.ports import Hit
from eval.gold_files import Row, gold_rows
from eval.made_documents import read_text
from eval.measures import ndcg, recall
from eval.results import Measured, Miss, SuiteResult, by_part, share
from regulations.profile import load_profile
from review.assembly import Workbench
from review.corpus import Corpus

TOP = 10
_GAIN = {"full": 2.0, "partial": 1.0}


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A labelled passage with the obligations that it was mapped to, best first."""

    row: Row
    ranking: tuple[str, ...]

    @property
    def gains(self) -> dict[str, float]:
        """What each labelled obligation is worth."""
        return gains_of(self.row)


@dataclass(frozen=True, slots=True)
class LabelledPassages:
    """The labelled passages of one device, each a document of its own in one corpus."""

    rows: Sequence[Row]
    corpus: Corpus
    profile: DeviceProfile

    def ranked(self, hits: Sequence[Sequence[Hit]]) -> list[RankedPassage]:
        """The rows with their rankings, from the best obligations of each passage."""
        best: dict[str, dict[str, float]] = {one.id: {} for one in self.corpus.documents}
        for passage, found in zip(self.corpus.passages, hits, strict=True):
            scores = best[passage.document]
            for hit in found:
                scores[hit.id] = max(hit.score, scores.get(hit.id, hit.score))
        pairs = zip(self.rows, self.corpus.documents, strict=True)
        return [RankedPassage(row, _ranked(best[document.id])) for row, document in pairs]


def run(bench: Workbench) -> SuiteResult:
    """Map every passage, those of one device at once."""
    found: list[RankedPassage] = []
    for labelled in labelled_passages(gold_rows("passages")):
        mapped = bench.map(labelled.corpus, TOP, labelled.profile)
        found += labelled.ranked([one.obligations for one in mapped])
    measures: dict[str, Measured] = {}
    misses: list[Miss] = []
    for part, ranked in by_part(found, lambda one: str(one.row["id"])).items():
        measures |= _measures(part, ranked)
        misses += [miss for one in ranked for miss in _misses(part, one)]
    return SuiteResult("mapping", measures, misses, len(gold_rows("passages")) - len(found))


def labelled_passages(rows: Sequence[Row]) -> Iterator[LabelledPassages]:
    """The rows by their devices."""
    for name, profile in _profiles().items():
        some = [row for row in rows if row["profile"] == name]
        documents = [read_text(f"# {row['title']}\n\n{row['text']}\n") for row in some]
        yield LabelledPassages(
            some, Corpus(tuple(documents), {d.id: None for d in documents}), profile
        )


def gains_of(row: Row) -> dict[str, float]:
    """What each labelled obligation of a passage is worth; a near miss is worth nothing."""
    worth = {str(one["obligation_id"]): _GAIN.get(one["coverage"], 0.0) for one in row["labels"]}
    return {key: gain for key, gain in worth.items() if gain}


def _profiles() -> Mapping[str, DeviceProfile]:
    dossiers = Path(str(files("eval"))) / "dossiers"
    return {
        "mdr-iib-ai": load_profile(samples.device_path()),
        "ivdr-c-ai": load_profile(dossiers / "oncoplex" / "device.yaml"),
        "mdr-i": load_profile(dossiers / "stepmate" / "device.yaml"),
    }


def _ranked(scores: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(scores, key=lambda key: (-scores[key], key)))


def _measures(part: str, found: Sequence[RankedPassage]) -> dict[str, Measured]:
    return {
        f"{part}/recall@10": share([labelled_recall(one) for one in found]),
        f"{part}/nDCG@10": share([ndcg(one.ranking, one.gains, TOP) for one in found]),
        f"{part}/article accuracy@1": share([article_right(one) for one in found]),
    }


def labelled_recall(one: RankedPassage) -> float:
    """The share of the labelled obligations among the first ten, of ten where there are more."""
    wanted = tuple(one.gains)
    return recall(one.ranking, wanted, TOP) * len(wanted) / min(len(wanted), TOP)


def article_right(one: RankedPassage) -> bool:
    """Whether the first obligation is of the article of a labelled one."""
    return bool(one.ranking) and article(one.ranking[0]) in {article(key) for key in one.gains}


def article(obligation: str) -> str:
    """The article of an obligation, or the section of an annex: `mdr.annex-i.23`."""
    place = Pinpoint.parse(obligation)
    depth = 2 if place.path[0].startswith("annex") else 1
    return str(Pinpoint(place.act, place.path[:depth]))


def _misses(part: str, one: RankedPassage) -> list[Miss]:
    name = f"{one.row['id']} {one.row['title']}"
    lost = [key for key in one.gains if key not in one.ranking[:TOP]]
    misses = [Miss(name, f"{part} not in ten", " ".join(lost))] if lost else []
    if not article_right(one):
        told = f"{one.ranking[0] if one.ranking else 'nothing'} for {' '.join(one.gains)}"
        misses.append(Miss(name, f"{part} wrong article first", told))
    return misses
