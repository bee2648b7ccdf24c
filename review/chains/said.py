"""What documents say by themselves, whichever others stand beside them."""

from dataclasses import dataclass, replace

import ingest
from domain.finding import DocumentCitation
from review.chains.claims import Measured, measured_in
from review.chains.outdated import Outdated, outdated_in
from review.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Said:
    """The metrics that sentences give figures of, and the outdated law that they cite.

    Each with the number of its sentence. `to_models` are the places whose words speak to a model.
    """

    figures: tuple[Measured, ...] = ()
    outdated: tuple[tuple[Outdated, int], ...] = ()
    to_models: tuple[DocumentCitation, ...] = ()

    def moved(self, by: int) -> "Said":
        """The same where so many sentences stand in front."""
        figures = tuple((metric, number + by) for metric, number in self.figures)
        outdated = tuple((seen, number + by) for seen, number in self.outdated)
        return replace(self, figures=figures, outdated=outdated)


def said_in(corpus: Corpus) -> Said:
    """What the documents of a corpus say."""
    return Said(
        tuple(measured_in(corpus)),
        tuple(outdated_in(corpus)),
        tuple(
            DocumentCitation(document.id, span)
            for document in corpus.documents
            for span in ingest.speaking_to_models(document)
        ),
    )
