"""Refuses a text of law that lacks an article, an annex, a recital or a numbered unit."""

from collections.abc import Iterator

from domain.errors import LawTextError
from domain.law import LawText, Provision
from domain.pinpoint import Pinpoint
from ingest.law.acts import ActFacts, act_facts
from ingest.law.numerals import small_roman

_SHOWN = 12


def check_law(law: LawText) -> None:
    """Raise `LawTextError` that names what is missing.

    The text as published must hold exactly the articles, annexes, recitals and numbered
    paragraphs that `acts.yaml` counts, and no number may be left out among the units of one
    place. A consolidated text has no recitals, may have inserted units, and a repealed unit
    leaves a hole, so only its articles and annexes are checked. No article or annex is empty.
    """
    facts = act_facts()[law.version.act]
    faults = [*_missing_roots(law, facts), *_empty(law)]
    if not law.version.consolidated:
        faults += [*_unexpected(law, facts), *_holes(law), *_paragraph_count(law, facts)]
    if faults:
        more = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise LawTextError(
            f"{law.version.label}: {'; '.join(faults[:_SHOWN])}{more}. Use another copy of "
            f"{facts.source}"
        )


def _expected(law: LawText, facts: ActFacts) -> Iterator[str]:
    yield from (f"art-{number}" for number in range(1, facts.articles + 1))
    yield from (f"annex-{small_roman(number)}" for number in range(1, facts.annexes + 1))
    if not law.version.consolidated:
        yield from (f"rec-{number}" for number in range(1, facts.recitals + 1))


def _missing_roots(law: LawText, facts: ActFacts) -> Iterator[str]:
    for key in _expected(law, facts):
        pinpoint = Pinpoint(law.version.act, (key,))
        if pinpoint not in law.provisions:
            yield f"{pinpoint.label} is missing"


def _unexpected(law: LawText, facts: ActFacts) -> Iterator[str]:
    known = set(_expected(law, facts))
    for pinpoint in law.provisions:
        if len(pinpoint.path) == 1 and pinpoint.path[0] not in known:
            yield f"{pinpoint.label} is not in the act as published"


def _empty(law: LawText) -> Iterator[str]:
    for pinpoint, provision in law.provisions.items():
        if len(pinpoint.path) == 1 and not (provision.words or provision.children):
            yield f"{pinpoint.label} has no text"


def _holes(law: LawText) -> Iterator[str]:
    """Numbers left out among the units that hang on one place, whatever level lies between."""
    siblings: dict[Pinpoint | None, list[int]] = {}
    for pinpoint in law.provisions:
        if pinpoint.path[-1].isdigit():
            siblings.setdefault(pinpoint.parent, []).append(int(pinpoint.path[-1]))
    for parent, numbers in siblings.items():
        if parent and (left := sorted(set(range(1, max(numbers) + 1)) - set(numbers))):
            yield f"{parent.label} lacks number {', '.join(map(str, left))}"


def _paragraph_count(law: LawText, facts: ActFacts) -> Iterator[str]:
    found = sum(_is_paragraph(one) for one in law.provisions.values())
    if found != facts.paragraphs:
        yield f"{found} numbered paragraphs instead of {facts.paragraphs}"


def _is_paragraph(provision: Provision) -> bool:
    article, *rest = provision.pinpoint.path
    return article.startswith("art-") and len(rest) == 1 and provision.number[:1].isdigit()
