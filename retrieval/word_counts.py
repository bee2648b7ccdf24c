"""How often passages hold the words of obligations: what a search by words needs of a passage."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from retrieval.postings import K1, B, Postings

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Of each passage how many words it has, and how often those that are known, by number.

    `lengths` count all words of a passage, `sizes` the different known ones; these stand in
    `words` passage by passage, and in `times` how often each stands in its passage.
    """

    lengths: Numbers
    sizes: Numbers
    words: Numbers
    times: Numbers

    @classmethod
    def of(cls, passages: Sequence[Sequence[str]], known: Mapping[str, int]) -> "WordCounts":
        """The words of passages, cut as the lexical index cuts them."""
        counts = [Counter(known[word] for word in some if word in known) for some in passages]
        parts = (
            [len(some) for some in passages],
            [len(count) for count in counts],
            [number for count in counts for number in count],
            [times for count in counts for times in count.values()],
        )
        return cls(*(np.asarray(part, dtype=np.int32) for part in parts))

    @classmethod
    def joined(cls, parts: Sequence["WordCounts"]) -> "WordCounts":
        """Those of some passages and of the passages that follow them."""
        none = np.zeros(0, dtype=np.int32)
        names = ("lengths", "sizes", "words", "times")
        return cls(*(np.concatenate([none, *(getattr(p, name) for p in parts)]) for name in names))

    def among(self, passages: slice) -> "WordCounts":
        """Those of some passages that follow one another."""
        start, end = (int(self.sizes[:place].sum()) for place in (passages.start, passages.stop))
        lengths, sizes = self.lengths[passages], self.sizes[passages]
        return WordCounts(lengths, sizes, self.words[start:end], self.times[start:end])

    def postings(self, known: Mapping[str, int]) -> Postings:
        """The passages of each word with what it weighs there: BM25 as bm25s computes it.

        To the last digit as if all words were indexed: others count for the lengths alone.
        """
        order = np.argsort(self.words, kind="stable")
        words, times = self.words[order], self.times[order].astype(np.float32)
        passages = np.repeat(np.arange(len(self.sizes)), self.sizes)[order]
        holding = np.bincount(words, minlength=len(known))
        rarity = np.asarray([_rarity(n, len(self.sizes)) for n in holding.tolist()], np.float32)
        mean = self.lengths.mean() if len(words) else 1.0
        length = K1 * ((1 - B) + B * self.lengths / mean)
        weights = rarity[words] * (times / (length[passages] + times))
        begins = np.concatenate(([0], np.cumsum(holding)))
        return Postings(known, begins, passages, weights.astype(np.float32), len(self.sizes))


def _rarity(holding: int, passages: int) -> float:
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))
