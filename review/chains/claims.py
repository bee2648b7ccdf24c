"""Claims of performance that the documents for users make and no test result stands behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.document import BlockKind, Sentence
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from review.corpus import Corpus
from review.facts.performance import METRICS, PARTS
from review.facts.reading import OTHER_HEADING, OTHER_SETTING, THRESHOLD
from review.normalise import may_hold

_CLAIMING = frozenset({"IFU", "LBL", "SSCP", "SSP", "MKT", "WEB", "DOC", "IMC"})
_EVALUATING = frozenset({"CER", "PER"})
_NO_RESULTS = _CLAIMING | {"CEP", "PEP", "GSPR", "PMSP", "PMCFP", "PMPFP", "RMP", "CIP"}
_MORE = {
    "sensitivity": r"sens\.",
    "specificity": r"spec\.",
    "time to result": r"time to (?:result|answer)|turn-?around time|run[ -]?time|processing time|"
    r"response time|latency|analysis time|measuring time",
    "measurement error": r"measure?ment error|measuring error|mean (?:absolute )?error|"
    r"deviation|bias|trueness",
    "repeatability": r"repeatability|reproducibility|precision \(CV\)|coefficient of variation",
    "limit of detection": r"limit of detection|detection limit",
    "measuring accuracy": r"measur\w+ (?:accuracy|uncertainty)",
    "surface distance": r"surface distance|hausdorff",
    "battery life": r"battery (?:life|run ?time|operation)",
    "availability": r"availability|uptime",
    "agreement": r"agreement|concordance",
}
_NAMES = {name: words for name, words in METRICS.items() if name != "accuracy"} | {
    "accuracy": r"(?:overall |diagnostic )?accuracy(?! class)"
}
_PATTERNS = {
    name: re.compile(
        rf"(?<!\w)(?:{'|'.join(filter(None, (_NAMES.get(name), _MORE.get(name))))})(?!\w)",
        re.IGNORECASE,
    )
    for name in (*_NAMES, *(more for more in _MORE if more not in _NAMES))
}
_PARTS = (
    *PARTS,
    *("sens.", "spec.", "time to", "around time", "run time", "run-time", "runtime", "latency"),
    *("processing time", "response time", "analysis time", "measuring time", "error", "deviation"),
    *(
        "bias",
        "trueness",
        "repeatability",
        "reproducibility",
        "variation",
        "detection",
        "agreement",
    ),
    *("uncertainty", "surface distance", "hausdorff", "battery", "availability", "uptime"),
    *("concordance",),
)
"""Without one of these parts of words no metric is named."""
_VALUE = re.compile(
    r"(?<![\w.-])\d+(?:[.,]\d+)?\s?(?:%|per cent|percent|s\b|ms\b|"
    r"seconds?\b|minutes?\b|min\b|hours?\b|"
    r"h\b|mm\b|"
    r"cm\b|mmHg\b|bpm\b|points?\b|cells\b|\u00b0C|mg/dl\b|mmol/l\b)|(?<![\w.-])0[.,]\d+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CLAIMED = re.compile(r"\bclaim(?:s|ed)?\b", re.IGNORECASE)
_GAP = 80
"""Characters between a metric and its value."""
_SEARCHED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


Measured = tuple[str, int]
"""A metric, with the number of the sentence that gives a figure of it."""


@dataclass(frozen=True)
class Figures:
    """Sentences with their context, by what they say of which metric."""

    corpus: Corpus
    measured: tuple[Measured, ...]

    @classmethod
    def of(cls, corpus: Corpus) -> "Figures":
        """The figures of a corpus."""
        return cls(corpus, tuple(measured_in(corpus)))

    @cached_property
    def supported(self) -> frozenset[str]:
        """The metrics of which a figure was found, where results are reported."""
        return frozenset(m for m, number in self.measured if _is_result(self.corpus, number))


def measured_in(corpus: Corpus) -> Iterator[Measured]:
    """Each metric that a sentence gives a figure of, with the number of the sentence."""
    for number, sentence in enumerate(corpus.sentences):
        if sentence.block.kind in _SEARCHED:
            yield from ((metric, number) for metric in metrics_of(sentence))


def metrics_of(sentence: Sentence) -> Iterator[str]:
    """The metrics that a sentence gives a figure of."""
    row = sentence.block.kind is BlockKind.TABLE_ROW
    around = " | ".join((*sentence.block.headers, sentence.text)) if row else sentence.text
    if not (_DIGIT.search(around) and may_hold(around, _PARTS)):
        return
    for metric, words in _PATTERNS.items():
        for found in words.finditer(around):
            near = around if row else around[found.end() : found.end() + _GAP]
            figures = row and _DIGIT.search(sentence.text)
            if _VALUE.search(near) or figures:
                yield metric
                break


def unsupported_claims(
    corpus: Corpus, measured: tuple[Measured, ...] | None = None
) -> Iterator[Observation]:
    """One observation a document and metric whose figure no other document has a result for.

    Figures that disagree are conflicts and no lack of a result. Where one document alone is at
    hand nothing is told, as the others may hold the result. `measured` as `measured_in` gives it.
    """
    if len(corpus.documents) == 1:
        return
    said = Figures.of(corpus) if measured is None else Figures(corpus, measured)
    claims: dict[tuple[str, str], list[Sentence]] = {}
    for metric, number in said.measured:
        sentence = corpus.sentences[number]
        if _claims(corpus, number, metric):
            claims.setdefault((sentence.document, metric), []).append(sentence)
    for (document, metric), sentences in claims.items():
        if metric not in said.supported:
            yield _observation(corpus, document, metric, sentences)


def may_claim(corpus: Corpus, number: int) -> bool:
    """Whether a sentence speaks of this device where claims are made."""
    sentence, headings = corpus.sentences[number], corpus.headings[number]
    kind = corpus.types.get(sentence.document) or ""
    evaluated = kind in _EVALUATING and _CLAIMED.search(f"{headings} {sentence.text}")
    if not (kind in _CLAIMING or evaluated) or OTHER_SETTING.search(sentence.text):
        return False
    return not OTHER_HEADING.search(headings)


def may_report(corpus: Corpus, number: int) -> bool:
    """Whether a sentence stands where results are reported, and says of none that it is claimed."""
    sentence = corpus.sentences[number]
    kind = corpus.types.get(sentence.document) or ""
    claimed = _CLAIMED.search(f"{corpus.headings[number]} {sentence.text}")
    return kind not in _NO_RESULTS and not claimed


def _claims(corpus: Corpus, number: int, metric: str) -> bool:
    """Whether the sentence claims a figure for this device, in a document that makes claims."""
    text = corpus.sentences[number].text
    figure = _PATTERNS[metric].search(text) and _VALUE.search(text)
    return bool(figure) and may_claim(corpus, number)


def _is_result(corpus: Corpus, number: int) -> bool:
    """Whether the sentence gives a figure that was found, where results are reported."""
    sentence = corpus.sentences[number]
    row = sentence.block.kind is BlockKind.TABLE_ROW
    bound = THRESHOLD.search(sentence.text) and not (row and _has_result(sentence))
    return not bound and may_report(corpus, number)


def _has_result(sentence: Sentence) -> bool:
    heads = " ".join(sentence.block.headers)
    return bool(re.search(r"result|observed|measured|achieved|passed|value", heads, re.IGNORECASE))


def unread_note(corpus: Corpus) -> str:
    """What could not be read and may hold what is missed, in words; "" where all was read."""
    files = [failure.name for failure in corpus.failures]
    pages = [document.name for document in corpus.documents if document.unreadable_pages]
    told = f"; {', '.join(files)} could not be read" if files else ""
    return told + (f"; pages of {', '.join(pages)} could not be read" if pages else "")


def _observation(
    corpus: Corpus, document: str, metric: str, sentences: list[Sentence]
) -> Observation:
    name = corpus.document(document).name
    told = f"{name} gives a figure for {metric}, and no result of a test of it is at hand"
    told += unread_note(corpus)
    places = tuple(DocumentCitation(s.document, s.span) for s in sentences)
    subject = f"{metric} in {name}"
    return Observation(
        ObservationKind.UNSUPPORTED_CLAIM, subject, told, places, missing=f"result for {metric}"
    )
