"""What sentences said to criteria, taken over where a document goes on as another revision.

What a sentence says to a criterion depends on its own words, on those that belong to it (headings,
the header of its table, the sentence that opens its list) and on what its document is taken for.
Where in the document it stands changes nothing.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from domain.document import Sentence
from review.corpus import Corpus

Rows = Mapping[str, list[dict[str, Any]]]
"""For each criterion what sentences say to it; a row's `number` counts them in their document."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A document as far as it was judged.

    `sentences` are its sentences, each by `sentence_keys`; `rows` say nothing yet of those whose
    numbers are `waiting`.
    """

    sentences: Sequence[str]
    rows: Rows = field(default_factory=dict)
    waiting: Sequence[int] = ()

    def resumed(self, sentences: Sequence[str]) -> "Revision":
        """Another document, of whose sentences some stand in this one."""
        before = {key: number for number, key in enumerate(self.sentences)}
        now: dict[int, list[int]] = defaultdict(list)
        for number, key in enumerate(sentences):
            now[before.get(key, -1)].append(number)
        waiting = now.pop(-1, [])
        return Revision(
            sentences, {key: _moved(found, now) for key, found in self.rows.items()}, waiting
        )


def _moved(
    found: Sequence[dict[str, Any]], now: Mapping[int, Sequence[int]]
) -> list[dict[str, Any]]:
    return [row | {"number": n} for row in found for n in now.get(row["number"], ())]


def resumed(part: Corpus, gone: Sequence[Revision]) -> Mapping[str, Revision]:
    """Each document as far as its sentences were judged in one of those that are gone, by its id.

    It is the one that shares most sentences with it.
    """
    keys, holding = sentence_keys(part), _holding(gone)
    own = {document: keys[n.start : n.stop] for document, n in part.by_document.items()}
    return {document: _resumed(some, gone, holding) for document, some in own.items()}


def _holding(gone: Sequence[Revision]) -> Mapping[str, Sequence[int]]:
    """Which of the revisions hold a sentence."""
    holding: dict[str, list[int]] = {}
    for number, revision in enumerate(gone):
        for key in set(revision.sentences):
            holding.setdefault(key, []).append(number)
    return holding


def _resumed(
    sentences: Sequence[str], gone: Sequence[Revision], holding: Mapping[str, Sequence[int]]
) -> Revision:
    shared = Counter(n for key in sentences for n in holding.get(key, ()))
    if not shared:
        return Revision(sentences, waiting=range(len(sentences)))
    return gone[max(shared, key=lambda n: (shared[n], -n))].resumed(sentences)


def sentence_keys(corpus: Corpus) -> list[str]:
    """For each sentence a digest of all that what it says depends on."""
    contexts = zip(corpus.sentences, corpus.close_contexts, corpus.headings, strict=True)
    return [_key(one, corpus.types.get(one.document), *around) for one, *around in contexts]


def _key(sentence: Sentence, code: str | None, *around: str) -> str:
    block, start = sentence.block, sentence.span.start
    cells = [(cell.start - start, cell.end - start) for cell in block.cells]
    told = (sentence.text, code, around, block.kind.value, block.number, bool(block.lead_in))
    whole = json.dumps((*told, block.section, block.headers, cells))
    return sha256(whole.encode("ascii")).hexdigest()[:32]
