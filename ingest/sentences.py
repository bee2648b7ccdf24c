"""Sentences as spans: small rules that know the abbreviations and numbers of technical files."""

import re
from collections.abc import Iterator

from domain.document import Block, BlockKind, Document, Sentence, Span

_END = re.compile(r"[.!?][\"'\u201d\u2019)\]*_]*(?=\s)|[;:](?=\s*\n\s*\n)")
_STARTS = re.compile(r"\s+[\"'\u201c\u2018(\[*_]*(?P<first>\S)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'\u201c\u2018*_]*\Z")
_INITIAL = re.compile(r"[A-Z]|[a-z]|(?:[A-Za-z]\.)+[A-Za-z]")
_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*")
_ABBREVIATIONS = frozenset(
    [
        "al",
        "approx",
        "art",
        "arts",
        "bzw",
        "ca",
        "cf",
        "ch",
        "chap",
        "cl",
        "co",
        "corp",
        "dept",
        "dr",
        "ed",
        "eds",
        "eq",
        "est",
        "etc",
        "ext",
        "fig",
        "figs",
        "gmbh",
        "ibid",
        "inc",
        "incl",
        "ltd",
        "max",
        "min",
        "mr",
        "mrs",
        "ms",
        "no",
        "nos",
        "nr",
        "para",
        "paras",
        "pp",
        "prof",
        "pt",
        "ref",
        "refs",
        "reg",
        "rev",
        "sec",
        "sect",
        "st",
        "tab",
        "tel",
        "ver",
        "vers",
        "vol",
        "vs",
        "viz",
    ]
)
_MAY_END = frozenset({"etc", "al", "inc", "ltd", "co", "corp", "gmbh", "no", "max", "min"})
_SPLIT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LOOK_BACK = 40


def sentences(document: Document) -> tuple[Sentence, ...]:
    """All units that can carry evidence, in reading order.

    Paragraphs and list items are cut into sentences; a table row is one unit; so is every other
    block (heading, contents entry, advice, code), with its block saying what it is.
    """
    return tuple(
        Sentence(document.id, span, span.of(document.text), block)
        for block in document.blocks
        for span in _units(document.text, block)
    )


def sentence_spans(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of `text` inside `within`, without the white space around them."""
    return tuple(_spans(text, within))


def _units(text: str, block: Block) -> tuple[Span, ...]:
    if block.kind in _SPLIT:
        return sentence_spans(text, block.span)
    trimmed = _trim(text, block.span.start, block.span.end)
    return (trimmed,) if trimmed else ()


def _spans(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if not _ends_sentence(text, match.start(), match.end(), within, start):
            continue
        if span := _trim(text, start, match.end()):
            yield span
        start = match.end()
    if span := _trim(text, start, within.end):
        yield span


def _ends_sentence(text: str, mark: int, end: int, within: Span, start: int) -> bool:
    after = _STARTS.match(text, end, within.end)
    if after is None:
        return False
    if text[mark] != ".":
        return True
    before = _word_before(text, mark, start)
    return _may_start(after["first"]) and not _is_short_form(
        before, text, mark, start, after["first"]
    )


def _may_start(first: str) -> bool:
    return not first.islower() and first not in ",;:.)]%"


def _word_before(text: str, mark: int, start: int) -> str:
    piece = text[max(start, mark - _LOOK_BACK) : mark]
    found = _WORD_BEFORE.search(piece)
    return found.group() if found else ""


def _is_short_form(word: str, text: str, mark: int, start: int, first: str) -> bool:
    """Whether the full stop after `word` belongs to it: "Fig.", "e.g.", "J.", "4.2."."""
    bare = word.lower()
    if bare in _ABBREVIATIONS:
        return bare not in _MAY_END or first.isdigit()
    if bare in {"e.g", "i.e", "a.k.a"}:
        return True
    if _INITIAL.fullmatch(word):
        return not _ends_with_letter_name(text, mark, start, word)
    return bool(_NUMBER.fullmatch(word)) and not text[start : mark - len(word)].strip(" \n\t([*_#-")


def _ends_with_letter_name(text: str, mark: int, start: int, word: str) -> bool:
    """Whether a single letter closes a phrase such as "class A." or "option B."."""
    words = text[max(start, mark - _LOOK_BACK) : mark - len(word)].split()
    named = {"class", "type", "annex", "option", "group", "part", "category", "grade", "hepatitis"}
    return bool(words) and (words[-1].lower() in named or (word.islower() and word != "p"))


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    return Span(start + lead, start + lead + len(body)) if body else None
