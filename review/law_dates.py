"""The dates on which an act, or a part of it, begins to apply, as they are known here."""

import re
from datetime import date, datetime

from domain.pinpoint import Act, Pinpoint
from regulations.known_facts import LegalFact, load_facts
from review.library import Library

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}", re.IGNORECASE)
_FINAL = {Act.MDR: "art-123", Act.IVDR: "art-113", Act.AIA: "art-113"}
_TOPICS = {"dates", "transition"}


def known_dates(act: Act, library: Library) -> frozenset[date]:
    """Dates from our facts on the act, from its final article, and from its obligations."""
    told = [fact.says for fact in load_facts().values() if fact.topic in _TOPICS and _on(fact, act)]
    text = library.shelf.texts.get(act)
    place = Pinpoint(act, (_FINAL[act],))
    if text and place in text.provisions:
        told.append(text.full_text(place))
    rows = [row for row in library.catalogue.obligations.values() if row.pinpoint.act is act]
    days = {row.dates.general for row in rows} | {row.dates.annex_i_route for row in rows}
    read = {_read(found) for words in told for found in DATE.findall(words)}
    return frozenset(read | {day for day in days if day is not None})


def written(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B} {day.year}"


def _read(words: str) -> date:
    return datetime.strptime(words.title(), "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone


def _on(fact: LegalFact, act: Act) -> bool:
    return act.label in fact.says or any(p.startswith(f"{act.value}.") for p in fact.pinpoints)
