"""What sentences say by themselves, whichever documents stand beside theirs."""

from dataclasses import dataclass

from review.chains.claims import Measured, measured_in
from review.chains.outdated import Outdated, outdated_in
from review.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Said:
    """The metrics that sentences give figures of, and the outdated law that they cite.

    Each with the number of its sentence.
    """

    figures: tuple[Measured, ...] = ()
    outdated: tuple[tuple[Outdated, int], ...] = ()

    def moved(self, by: int) -> "Said":
        """The same where so many sentences stand in front."""
        figures = tuple((metric, number + by) for metric, number in self.figures)
        return Said(figures, tuple((seen, number + by) for seen, number in self.outdated))


def said_in(corpus: Corpus) -> Said:
    """What the sentences of a corpus say."""
    return Said(tuple(measured_in(corpus)), tuple(outdated_in(corpus)))
