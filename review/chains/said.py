"""What documents say by themselves, whichever others stand beside them."""

from dataclasses import dataclass, replace

import ingest
from domain.finding import DocumentCitation
from review.chains.claims import Measured, measured_in
from review.chains.outdated import Outdated, outdated_in
from review.chains.places import pointing_in
from review.chains.prose import Claim, claims_in
from review.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Said:
    """The metrics that sentences give figures of, the outdated law that they cite, plain claims.

    Each with the number of its sentence. `to_models` are the places whose words speak to a model,
    `pointing` the sentences that may send the reader to what is not there.
    """

    figures: tuple[Measured, ...] = ()
    outdated: tuple[tuple[Outdated, int], ...] = ()
    claims: tuple[Claim, ...] = ()
    to_models: tuple[DocumentCitation, ...] = ()
    pointing: tuple[int, ...] = ()

    def moved(self, by: int) -> "Said":
        """The same where so many sentences stand in front."""
        figures = tuple((metric, number + by) for metric, number in self.figures)
        outdated = tuple((seen, number + by) for seen, number in self.outdated)
        claims = tuple(Claim(one.number + by, one.words) for one in self.claims)
        pointing = tuple(number + by for number in self.pointing)
        return replace(self, figures=figures, outdated=outdated, claims=claims, pointing=pointing)


def said_in(corpus: Corpus) -> Said:
    """What the documents of a corpus say."""
    return Said(
        tuple(measured_in(corpus)),
        tuple(outdated_in(corpus)),
        tuple(claims_in(corpus)),
        tuple(
            DocumentCitation(document.id, span)
            for document in corpus.documents
            for span in ingest.speaking_to_models(document)
        ),
        tuple(pointing_in(corpus)),
    )
