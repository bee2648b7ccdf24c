"""Performance figures with metric and data set."""

import re
from collections.abc import Iterator

from domain.document import BlockKind, Sentence
from review.facts.reading import OTHER_SETTING, THRESHOLD, Said, data_set, number

_METRICS = {
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
_VALUE = r"(\d{1,3}(?:[.,]\d+)?\s?(?:%|percent|per cent)|0[.,]\d+)"
_GAP = r"[^.;:%\d]{0,45}?[:|]?\s*"
_CLAIM = {
    name: re.compile(rf"\b(?:{words})\b{_GAP}{_VALUE}", re.IGNORECASE)
    for name, words in _METRICS.items()
}
_METRIC_NAME = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _METRICS.items()
}
_ONE_VALUE = re.compile(_VALUE, re.IGNORECASE)
_SUBGROUP = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|males?|females?|sex|age[ds]?|years|older|younger|subgroup|ethnic\w*|skin|"
    r"vendors?|scanners?|sites?|hospital [A-Z]|per[- ](?:lesion|vendor|site|image)|inpatients|"
    r"outpatients|small(?:er)?|large(?:r)?|subtle|portable|rotated|mild|severe|mm\b|cm\b|subset|"
    r"contrast|region|ward|emergency|difference|points?|interval|lower bound|upper bound)",
    re.IGNORECASE,
)
_FINDING = re.compile(r"\b(?:for|of|in detecting|on)\s+(?:the\s+)?([a-z][\w-]+(?:\s[a-z][\w-]+)?)")


def performance_facts(sentence: Sentence, headings: str) -> Iterator[Said]:
    """Each metric that the sentence gives one value for, on a data set it names or implies."""
    text = sentence.text
    if OTHER_SETTING.search(text) or THRESHOLD.search(text) or _SUBGROUP.search(text):
        return
    setting = data_set(text) or data_set(headings)
    for metric, shown in _claims(sentence):
        if value := _share(shown):
            subject = f"{metric} ({setting or 'data set not named'})"
            yield Said("performance", subject, value, f"{metric} {shown}")


def _claims(sentence: Sentence) -> Iterator[tuple[str, str]]:
    if sentence.block.kind is BlockKind.TABLE_ROW:
        yield from _row_claims(sentence)
        return
    for metric, pattern in _CLAIM.items():
        if found := pattern.search(sentence.text):
            yield metric, found.group(1)


def _row_claims(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """A row whose first cell names the metric; its first value is the result."""
    cells = [part.strip() for part in sentence.text.split("|")]
    for metric, pattern in _METRIC_NAME.items():
        if pattern.fullmatch(cells[0]):
            values = [m.group(1) for cell in cells[1:] if (m := _ONE_VALUE.match(cell))]
            if values:
                yield metric, values[0]


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
