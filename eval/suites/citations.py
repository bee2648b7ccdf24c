"""Quotes: every cited place holds the words that are shown, and no altered quote passes."""

from collections.abc import Mapping
from itertools import islice
from random import Random

import samples
from domain.document import Document
from domain.finding import DocumentCitation
from eval.alterations import altered
from eval.measures import SEED
from eval.results import Miss, SuiteResult, share
from eval.sample_reviews import reviewed
from review.assembly import Workbench
from review.corpus import Corpus
from review.verify import Sources, stands_at

ALTERED = 1000
_ENOUGH = 40
"""Shortest sentence, in characters, that is altered."""


def run(bench: Workbench) -> SuiteResult:
    """Read every quote of the sample review back, and try altered quotes on its documents."""
    dossier = reviewed(bench, samples.dossier_path(), samples.device_path())
    sources = Sources.of(dossier.review)
    documents = {document.id: document for document in dossier.review.documents}
    cited = [(f.obligation, c) for f in dossier.review.findings for c in f.citations]
    sound = [_is_verbatim(sources, documents, citation) for _, citation in cited]
    tried = list(islice(_alterations(dossier.corpus), ALTERED))
    passed = [stands_at(documents[c.document], c, words) for c, words in tried]
    misses = [
        Miss(name, "not verbatim", str(c.span))
        for (name, c), ok in zip(cited, sound, strict=True)
        if not ok
    ]
    misses += [
        Miss(c.document[:12], "altered quote accepted", words)
        for (c, words), ok in zip(tried, passed, strict=True)
        if ok
    ]
    measures = {
        "quotes verbatim at their place": share(sound),
        "altered quotes accepted": share(passed, lower=True),
    }
    return SuiteResult("citations", measures, misses)


def _is_verbatim(
    sources: Sources, documents: Mapping[str, Document], citation: DocumentCitation
) -> bool:
    quote = sources.quote(citation)
    return stands_at(documents[citation.document], citation, quote.words)


def _alterations(corpus: Corpus) -> "list[tuple[DocumentCitation, str]]":
    """Real places with altered words, each kind of alteration in turn, from a fixed seed."""
    dice = Random(SEED)  # noqa: S311 - draws test cases
    sentences = [s for s in corpus.sentences if len(s.text) >= _ENOUGH]
    dice.shuffle(sentences)
    return [
        (DocumentCitation(sentence.document, sentence.span), words)
        for sentence in sentences
        for words in altered(sentence.text, dice)
    ]
