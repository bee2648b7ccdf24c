"""The law's side of a finding: official words where the text is at hand, else our paraphrase."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.law import Catalogue, LawText, LawVersion, Obligation
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import Change, amendments_for, incomplete


@dataclass(frozen=True, slots=True)
class LawQuote:
    """What the law says at a place.

    `words` are read from the official file, or None where its text has not been added or does
    not hold the place; `paraphrase` is ours and never shown as the law's words. `superseded`
    says what has changed since the version at hand. `opening` are the official words of the units
    above with which a point of a list begins, "" where it is no such point.
    """

    pinpoint: Pinpoint
    version: LawVersion | None
    words: str | None
    paraphrase: str
    superseded: tuple[str, ...]
    opening: str = ""

    @property
    def caution(self) -> str:
        """What is not known of changes to the text at hand, "" where they are worked in."""
        if self.version is None or self.version.consolidated:
            return ""
        return f"{self.version.label} is the text as published; {incomplete(self.pinpoint.act)}"

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
        quote = self.quote_place(obligation.pinpoint, obligation.title)
        told = quote.superseded
        if obligation.superseded and not (quote.version and quote.version.consolidated):
            told = (*told, obligation.superseded)
        return replace(quote, superseded=told)

    def quote_place(self, place: Pinpoint, paraphrase: str = "") -> LawQuote:
        """The law's words at a place, with what has changed there since."""
        text = self._texts.get(place.act)
        words = text.full_text(place) if text and place in text.provisions else None
        version = text.version if text and words else None
        changes = tuple(change.sentence for change in amendments_for(place, version))
        opening = _opening(place, text) if text and words else ""
        return LawQuote(place, version, words, paraphrase, changes, opening)


def _opening(place: Pinpoint, text: LawText) -> str:
    """The words of the units above that lead up to the place, outermost first."""
    found: list[str] = []
    above = place.parent
    while above is not None and above in text.provisions:
        words = text.get(above).text.strip()
        if not words.endswith(":"):
            break
        found.append(words)
        above = above.parent
    return "\n".join(reversed(found))


def place_quote(place: Pinpoint, shelf: LawShelf, catalogue: Catalogue) -> LawQuote | None:
    """The law at any place, None where neither a text, the catalogue nor an amendment holds it.

    Where the text at hand lacks the place, as it does for what was inserted later, the paraphrase
    is that of the obligations inside it or else of the amendment that brought it.
    """
    row = catalogue.obligations.get(str(place))
    if row is not None:
        return shelf.quote(row)
    quote = shelf.quote_place(place)
    if quote.words is None:
        quote = replace(quote, paraphrase=_rows_inside(place, catalogue) or _inserted(place))
    return quote if quote.words or quote.paraphrase else None


_ROWS = 12


def _rows_inside(place: Pinpoint, catalogue: Catalogue) -> str:
    rows = [row for row in catalogue.obligations.values() if place.holds(row.pinpoint)]
    told = [f"{row.pinpoint.label}: {row.title}" for row in rows[:_ROWS]]
    more = [f"and {len(rows) - _ROWS} more"] if len(rows) > _ROWS else []
    return "\n".join([*told, *more])


def _inserted(place: Pinpoint) -> str:
    brought = [change for change in amendments_for(place, None) if change.unit.holds(place)]
    return " ".join(change.what for change in brought if change.change is Change.INSERTED)
