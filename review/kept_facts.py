"""The facts that documents repeat, read in each document once and kept with it."""

import json

from pydantic import TypeAdapter

from domain.device import DeviceProfile
from domain.document import Document
from regulations.profile import digest
from review.corpus import Corpus
from review.facts import RepeatedFact, extract_facts
from review.kept_documents import KeptDocuments

_FACTS = TypeAdapter(tuple[RepeatedFact, ...])
_READER = "facts"


def kept_facts(
    corpus: Corpus, profile: DeviceProfile, kept: KeptDocuments
) -> tuple[RepeatedFact, ...]:
    """`extract_facts` of each document in its turn, which reads no document for another's sake."""
    stands_on = digest(profile)
    found = (_of(document, corpus, profile, kept, stands_on) for document in corpus.documents)
    return tuple(fact for facts in found for fact in facts)


def _of(
    document: Document,
    corpus: Corpus,
    profile: DeviceProfile,
    kept: KeptDocuments,
    stands_on: str,
) -> tuple[RepeatedFact, ...]:
    content = kept.get(_READER, document.id, stands_on)
    if content is not None:
        return _FACTS.validate_python(json.loads(content))
    facts = extract_facts(corpus.part({document.id}), profile)
    rows = json.dumps(_FACTS.dump_python(facts, mode="json"))
    kept.put(_READER, document.id, rows.encode(), stands_on)
    return facts
