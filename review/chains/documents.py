"""Documents that are cited and not among the documents at hand."""

from collections.abc import Iterator

from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from review.corpus import Corpus
from review.references import References, by_code


def missing_documents(corpus: Corpus, references: References) -> Iterator[Observation]:
    """One observation a missing document, with every place that sends the reader there."""
    for code, numbers in by_code(references).items():
        places = tuple(
            DocumentCitation(sentence.document, sentence.span)
            for sentence in (corpus.sentences[number] for number in numbers)
        )
        told = f"the documents refer to {code}, and no document of that name is at hand"
        yield Observation(ObservationKind.MISSING_DOCUMENT, code, told, places, missing=code)
