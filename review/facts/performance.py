"""Performance figures with metric and data set."""

import re
from collections.abc import Iterator

from domain.document import BlockKind, Sentence
from review.facts.reading import OTHER_SETTING, THRESHOLD, Said, data_set, number, set_name
from review.normalise import may_hold, normalise

METRICS = {
    "sensitivity": r"sensitivity|recall(?! rate)|true positive rate",
    "specificity": r"specificity",
    "AUC": r"AUC(?:-?ROC)?|AUROC|area under the (?:ROC )?curve",
    "accuracy": r"(?:overall |diagnostic )?accuracy",
    "positive predictive value": r"positive predictive value|PPV|precision",
    "negative predictive value": r"negative predictive value|NPV",
    "F1": r"F1(?:[- ]score)?",
    "Dice": r"Dice(?: (?:score|coefficient))?",
    "kappa": r"kappa",
}
PARTS = (
    *("sensitivity", "recall", "true positive", "specificity", "auc", "auroc", "area under"),
    *("accuracy", "predictive", "ppv", "precision", "npv", "f1", "dice", "kappa"),
)
"""Without one of these parts of words none of these metrics is named."""
_DIGIT = re.compile(r"\d")
_VALUE = r"(\d{1,3}(?:[.,]\d+)?\s?(?:%|percent|per cent)|0[.,]\d+)"
_GAP = r"([^;%]{0,60}?)[:|]?\s*"
_CLAIM = {
    name: re.compile(rf"\b(?:{words})\b{_GAP}{_VALUE}", re.IGNORECASE)
    for name, words in METRICS.items()
}
_ROW_NAME = {
    name: re.compile(
        rf"(?:per[- ]patient |overall )?(?:{words})"
        r"(?:,? (?:per[- ](?:patient|case|examination|study)|stand-?alone|overall))*",
        re.IGNORECASE,
    )
    for name, words in METRICS.items()
}
_METRIC_NAME = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in METRICS.items()
}
_ANY_METRIC = "|".join(METRICS.values())
_TWO_AND_TWO = re.compile(
    rf"\b(?P<metric1>{_ANY_METRIC}) and (?:the )?(?P<metric2>{_ANY_METRIC})\b[^;.%\d]{{0,60}}?"
    rf"{_VALUE.replace('(', '(?P<value1>', 1)} and {_VALUE.replace('(', '(?P<value2>', 1)}",
    re.IGNORECASE,
)
_ONE_VALUE = re.compile(_VALUE, re.IGNORECASE)
_SUBGROUP = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|males?|females?|sex|age[ds]?|years|older|younger|subgroup|ethnic\w*|skin|"
    r"vendors?|scanners?|sites?|hospital [A-Z]|per[- ](?:lesion|vendor|site|image)|inpatients|"
    r"outpatients|small(?:er)?|large(?:r)?|subtle|portable|rotated|mild|severe|mm\b|cm\b|subset|"
    r"contrast|region|ward|emergency|difference|percentage points?|bound|gain|loss|decline)",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\b(?:result|value|observed|measured|achieved|estimate)", re.IGNORECASE)
_AFTER = 30
"""Characters after a value in which a subgroup may be named."""


def performance_facts(sentence: Sentence, headings: str) -> Iterator[Said]:
    """Each metric that the sentence gives one value for, on a data set it names or implies."""
    text = normalise(sentence.text)
    claims = [*_claims(sentence, text)] if _DIGIT.search(text) and may_hold(text, PARTS) else []
    if not claims:
        return
    headers = " ".join(sentence.block.headers)
    setting = data_set(text) or data_set(headers) or data_set(headings)
    name = set_name(text) or set_name(headers)
    for metric, shown, around in claims:
        if any(words.search(around) for words in (OTHER_SETTING, THRESHOLD, _SUBGROUP)):
            continue
        if value := _share(shown):
            subject = f"{metric} ({setting or 'data set not named'})"
            yield Said("performance", subject, value, f"{metric} {shown}", name)


def _claims(sentence: Sentence, text: str) -> Iterator[tuple[str, str, str]]:
    """Metric, value as shown, and the words around that say in which setting it holds."""
    if sentence.block.kind is BlockKind.TABLE_ROW:
        yield from _row_claims(sentence)
        return
    yield from _pairs(text)
    for metric, pattern in _CLAIM.items():
        found = pattern.search(text)
        if found and not any(name.search(found.group(1)) for name in _METRIC_NAME.values()):
            yield metric, found.group(2), text[: found.end() + _AFTER]


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Two metrics named together and then two values: "A and B were 94 % and 88 %"."""
    for match in _TWO_AND_TWO.finditer(text):
        for metric, pattern in _METRIC_NAME.items():
            for side in (1, 2):
                if pattern.fullmatch(match[f"metric{side}"]):
                    yield metric, match[f"value{side}"], match.group(0)


def _row_claims(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """A row whose first cell names the metric.

    Where the headers tell a result from a bound, the result; else the row's only value.
    """
    start, block = sentence.span.start, sentence.block
    cells = [sentence.text[c.start - start : c.end - start].strip() for c in block.cells]
    headers = [*block.headers, *[""] * len(cells)]
    for metric, pattern in _ROW_NAME.items():
        if not cells or not pattern.fullmatch(cells[0]):
            continue
        pairs = zip(headers[1:], cells[1:], strict=False)
        valued = [(h, m.group(1)) for h, cell in pairs if (m := _ONE_VALUE.match(cell))]
        results = [value for h, value in valued if _RESULT.search(h)]
        if len(valued) == 1 or len(results) == 1:
            yield metric, (results or [valued[0][1]])[0], " ".join(cells[2:])


def _share(shown: str) -> str:
    """A percentage and a share as the same number: 94.1 % is 0.941."""
    digits = re.sub(r"[^\d.,]", "", shown).strip(".,")
    plain = number(digits)
    if not plain:
        return ""
    value = float(plain)
    if "%" in shown or "percent" in shown or "per cent" in shown:
        value /= 100
    return f"{value:.4f}".rstrip("0") if 0 < value <= 1 else ""
