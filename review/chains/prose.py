"""Plain statements on what the device does for its users that no result of a test speaks of.

Only what is said outright is taken for a claim: the device does something good, in the present,
without a condition, a limit, an advice or a reference. And a result speaks of it as soon as one
section that reports results shares most of the words that say what the claim is of. What is told
names the words that no result holds: a result in wholly other words is not seen to answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.document import BlockKind
from domain.finding import Assertion, DocumentCitation
from domain.observation import Observation, ObservationKind
from retrieval.tokens import tokens
from review.assertion import read_assertion
from review.chains.claims import may_claim, unread_note
from review.chains.reported import Reported
from review.corpus import Corpus
from review.plain_statement import LATER, NEGATES
from review.references.families import ids_in

_DEVICE = (
    r"(?:device|software|app|application|system|product|algorithm|tool|assistant|monitor|pump|meter|"
    r"sensor|probe|scanner|thermometer|ventilator|implant|catheter|assay|kit|camera|instrument|unit|"
    r"network|model|module)"
)
_FINDS = (
    r"(?:detects|finds|identifies|recogni[sz]es|distinguishes|predicts|measures|classifies|"
    r"diagnoses|quantifies)"
)
_QUALITY = re.compile(
    r"\d|\b(?:in|even|also|on|reliabl\w+|accurate\w*|earl\w+|fast\w*|better|more|precise\w*|all)\b",
    re.IGNORECASE,
)
"""How well or where something is found: without it a sentence only says what the device is for."""
_BETTERS = (
    r"(?:improves|reduces|shortens|lowers|increases|raises|prevents|saves|speeds up|halves|doubles|"
    r"accelerates|avoids)"
)
_HOLDS = (
    r"(?:works (?:with|on|in|at|for)|withstands|tolerates|lasts|runs for|"
    r"stays (?:below|above|within)|"
    r"is (?:\w+ly )?(?:suitable|safe|effective|compatible|reliable|accurate)"
    r"(?: for| in| with| to)?)"
)
_OUTRIGHT = re.compile(
    rf"^\W*(?P<subject>[^.;:,|]{{2,60}}?)\s+(?P<verb>{_FINDS}|{_BETTERS}|{_HOLDS})\s+(?P<what>[^;:|]+)$",
    re.IGNORECASE,
)
_OF_DEVICE = re.compile(rf"^(?:the|this|our|it\b)?.*\b{_DEVICE}$|^it$", re.IGNORECASE)
_CLAIMED = re.compile(r"\b(?:we|manufacturer) claims? that\s+(?P<what>[^;:|]+)$", re.IGNORECASE)
_OF_CLAIMS = re.compile(r"\bclaim(?:s|ed)?\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:may|might|can|could|some|sometimes|often|usually|depend\w*|only|if|when|unless|until|"
    r"up to|must|should|do not|check|make sure|ensure|intended|designed|meant|aims?|helps?|"
    r"supports?|approximately|about|expected)\b",
    re.IGNORECASE,
)
"""Words by which less is said than a plain claim."""
_TOLD_OF_TESTS = re.compile(
    r"\b(?:test\w*|stud(?:y|ies)|trials?|measured|shows?|shown|data|demonstrated|validat\w+|verif\w+|evaluat\w+|"
    r"report\w*|see|section|annex|table|figure|literature|published|standard|ISO|IEC|EN)\b|\[\d"
)
"""Words by which a claim says itself on what it rests, or where that stands."""
_WEAK = re.compile(
    r"\b(?:lower|worse|less accurate|artefacts?|error messages?|fails?|misses|blur\w*|noise|"
    r"warn\w*|alarms?)\b",
    re.IGNORECASE,
)
_NO_CLAIM_HEADING = re.compile(
    r"\b(?:intended|indications?|purpose|warnings?|cautions?|precautions?|limit\w*|contra\w*|residual|"
    r"risks?|install\w*|maint\w*|trouble\w*|messages?|contact|disposal|history|operat\w+|steps?|"
    r"settings?|symbols?|glossary|principle|how it works|description|set-?up|plan\w*)\b",
    re.IGNORECASE,
)
_EVALUATING = frozenset({"CER", "PER"})
"""Types of documents that conclude; only what they call a claim is one."""
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_GENERAL = frozenset(
    tokens(
        "device software app application system product algorithm tool use used user users image "
        "images data result results reliably safely quickly automatically accurately case cases "
        "patient patients any all every each high good value performance clinical sensitivity "
        "specificity accuracy common usual modern current new different various full risk "
        "one two three four five six seven eight nine ten twelve "
        "number rate missed unnecessary consistency quality speed level within than"
    )
)
"""Words that say nothing of what a claim is of."""
_SUBJECT = 70


@dataclass(frozen=True, slots=True)
class Claim:
    """A plain claim: the number of its sentence, and the words that say what it is of.

    `words` gives each stem with the word as it stands.
    """

    number: int
    words: Mapping[str, str]


def untested_claims(
    corpus: Corpus, told: Sequence[Observation], claims: Iterable[Claim] | None = None
) -> Iterator[Observation]:
    """One observation a plain claim on which no section with results speaks.

    Sentences that an observation in `told` cites are left out. Where no other document reports
    results nothing is told, as they may stand in one that is not at hand. `claims` as `claims_in`
    gives them, where they are known already.
    """
    known = {place for one in told for place in one.citations}
    every = claims_in(corpus) if claims is None else claims
    reported = Reported(corpus)
    for claim in (one for one in every if _place(corpus, one.number) not in known):
        document = corpus.sentences[claim.number].document
        unnamed = reported.unnamed(claim.words) if reported.elsewhere(document) else ()
        if unnamed:
            yield _observation(corpus, claim.number, unnamed)


def claims_in(corpus: Corpus) -> Iterator[Claim]:
    """All plain claims of the corpus, in reading order."""
    for number in range(len(corpus.sentences)):
        if may_claim(corpus, number) and (words := _matter(corpus, number)):
            yield Claim(number, words)


def _matter(corpus: Corpus, number: int) -> dict[str, str]:
    """The words that say what a plain claim is of, none where the sentence is no plain claim."""
    sentence, headings = corpus.sentences[number], corpus.headings[number]
    text = " ".join(sentence.text.split()).rstrip(". ")
    if sentence.block.kind not in _PROSE or _NO_CLAIM_HEADING.search(headings):
        return {}
    if read_assertion(sentence).assertion is not Assertion.ASSERTED:
        return {}
    concludes = corpus.types.get(sentence.document) in _EVALUATING
    outright = not concludes or _OF_CLAIMS.search(headings)
    what = _named_claim(text) or (_outright(text) if outright else "")
    words = {stem: word for word in re.findall(r"[^\W\d_]+", what) for stem in tokens(word)}
    return {stem: word for stem, word in words.items() if stem not in _GENERAL}


def _named_claim(text: str) -> str:
    """What a sentence says that the manufacturer claims, "" where it says nothing of the kind."""
    said = None if _rests(text) else _CLAIMED.search(text)
    return said["what"] if said else ""


def _outright(text: str) -> str:
    """What a sentence says that the device does, "" where it says less or nothing."""
    found = _OUTRIGHT.match(text)
    if found is None or _rests(text) or _HEDGED.search(text) or _WEAK.search(text):
        return ""
    if re.fullmatch(_FINDS, found["verb"], re.IGNORECASE) and not _QUALITY.search(found["what"]):
        return ""
    if _OF_DEVICE.search(found["subject"]):
        return found["what"]
    held = re.fullmatch(_HOLDS, found["verb"], re.IGNORECASE)
    return f"{found['subject']} {found['what']}" if held else ""


def _rests(text: str) -> bool:
    """Whether a sentence denies, promises, or says itself on what it rests."""
    found = (pattern.search(text) for pattern in (NEGATES, LATER, _TOLD_OF_TESTS))
    return any(found) or any(ids_in(text))


def _place(corpus: Corpus, number: int) -> DocumentCitation:
    sentence = corpus.sentences[number]
    return DocumentCitation(sentence.document, sentence.span)


def _observation(corpus: Corpus, number: int, unnamed: Sequence[str]) -> Observation:
    text = " ".join(corpus.sentences[number].text.split())
    subject = text if len(text) <= _SUBJECT else text[: _SUBJECT - 1].rstrip() + "\u2026"
    name = corpus.document(corpus.sentences[number].document).name
    words = " or ".join(f'"{word}"' for word in unnamed)
    told = f"{name} claims this, and no result of a test at hand names {words}"
    told += unread_note(corpus)
    kind, place = ObservationKind.UNSUPPORTED_CLAIM, _place(corpus, number)
    return Observation(kind, subject, told, (place,), missing="result of a test")
