"""What documents say by themselves, read in each once and kept with it."""

import json

from pydantic import TypeAdapter

from review.chains.said import Said, said_in
from review.corpus import Corpus
from review.kept_documents import KeptDocuments

_SAID = TypeAdapter(Said)
_READER = "said"


def kept_said(corpus: Corpus, kept: KeptDocuments) -> Said:
    """`said_in` the corpus, of which no document is read for another's sake."""
    numbers = corpus.by_document
    every = [_of(d.id, corpus, kept).moved(numbers[d.id].start) for d in corpus.documents]
    return Said(
        tuple(figure for said in every for figure in said.figures),
        tuple(seen for said in every for seen in said.outdated),
        tuple(claim for said in every for claim in said.claims),
        tuple(place for said in every for place in said.to_models),
        tuple(number for said in every for number in said.pointing),
    )


def _of(document: str, corpus: Corpus, kept: KeptDocuments) -> Said:
    """What one document says, its sentences counted in it alone."""
    content = kept.get(_READER, document)
    if content is not None:
        return _SAID.validate_python(json.loads(content))
    said = said_in(corpus.part({document}))
    kept.put(_READER, document, json.dumps(_SAID.dump_python(said, mode="json")).encode())
    return said
