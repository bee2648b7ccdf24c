"""The law's side of a finding: official words where the text is at hand, else our paraphrase."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.law import LawText, LawVersion, Obligation
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import amendments_for


@dataclass(frozen=True, slots=True)
class LawQuote:
    """What the law says at a place.

    `words` are read from the official file, or None where its text has not been added or does
    not hold the place; `paraphrase` is ours and never shown as the law's words. `superseded`
    says what has changed since the version at hand.
    """

    pinpoint: Pinpoint
    version: LawVersion | None
    words: str | None
    paraphrase: str
    superseded: tuple[str, ...]

    @property
    def url(self) -> str:
        """The official page of the act."""
        return self.pinpoint.act.page


class LawShelf:
    """The current text of each act that has been added."""

    def __init__(self, texts: Mapping[Act, LawText]) -> None:
        self._texts = texts

    @property
    def texts(self) -> Mapping[Act, LawText]:
        """The current texts by act."""
        return self._texts

    @property
    def versions(self) -> tuple[LawVersion, ...]:
        """The versions at hand, by act."""
        return tuple(self._texts[act].version for act in Act if act in self._texts)

    def quote(self, obligation: Obligation) -> LawQuote:
        """The law's words for an obligation, or our paraphrase alone."""
        place = obligation.pinpoint
        text = self._texts.get(place.act)
        words = text.full_text(place) if text and place in text.provisions else None
        version = text.version if text and words else None
        changes = [change.sentence for change in amendments_for(place, version)]
        if obligation.superseded and not (version and version.consolidated):
            changes.append(obligation.superseded)
        return LawQuote(place, version, words, obligation.title, tuple(dict.fromkeys(changes)))
