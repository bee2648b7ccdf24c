"""Law that is cited and is no longer the law, or never was: acts, numbers, places, dates, editions.

A mention of the past is no finding: a history, an old certificate, a title in a list of
literature, a transition.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.document import BlockKind, Sentence
from domain.errors import PinpointError
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import deletion_of
from regulations.outdated_law import OldDate, load_outdated_law, roman
from review.corpus import Corpus
from review.references.follow import is_history

_PAST = re.compile(
    r"\b(?:legacy|former(?:ly)?|previous(?:ly)?|earlier|predecessors?|once|histor\w+|originally|"
    r"repeal\w*|replac\w+|supersed\w+|withdrawn|expired?|no longer|instead of|unlike|"
    r"was (?:first )?(?:placed|certified|issued|granted|approved|put)|"
    r"were (?:certified|issued|placed)|certificates?|"
    r"transition\w*|until|Article 120|Article 110|amend\w+|moved|postponed|deferred|gap analysis|"
    r"difference|compar\w+|changes? (?:from|between)|migrat\w+|et al|[Jj]ournal|doi|pp?\. ?\d)\b"
)
_PAST_HEADING = re.compile(
    r"\b(?:histor\w+|references?|bibliography|literature|legacy|previous|predecessors?|change log|"
    r"revisions?|transition\w*|abbreviations|glossary|definitions)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\[(?:enter|insert|tb[dc]|\.\.\.)[^\]]*\]|<[^>]+>|\{\{|//", re.IGNORECASE)
_ACT = r"(?P<{0}>MDR|IVDR|AI Act|AIA|(?:Regulation )?\(EU\) (?:2017/745|2017/746|2024/1689))"
_PLACE = (
    r"(?P<unit>Article|Art\.?|Annex)\s*(?P<label>\d{1,3}[a-z]?|[IVX]+)\b(?:\((?P<para>\d{1,2})\))?"
)
_ACT_FIRST = re.compile(rf"\b{_ACT.format('act')},?\s+{_PLACE}")
_ACT_LAST = re.compile(
    rf"{_PLACE}(?:\([a-z]+\))*(?:,? (?:point|paragraph|section) [\w().]+)?"
    rf",?\s+(?:of\s+)?(?:the\s+)?"
    rf"{_ACT.format('act')}"
)
_REGULATION = re.compile(r"\(EU\)\s*(?:No\s*)?(?P<number>20\d\d/\d{2,4})")
_BESIDE = 30
"""Characters between the number of an act and its name."""
_EDITION = re.compile(
    r"\b(?P<standard>(?:ISO|IEC)(?:/IEC)? \d{3,5}(?:-\d{1,2})?):(?P<year>\d{4})\b"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEARCHED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


@dataclass(frozen=True, slots=True)
class Outdated:
    """Law that a text cites and that is not in force: what it is, what is so, and the source."""

    kind: ObservationKind
    subject: str
    told: str
    source: str


def outdated_in(corpus: Corpus) -> Iterator[tuple[Outdated, int]]:
    """What each sentence cites as if it were in force, with the number of the sentence."""
    pairs = zip(corpus.sentences, corpus.headings, strict=True)
    for number, (sentence, headings) in enumerate(pairs):
        if _speaks_of_today(sentence, headings):
            yield from ((seen, number) for seen in dict.fromkeys(_seen(sentence.text)))


def outdated_law(
    corpus: Corpus, cited: Iterable[tuple[Outdated, int]] | None = None
) -> Iterator[Observation]:
    """One observation a matter, with every sentence that cites it; see `outdated_in`."""
    found: dict[Outdated, list[Sentence]] = defaultdict(list)
    for seen, number in outdated_in(corpus) if cited is None else cited:
        found[seen].append(corpus.sentences[number])
    for seen, sentences in found.items():
        places = tuple(DocumentCitation(s.document, s.span) for s in sentences)
        yield Observation(seen.kind, seen.subject, seen.told, places, source=seen.source)


def _speaks_of_today(sentence: Sentence, headings: str) -> bool:
    block = sentence.block
    past = _PAST.search(sentence.text) or _PAST_HEADING.search(headings)
    past = past or _BLANK.search(sentence.text) or re.match(r"\W*\[\d+\]", sentence.text)
    return block.kind in _SEARCHED and not past and not is_history(block.headers)


def _seen(text: str) -> Iterator[Outdated]:
    yield from _acts(text)
    yield from _numbers(text)
    yield from _places(text)
    yield from _dates(text)
    yield from _editions(text)


def _law(subject: str, told: str, source: str) -> Outdated:
    return Outdated(ObservationKind.OUTDATED_LAW, subject, told, source)


def _acts(text: str) -> Iterator[Outdated]:
    for old in load_outdated_law().acts:
        if old.cited.search(text):
            yield _law(old.name, f"{old.name} is cited as the law; {old.now}", old.source.label)


def _numbers(text: str) -> Iterator[Outdated]:
    law = load_outdated_law()
    for wrong in law.wrong_numbers:
        if wrong.cited.search(text) and not wrong.aside.search(text):
            yield _law(wrong.name, f"{wrong.name} is cited; {wrong.now}", wrong.source.label)
    known = {act.number.rpartition(" ")[2] for act in Act}
    for match in _REGULATION.finditer(text):
        number, act = match["number"], _named(text, match)
        if act and number in known and number != act.number.rpartition(" ")[2]:
            told = f"{number} stands beside the name of the {act.label}, which is {act.number}"
            yield _law(f"number {number}", told, act.number)


def _named(text: str, match: re.Match[str]) -> Act | None:
    """The one act that is named right beside a number, None for none or several."""
    around = text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    alone = len(_REGULATION.findall(around)) == 1
    acts = [act for act, name in load_outdated_law().names.items() if name.search(around)]
    return acts[0] if alone and len(acts) == 1 else None


def _places(text: str) -> Iterator[Outdated]:
    for match in (*_ACT_FIRST.finditer(text), *_ACT_LAST.finditer(text)):
        act = _act(match["act"])
        annex, label = match["unit"] == "Annex", match["label"]
        if annex == label.isdigit() or (annex and not re.fullmatch("[IVX]+", label)):
            continue
        reach = load_outdated_law().reach[act]
        number = roman(label) if annex else int(re.sub(r"\D", "", label) or 0)
        most = reach.annexes if annex else reach.articles
        name = f"{act.label} {'Annex' if annex else 'Article'} {label}"
        if not 0 < number <= most:
            yield _law(name, f"{name} is cited, and the act has {most} of them", reach.source.label)
        elif not annex and match["para"]:
            yield from _deleted(act, label, match["para"])


def _act(words: str) -> Act:
    named = {"MDR": Act.MDR, "IVDR": Act.IVDR, "AI Act": Act.AIA, "AIA": Act.AIA}
    return named.get(words) or next(a for a in Act if words.endswith(a.number.rpartition(" ")[2]))


def _deleted(act: Act, article: str, paragraph: str) -> Iterator[Outdated]:
    try:
        place = Pinpoint.parse(f"{act.value}.art-{article}.{paragraph}")
    except PinpointError:
        return
    if gone := deletion_of(place):
        now = f"; its matter stands in {gone.now.label}" if gone.now else ""
        told = f"{place.label} is cited, and was deleted on {gone.since}{now}"
        yield _law(place.label, told, gone.by or str(place))


def _dates(text: str) -> Iterator[Outdated]:
    for old in load_outdated_law().dates:
        spoken = old.about.search(text) and not old.aside.search(text)
        if spoken and any(day in text for day in _written(old)):
            yield _law(
                f"{old.was.isoformat()} for the {old.of}",
                f"{old.was.isoformat()} is given for the {old.of}; {old.now}",
                old.source.label,
            )


def _written(old: OldDate) -> tuple[str, ...]:
    day, month, year = old.was.day, _MONTHS[old.was.month - 1], old.was.year
    return old.was.isoformat(), f"{day} {month} {year}", f"{day:02}.{old.was.month:02}.{year}"


def _editions(text: str) -> Iterator[Outdated]:
    for match in _EDITION.finditer(text):
        for old in load_outdated_law().standards:
            if (match["standard"], int(match["year"])) == (old.standard, old.edition):
                cited = match.group(0)
                told = f"{cited} is cited; {old.by} has taken its place"
                yield Outdated(ObservationKind.OUTDATED_STANDARD, cited, told, old.source.label)
